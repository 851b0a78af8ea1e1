using System.Globalization;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.OpenApi.Reports;
using ApiGovernance.Protocol.CatalogApi;

namespace ApiGovernance.Cli.Check;

/// <summary>What a run came to, in words.</summary>
internal static class CheckWords
{
    /// <summary>One word for the whole run; what was not checked outweighs what is blocked, as in the exit code.</summary>
    public static string Outcome(CheckResult result) =>
        result.Contracts.Count == 0 ? "nothing to judge" : result.IsNotChecked ? "not checked"
        : !result.Passes ? "blocked"
        : result.Contracts.Any(contract => contract.WaitsForApproval) ? "needs approval" : "passed";

    public static string Outcome(CheckedContract contract) => contract.Verdict.Outcome switch
    {
        "pass" => "passed",
        "not-checked" => "not checked",
        { } other => other.Replace('-', ' '),
    };

    /// <summary>E.g. <c>2 of 5 contracts passed, 2 are blocked, 1 was not checked</c>.</summary>
    public static string Tally(CheckResult result)
    {
        int all = result.Contracts.Count, passed = result.Contracts.Count(contract => contract.Passes), unread = result.Contracts.Count(contract => contract.IsNotChecked);
        int blocked = all - passed - unread, waiting = result.Contracts.Count(contract => contract.WaitsForApproval);
        string?[] parts =
        [
            $"{passed - waiting} of {Count(all, "contract")} passed",
            waiting == 0 ? null : $"{waiting} {(waiting == 1 ? "needs" : "need")} approval",
            blocked == 0 ? null : $"{blocked} {(blocked == 1 ? "is" : "are")} blocked",
            unread == 0 ? null : $"{unread} {(unread == 1 ? "was" : "were")} not checked",
        ];
        return string.Join(", ", parts.OfType<string>());
    }

    /// <summary>Why something was not looked at, of all contracts, and how it would be; null for nothing.</summary>
    public static string? NotLookedAt(IReadOnlyList<CheckedContract> contracts)
    {
        CheckedContract[] left = [.. contracts.Where(contract => contract.NotLookedAt.Count > 0)];
        if (left.Length == 0)
            return null;
        string what = string.Join("; ", left.SelectMany(contract => contract.NotLookedAt).DistinctBy(check => check.Kind).Select(check => $"{ReportText.Word(check.Kind)}, because {check.NotChecked}"));
        string of = left.Length == 1 ? left[0].Name : Count(left.Length, "contract");
        return $"Not checked of {of}: {what}. Name the catalog's folder with --catalog, or ask the live catalog with --against catalog:.";
    }

    /// <summary>How far one engine looked: what it was compared with, or why not.</summary>
    public static string Extent(VerdictCheck check) => check switch
    {
        { NotChecked: { } why, Compared: null } => $"not checked: {why}",
        { NotChecked: { } why } => $"not fully checked: {why}",
        { Kind: FindingKind.Overlap, Compared: { } others } => others == 0 ? "there is no other API" : $"compared with {(others == 1 ? "1 other API" : string.Create(CultureInfo.InvariantCulture, $"{others} other APIs"))}",
        { Kind: FindingKind.Change } => string.Create(CultureInfo.InvariantCulture, $"{check.Rules.Count} asked"),
        _ => $"{Count(check.Rules.Count, "rule")} asked",
    };

    /// <summary>What blocks, of all contracts: <c>1 breaking change and 2 rule violations</c>; null for nothing.</summary>
    public static string? Blocking(IEnumerable<Finding> blocking)
    {
        Finding[] all = [.. blocking];
        int breaking = all.Count(finding => finding.Kind == FindingKind.Change);
        string[] parts =
        [
            .. breaking > 0 ? new[] { Count(breaking, "breaking change") } : [],
            .. all.Length > breaking ? new[] { Count(all.Length - breaking, "other finding") } : [],
        ];
        return parts.Length == 0 ? null : string.Join(" and ", parts);
    }

    public static string Count(int number, string noun) => string.Create(CultureInfo.InvariantCulture, $"{number} {noun}{(number == 1 ? "" : "s")}");

    /// <summary>E.g. <c>4,711</c>, <c>1.2 M</c>.</summary>
    public static string Calls(long calls) => calls switch
    {
        >= 1_000_000_000 => string.Create(CultureInfo.InvariantCulture, $"{calls / 1e9:0.0} G"),
        >= 1_000_000 => string.Create(CultureInfo.InvariantCulture, $"{calls / 1e6:0.0} M"),
        _ => calls.ToString("N0", CultureInfo.InvariantCulture),
    };

    public static string Day(DateTimeOffset at) => at.ToUniversalTime().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
