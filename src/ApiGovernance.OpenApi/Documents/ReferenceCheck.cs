using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.OpenApi.Documents;

/// <summary>Looks up every reference of a bundle once and says which lead nowhere.</summary>
internal static class ReferenceCheck
{
    public static IEnumerable<Finding> Of(DocumentBundle bundle) =>
        from document in bundle.DocumentsInOrder
        from reference in bundle.IndexOf(document).References
        let finding = Check(bundle, reference)
        where finding is not null
        select finding;

    private static Finding? Check(DocumentBundle bundle, DocumentReference reference)
    {
        string text = reference.Value.Text!;
        if (bundle.Resolve(reference.BaseUri, text) is { } target)
        {
            return target.Node["$ref"]?.AsString is null || Ends(bundle, target)
                ? null
                : Finding(reference, "reference-cycle", $"The reference '{text}' leads in a circle.", "Let one of them hold the definition itself.");
        }

        ReferenceTarget parts = ReferenceTarget.Of(reference.BaseUri, text);
        return parts.Kind switch
        {
            ReferenceTargetKind.Remote => Finding(
                reference,
                "reference-remote",
                $"The reference '{text}' leads to a network address, which is never fetched.",
                "Put a copy of the file beside the document and refer to that."),
            ReferenceTargetKind.Outside => Finding(
                reference,
                "reference-outside",
                $"The reference '{text}' leads out of the document's folder.",
                "Keep every file of the contract below the folder of its root document."),
            ReferenceTargetKind.File when !bundle.Documents.ContainsKey(parts.DocumentUri) => Finding(
                reference,
                "reference-unresolved",
                $"The reference '{text}' names a file that is not there.",
                "Correct the path (it is relative to the file with the reference) or submit the file too."),
            _ => Finding(
                reference,
                "reference-unresolved",
                $"The reference '{text}' names nothing.",
                parts.Fragment.Length > 0 ? $"Define '{parts.Fragment}' or correct the reference." : "Correct the reference."),
        };
    }

    // A target that is a dangling reference itself is reported at its own place.
    private static bool Ends(DocumentBundle bundle, ResolvedNode target)
    {
        var seen = new HashSet<DocumentNode>(ReferenceEqualityComparer.Instance);
        ResolvedNode? at = target;
        while (at?.Node["$ref"]?.AsString is { } next)
        {
            if (!seen.Add(at.Node))
                return false;
            at = bundle.Resolve(at.DocumentUri, next);
        }

        return true;
    }

    private static Finding Finding(DocumentReference reference, string rule, string message, string fix) =>
        DocumentFindings.Error(rule, message, fix, reference.Value.Span, reference.Pointer);
}
