using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.Protocol.Descriptors;

/// <summary>A descriptor with the text that it was read from.</summary>
/// <param name="Path">Names the text for people and orders descriptors: relative to the catalog's folder, with forward slashes.</param>
public sealed record LoadedDescriptor(Descriptor Descriptor, SourceDocument Document, string Path)
{
    /// <summary>Where the value at a JSON pointer is written; the nearest value around it where it is not written out.</summary>
    public SourceSpan PlaceOf(string pointer)
    {
        ArgumentNullException.ThrowIfNull(pointer);
        while (true)
        {
            if (JsonPointer.Evaluate(Document.Root, pointer) is { } node)
                return node.Span;
            pointer = pointer[..pointer.LastIndexOf('/')];
        }
    }
}
