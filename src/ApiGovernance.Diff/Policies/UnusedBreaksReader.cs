using System.Globalization;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.Diff.Policies;

/// <summary>Reads <c>unusedBreaks</c>; null when it is absent or wrong: then nothing is let through.</summary>
internal static class UnusedBreaksReader
{
    private const string At = "/spec/unusedBreaks";
    private const int MaxDays = 3660;
    private const int MaxSamples = 1_000_000_000;

    public static UnusedBreaks? Read(DocumentNode? node, PolicyReading reading)
    {
        if (node is null || !reading.IsObject(node, At, "`unusedBreaks`", "after", "severity", "minSamples"))
            return null;
        if (node["after"] is null)
            reading.Wrong(node, At, "`unusedBreaks` does not say how long nobody must have used it.", "Add `after`, the number of days: `after: 90`.");
        int? after = Number(node, "after", MaxDays, reading), samples = Number(node, "minSamples", MaxSamples, reading);
        Severity? severity = Severity.Warning;
        if (node["severity"] is { } written)
        {
            severity = Words<Severity>.Find(written.AsString) is { } named and not Severity.Error ? named : null;
            if (severity is null)
                reading.Wrong(written, At + "/severity", $"`{written.Text}` is no severity that lets a change pass.", "Use warning, info, hint.");
        }

        return after is { } days && severity is { } weight && (samples is not null || node["minSamples"] is null)
            ? new UnusedBreaks(days, weight, samples ?? UnusedBreaks.DefaultMinSamples)
            : null;
    }

    private static int? Number(DocumentNode parent, string name, int most, PolicyReading reading)
    {
        if (parent[name] is not { } node)
            return null;
        if (node.Kind == NodeKind.Number && int.TryParse(node.Text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= 1 && number <= most)
            return number;
        reading.Wrong(node, JsonPointer.Append(At, name), $"`{name}` is `{node.Text ?? "no number"}`.", string.Create(CultureInfo.InvariantCulture, $"Write a whole number from 1 to {most}."));
        return null;
    }
}
