using System.Globalization;
using System.Text;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.Protocol.Descriptors;

namespace ApiGovernance.Cli.Check;

/// <summary>
/// A waiver to be copied. The reason and, where nobody owns the API, the owner are left empty, and an empty one is refused: nobody waives by
/// copying alone.
/// </summary>
internal static class WaiverDraft
{
    private const int Days = 90;

    public static string Of(Finding finding, string? owner, DateOnly today)
    {
        string name = Name(finding);
        return $"""
            # policies/waivers/{name}.yaml
            apiVersion: {Descriptor.ApiVersion}
            kind: Waiver
            metadata:
              name: {name}
            spec:
              fingerprints: ["{finding.Fingerprint}"]  # {finding.RuleId}
              reason: ""  # why callers can live with it
              owner: {(owner is null ? "\"\"  # the team that answers for it" : owner)}
              expires: {today.AddDays(Days).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}
            """.ReplaceLineEndings("\n");
    }

    /// <summary>Of the rule and the fingerprint: two waivers for one rule are two files.</summary>
    private static string Name(Finding finding)
    {
        StringBuilder name = new();
        foreach (char c in finding.RuleId.ToLowerInvariant())
            name.Append(char.IsAsciiLetterOrDigit(c) ? c : '-');
        return $"{name.ToString().Trim('-')}-{finding.Fingerprint[..6]}";
    }
}
