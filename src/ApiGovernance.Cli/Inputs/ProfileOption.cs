using System.CommandLine;
using ApiGovernance.Diff.Policies;

namespace ApiGovernance.Cli.Inputs;

/// <summary>Which compatibility policy a command judges by; <see cref="PolicyFolder.Load"/> finds it.</summary>
internal static class ProfileOption
{
    public static Option<string?> Create() => new("--profile")
    {
        Description = $"Compatibility policy: {string.Join(" | ", CompatibilityProfiles.Names)}, a name in `compatibility/` of the policies folder, or FILE [default: compatibility/default.yaml]",
    };
}
