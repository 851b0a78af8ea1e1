using System.Globalization;
using ApiGovernance.OpenApi.Findings;
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

    /// <summary>The consumers that were seen calling what a finding breaks, the busiest first.</summary>
    public static IEnumerable<ConsumerImpact> Hit(Finding finding, IReadOnlyList<ConsumerImpact> impact)
    {
        HashSet<string> operations = [.. finding.Operations.Append(finding.Operation).OfType<string>().Select(Shape)];
        return finding.Kind == FindingKind.Change ? impact.Where(row => operations.Count == 0 || operations.Contains(Shape(row.Operation))) : [];
    }

    public static string Count(int number, string noun) => string.Create(CultureInfo.InvariantCulture, $"{number} {noun}{(number == 1 ? "" : "s")}");

    /// <summary>E.g. <c>4,711</c>, <c>1.2 M</c>.</summary>
    public static string Calls(long calls) => calls switch
    {
        >= 1_000_000_000 => string.Create(CultureInfo.InvariantCulture, $"{calls / 1e9:0.0} G"),
        >= 1_000_000 => string.Create(CultureInfo.InvariantCulture, $"{calls / 1e6:0.0} M"),
        _ => calls.ToString("N0", CultureInfo.InvariantCulture),
    };

    /// <summary>With the names of path parameters left out: renaming one changes no call.</summary>
    private static string Shape(string operation) => string.Join('{', operation.Split('{').Select((part, i) => i == 0 ? part : part[Math.Max(0, part.IndexOf('}', StringComparison.Ordinal))..]));
}
