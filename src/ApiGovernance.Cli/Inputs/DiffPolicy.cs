using ApiGovernance.Diff;

namespace ApiGovernance.Cli.Inputs;

/// <summary>
/// The compatibility policy of a comparison. Whoever compares two files has no need of a policies folder: without one the built-in policy
/// applies, and standard error says so.
/// </summary>
internal static class DiffPolicy
{
    public static CompatibilityPolicy Load(string? named)
    {
        if (named is not null || PolicyFolder.Nearest() is not null)
            return PolicyFolder.Load(named).Compatibility;
        Console.Error.WriteLine("note: there is no policies folder upward from here; the built-in compatibility policy applies (--policies DIR names another)");
        return CompatibilityPolicy.Default;
    }
}
