using System.Security.Cryptography;
using System.Text;
using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.OpenApi.Reports;

/// <summary>GitLab's code quality report (a subset of CodeClimate's). What does not count is left out.</summary>
public static class GitLabReport
{
    public static void Write(Report report, TextWriter writer)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(writer);
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        ReportText.WriteJson(writer, json =>
        {
            json.WriteStartArray();
            foreach (Finding finding in report.Ordered().Where(f => f.Counts))
            {
                string file = finding.Source?.File ?? (report.Inputs.Count > 0 ? report.Inputs[0] : ".");
                json.WriteStartObject();
                json.WriteString("description", string.Join(' ', ReportText.Sentences(finding)));
                json.WriteString("check_name", finding.RuleId);
                json.WriteString("fingerprint", Unique($"{finding.Fingerprint}|{file}", seen));
                json.WriteString("severity", Word(finding.Severity));
                json.WriteStartObject("location");
                json.WriteString("path", file);
                json.WriteStartObject("lines");
                json.WriteNumber("begin", finding.Source?.Line ?? 1);
                json.WriteNumber("end", finding.Source?.EndLine ?? 1);
                json.WriteEndObject();
                json.WriteEndObject();
                json.WriteEndObject();
            }

            json.WriteEndArray();
        });
    }

    // GitLab drops findings whose fingerprints collide: the file and the occurrence keep equal ones apart.
    private static string Unique(string identity, Dictionary<string, int> seen)
    {
        int occurrence = seen[identity] = seen.GetValueOrDefault(identity) + 1;
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{identity}|{occurrence}")).AsSpan(0, 16));
    }

    private static string Word(Severity severity) => severity switch
    {
        Severity.Error => "major",
        Severity.Warning => "minor",
        _ => "info",
    };
}
