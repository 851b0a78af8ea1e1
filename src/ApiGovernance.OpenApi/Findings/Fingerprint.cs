using System.Security.Cryptography;
using System.Text;

namespace ApiGovernance.OpenApi.Findings;

/// <summary>Stable identity of a finding: 16 hex digits of SHA-256 over its meaning.</summary>
public static class Fingerprint
{
    public static string Of(Finding finding)
    {
        ArgumentNullException.ThrowIfNull(finding);
        // Unit separators keep ("ab","c") and ("a","bc") apart.
        string place = finding.Identity ?? $"{finding.Operation}\u001f{finding.Pointer}";
        string meaning = string.Join('\u001f', finding.Kind, finding.RuleId, finding.Api, place, finding.Before, finding.After);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(meaning)).AsSpan(0, 8));
    }
}
