namespace ApiGovernance.OpenApi.Documents;

/// <summary>The files of one submission. References reach these files and nothing else.</summary>
public sealed class DocumentBundle
{
    public DocumentBundle(SourceDocument root, IReadOnlyDictionary<string, SourceDocument> documents)
    {
        Root = root;
        Documents = documents;
    }

    public SourceDocument Root { get; }

    /// <summary>All files by <see cref="SourceDocument.Uri"/>, the root among them.</summary>
    public IReadOnlyDictionary<string, SourceDocument> Documents { get; }
}
