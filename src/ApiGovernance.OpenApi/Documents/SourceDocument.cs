using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.OpenApi.Documents;

/// <summary>One file as it was read: its tree, and what was wrong with the text.</summary>
public sealed record SourceDocument
{
    /// <summary>The path to show to people, with forward slashes: relative to the bundle's root, or as given on a command line.</summary>
    public required string Path { get; init; }

    /// <summary><c>contract:///</c> and the path inside the bundle: the base against which its references are resolved.</summary>
    public required string Uri { get; init; }

    /// <summary>A null node when the text could not be read.</summary>
    public required DocumentNode Root { get; init; }

    public required ReadOnlyMemory<byte> Bytes { get; init; }

    /// <summary>The text that the nodes lead to; null when the file could not be opened.</summary>
    internal SourceText? Text { get; init; }

    /// <summary>The encoding of <see cref="Bytes"/> when it is not UTF-8.</summary>
    internal System.Text.Encoding? Encoding { get; init; }

    public required IReadOnlyList<Finding> Findings { get; init; }

    /// <summary>False when the text could not be read; <see cref="Findings"/> then holds the error that says why.</summary>
    public bool IsReadable { get; init; } = true;

    /// <summary>The comments of the file and what they belong to; looked for anew at each call.</summary>
    public DocumentComments FindComments() => DocumentComments.Of(this);

    /// <summary>The tree as UTF-8 JSON without white space: keys in the text's order, numbers with the text's digits.</summary>
    public byte[] ToJson() => NodeJson.Write(Root);
}
