using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.Diff.Policies.Import;

/// <summary>A line of a severity file: <c>id level</c>; comments with # are let pass.</summary>
internal static class OasdiffLevels
{
    private static readonly char[] Separators = [' ', '\t', ':'];

    public static void Read(OasdiffLine line, ImportedPolicy policy)
    {
        string text = line.Text.Split('#')[0];
        string[] fields = text.Split(Separators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (fields.Length == 0)
            return;
        if (fields.Length != 2)
        {
            policy.Report(line, $"`{line.Text}` is no severity.", "Write a change id and err, warn, info or none.");
            return;
        }

        if (!TryLevel(fields[1], out Severity? severity))
        {
            policy.Report(line, $"`{fields[1]}` is no level.", "Write err, warn, info or none.");
            return;
        }

        if (OasdiffIds.Find(fields[0]) is { } id)
        {
            policy.Weigh(id, severity, line);
            return;
        }

        string advice = NearId.Of(fields[0], ChangeCatalog.All.Select(change => change.Id)) is { } near ? $"The nearest is `{near}`. " : "";
        policy.Report(line, $"No change here has the id `{fields[0]}`, so nothing is weighed by this line.", $"{advice}See docs/reference/change-ids.md.");
    }

    private static bool TryLevel(string word, out Severity? severity)
    {
        severity = word.ToUpperInvariant() switch
        {
            "ERR" or "ERROR" => Severity.Error,
            "WARN" or "WARNING" => Severity.Warning,
            "INFO" => Severity.Info,
            _ => null,
        };
        return severity is not null || word.Equals("none", StringComparison.OrdinalIgnoreCase);
    }
}
