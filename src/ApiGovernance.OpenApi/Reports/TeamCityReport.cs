using System.Globalization;
using System.Text;
using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.OpenApi.Reports;

/// <summary>
/// Service messages of TeamCity (<c>##teamcity[inspection ...]</c>), which it shows as the inspections of a build; a report that fails is a
/// problem of the build. What does not count is left out.
/// </summary>
public static class TeamCityReport
{
    public static void Write(Report report, TextWriter writer)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(writer);
        Finding[] counting = [.. report.Ordered().Where(f => f.Counts).OrderBy(f => f.Severity)];
        Dictionary<string, string> summaries = report.Rules.DistinctBy(rule => rule.Id).ToDictionary(rule => rule.Id, rule => rule.Summary, StringComparer.Ordinal);
        // A kind of inspection is declared before the first of it.
        foreach (string rule in counting.Select(finding => finding.RuleId).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            string summary = summaries.GetValueOrDefault(rule) is { Length: > 0 } text ? text : rule;
            writer.Write($"##teamcity[inspectionType id='{Value(rule)}' name='{Value(rule)}' category='{Value(report.Title)}' description='{Value(summary)}']\n");
        }

        foreach (Finding finding in counting)
        {
            string line = finding.Source is { } source ? source.Line.ToString(CultureInfo.InvariantCulture) : "0";
            writer.Write(
                $"##teamcity[inspection typeId='{Value(finding.RuleId)}' message='{Value(string.Join(' ', ReportText.Sentences(finding)))}' file='{Value(finding.Source?.File ?? report.Title)}' line='{line}' "
                + $"SEVERITY='{Word(finding.Severity)}']\n");
        }

        foreach (string note in report.Notes)
            writer.Write($"note: {ReportText.LogLine(note)}\n");
        string outcome = $"{report.Title}: {ReportCounts.Of(report)}";
        if (report.Fails)
            writer.Write($"##teamcity[buildProblem description='{Value(outcome)}' identity='{Value($"apigov {report.Title}")}']\n");
        writer.Write($"{ReportText.LogLine(outcome)}\n");
    }

    private static string Word(Severity severity) => severity switch
    {
        Severity.Error => "ERROR",
        Severity.Warning => "WARNING",
        Severity.Info => "WEAK WARNING",
        _ => "INFO",
    };

    private static string Value(string text)
    {
        StringBuilder value = new();
        foreach (char c in ReportText.Line(text))
        {
            if (c is '|' or '\'' or '[' or ']')
                value.Append('|').Append(c);
            else if (c > '~')
                value.Append(CultureInfo.InvariantCulture, $"|0x{(int)c:x4}");
            else
                value.Append(c);
        }

        return value.ToString();
    }
}
