using System.Globalization;
using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.OpenApi.Documents;

/// <summary>Writes a bundle as one document: other files under an extension of the root, references rewritten to lead there.</summary>
internal static class BundleFlattening
{
    public static byte[] Write(DocumentBundle bundle)
    {
        if (bundle.Documents.Count == 1 || !bundle.Root.Root.IsObject)
            return bundle.Root.ToJson();

        // Files by URI get the numbers 1, 2, ...; the root is where it was.
        DocumentNode? before = bundle.Root.Root[ReferenceScan.BundledKey] is { IsObject: true } bundled ? bundled : null;
        var places = new Dictionary<string, string>(StringComparer.Ordinal) { [bundle.Root.Uri] = "" };
        var names = new List<(string Name, SourceDocument Document)>();
        int number = 0;
        foreach (SourceDocument document in bundle.DocumentsInOrder.Skip(1))
        {
            string name = (++number).ToString(CultureInfo.InvariantCulture);
            while (before?[name] is not null)
                name = (++number).ToString(CultureInfo.InvariantCulture);
            names.Add((name, document));
            places.Add(document.Uri, $"/{ReferenceScan.BundledKey}/{name}");
        }

        NodeChanges changes = FlattenedReferences.Of(bundle, places);
        SourceSpan span = bundle.Root.Root.Span;
        DocumentNode pieces = DocumentNode.Object(span,
        [
            .. before?.Members ?? [],
            .. names.Select(piece => new DocumentMember(piece.Name, span, changes.Apply(piece.Document.Root))),
        ]);
        return DocumentNode.Object(span,
        [
            .. changes.Apply(bundle.Root.Root).Members.Where(m => m.Name != ReferenceScan.BundledKey),
            new DocumentMember(ReferenceScan.BundledKey, span, pieces),
        ]).ToJson();
    }
}
