using ApiGovernance.Catalog.Governance;
using ApiGovernance.Diff;
using ApiGovernance.Diff.Policies;
using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.Cli.Inputs;

/// <summary>
/// What a comparison is judged by: the compatibility policy and the waivers. Whoever compares two files has no need of a policies folder:
/// without one the built-in policy applies, and standard error says so.
/// </summary>
/// <param name="FromFolder">Null without a folder.</param>
internal sealed record DiffPolicy(CompatibilityPolicy Compatibility, PolicySet? FromFolder)
{
    public static DiffPolicy Load(string? named, string? profile)
    {
        if (named is not null || PolicyFolder.Nearest() is not null)
        {
            PolicySet folder = PolicyFolder.Load(named, profile);
            return new DiffPolicy(folder.Compatibility, folder);
        }

        if (profile is not null)
            return new DiffPolicy(CompatibilityProfiles.Find(profile) ?? PolicyFolder.Load(null, profile).Compatibility, null);
        Console.Error.WriteLine("note: there is no policies folder upward from here; the built-in compatibility policy applies (--policies DIR names another)");
        return new DiffPolicy(CompatibilityPolicy.Default, null);
    }

    /// <summary>What waivers make of a result: what one covers is told and does not count. One that has ended is told on standard error.</summary>
    public DiffResult Waive(DiffResult result, DateOnly today)
    {
        if (FromFolder is not { Waivers: { Count: > 0 } waivers })
            return result;
        Finding[] changes = Waive(result.Findings, waivers, today), notCompared = Waive(result.NotCompared, waivers, today);
        return result with { Findings = changes, NotCompared = notCompared };
    }

    private static Finding[] Waive(IReadOnlyList<Finding> findings, IReadOnlyList<Waiver> waivers, DateOnly today)
    {
        // The findings come first and in their order. A waiver that covers nothing here may be for another API.
        Finding[] told = [.. WaiverApplication.Apply(findings, waivers, today)];
        foreach (Finding ended in told.Skip(findings.Count).Where(finding => finding.Severity <= Severity.Warning))
            Console.Error.WriteLine($"note: {ended.Message}");
        return told[..findings.Count];
    }
}
