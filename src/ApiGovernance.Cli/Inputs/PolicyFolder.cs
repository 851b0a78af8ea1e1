using ApiGovernance.Catalog.Governance;
using ApiGovernance.Diff.Policies;

namespace ApiGovernance.Cli.Inputs;

/// <summary>The policies a command applies: the folder that was named, or the nearest `policies` upward from here.</summary>
internal static class PolicyFolder
{
    public static System.CommandLine.Option<string?> Option() => new("--policies")
    {
        Description = "Folder of policies [default: the nearest `policies` upward from here]",
    };

    /// <param name="profile">Which compatibility policy holds, as <see cref="ProfileOption"/> takes it; null: the folder's default.</param>
    public static PolicySet Load(string? named, string? profile = null)
    {
        // A built-in profile needs no folder.
        if (named is null && Nearest() is null && profile is not null && CompatibilityProfiles.Find(profile) is { } builtIn)
            return PolicySet.Default with { Compatibility = builtIn };
        string folder = named ?? Nearest() ?? throw new CommandRefusal(
            ExitCodes.PolicyUnreadable, "No policies folder was found upward from here.", "Give one with --policies DIR.");
        if (!Directory.Exists(folder))
            throw new CommandRefusal(ExitCodes.PolicyUnreadable, $"There is no folder {Path.GetFullPath(folder)}.", "Give the policies with --policies DIR.");
        PolicyLoad read = PolicySet.Load(folder, profile);
        return read.HasErrors ? throw new PolicyRefusal(read.Findings) : read.Policies;
    }

    public static string? Nearest()
    {
        for (DirectoryInfo? at = new(Directory.GetCurrentDirectory()); at is not null; at = at.Parent)
        {
            string candidate = Path.Combine(at.FullName, "policies");
            if (Directory.Exists(candidate))
                return candidate;
        }

        return null;
    }
}
