namespace ApiGovernance.Linting.Rulesets;

/// <summary>How a ruleset is read.</summary>
public sealed record RulesetReadOptions
{
    public static RulesetReadOptions Default { get; } = new();

    /// <summary>
    /// Gives the bytes of a file by its path, or null where there is none; without it, files are read from the disk. Paths have forward
    /// slashes and are relative to the working directory where the ruleset's own path is.
    /// </summary>
    public Func<string, ReadOnlyMemory<byte>?>? Open { get; init; }

    /// <summary>Folders that hold npm packages, asked after the `node_modules` folders of the ruleset's folder and of those above it.</summary>
    public IReadOnlyList<string> PackageFolders { get; init; } = [];

    /// <summary>Gives the bytes behind an address, or null where there are none; without it, rulesets on the network are refused.</summary>
    public Func<Uri, byte[]?>? Fetch { get; init; }

    /// <summary>One mistake in a ruleset and none of its rules run: <see cref="RulesetReadResult.IsFatal"/>.</summary>
    public bool Strict { get; init; }
}
