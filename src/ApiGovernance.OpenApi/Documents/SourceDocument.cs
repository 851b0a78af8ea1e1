using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.OpenApi.Documents;

/// <summary>One file as it was read: its tree, and what was wrong with the text.</summary>
public sealed record SourceDocument
{
    /// <summary>Path relative to the bundle's root, with forward slashes.</summary>
    public required string Path { get; init; }

    /// <summary><c>contract:///</c> and the path: the base against which its references are resolved.</summary>
    public required string Uri { get; init; }

    /// <summary>A null node when the text could not be read.</summary>
    public required DocumentNode Root { get; init; }

    public required ReadOnlyMemory<byte> Bytes { get; init; }

    public required IReadOnlyList<Finding> Findings { get; init; }
}
