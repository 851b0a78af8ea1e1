namespace ApiGovernance.OpenApi.Findings;

/// <summary>A place in a file. Lines and columns are 1-based; columns count UTF-16 code units; the end is exclusive.</summary>
/// <param name="File">The path as it was submitted (relative to the bundle's root, with forward slashes).</param>
public sealed record SourceSpan(string File, int Line, int Column, int EndLine, int EndColumn)
{
    public override string ToString() => $"{File}:{Line}:{Column}";
}
