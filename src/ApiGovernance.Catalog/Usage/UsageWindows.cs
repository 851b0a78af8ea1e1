using System.Globalization;
using ApiGovernance.Catalog.Apis;
using ApiGovernance.Catalog.Governance;

namespace ApiGovernance.Catalog.Usage;

/// <summary>How far back the policies look at observed usage, and how long it is kept for them.</summary>
internal static class UsageWindows
{
    public const int StandardDays = 400;

    // A window is full only when something was seen before it.
    private const int Margin = 31;

    /// <summary>How many days are kept.</summary>
    /// <param name="asked">Null when nobody has said.</param>
    /// <exception cref="CatalogStartupException">A policy looks back as far as that, or further.</exception>
    public static int Retention(int? asked, PolicySet policies)
    {
        (int days, string who) = Longest(policies);
        if (asked is not { } kept)
            return Math.Max(StandardDays, days + Margin);
        if (kept > days)
            return kept;
        throw new CatalogStartupException(
            "Observed usage would be removed too early:",
            [
                CatalogFindings.Policy(
                    "usage-retention-too-short",
                    string.Create(CultureInfo.InvariantCulture, $"it would be kept for {kept} days, and {who} looks {days} days back."),
                    string.Create(CultureInfo.InvariantCulture, $"Keep it for {days + Margin} days: --usage-retention-days {days + Margin}; more than {days} are needed.")),
            ]);
    }

    private static (int Days, string Who) Longest(PolicySet policies)
    {
        (int Days, string Who)[] windows =
        [
            (ContractGate.UsageDays, "the change gate"),
            (policies.Compatibility.UnusedBreaks?.AfterDays ?? 0, "the compatibility policy (`unusedBreaks`)"),
            .. policies.Lifecycles.Append(policies.Lifecycle).Select(policy => (policy.QuietDays, $"the life-cycle policy `{policy.Name}` (`quietDays`)")),
        ];
        return windows.MaxBy(window => window.Days);
    }
}
