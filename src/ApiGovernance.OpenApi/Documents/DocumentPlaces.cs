using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.OpenApi.Documents;

/// <summary>Where what a JSON pointer names is written.</summary>
public static class DocumentPlaces
{
    /// <summary>
    /// The place of a member's key, or of an item. Where the pointer leads to nothing, the place of the last thing on the way that exists:
    /// what is missing should stand there.
    /// </summary>
    /// <param name="document">The file.</param>
    /// <param name="pointer">JSON pointer (RFC 6901, not percent-encoded). References on the way are not followed.</param>
    public static SourceSpan SpanOf(this SourceDocument document, string pointer)
    {
        ArgumentNullException.ThrowIfNull(document);
        DocumentNode node = document.Root;
        SourceSpan span = node.Span;
        foreach (string name in JsonPointer.Parse(pointer) ?? [])
        {
            if (JsonPointer.Child(node, name) is not { } child)
                break;
            span = node.IsObject ? node.Members.Last(m => m.Name == name).NameSpan : child.Span;
            node = child;
        }

        return span;
    }
}
