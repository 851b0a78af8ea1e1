using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.OpenApi.Documents;

/// <summary>Looks up every reference of a bundle once and says which lead nowhere.</summary>
internal sealed class ReferenceCheck(DocumentBundle bundle, int maxHops)
{
    private enum Outcome
    {
        Found,
        Missing,
        Circle,
        TooLong,
    }

    // A document of 30,000 references names a thousand things.
    private readonly Dictionary<(string, string), Outcome> _known = [];
    private readonly List<Finding> _leadingOut = [];

    /// <summary>Those of the findings, after a run, about files and addresses that are not among the files of the bundle.</summary>
    public IReadOnlyList<Finding> LeadingOut => _leadingOut;

    public IEnumerable<Finding> Run()
    {
        var identifiers = new Dictionary<string, EmbeddedResource>(StringComparer.Ordinal);
        foreach (SourceDocument document in bundle.DocumentsInOrder)
        {
            DocumentIndex index = bundle.IndexOf(document);
            // YAML aliases put one value into several places.
            var seen = new HashSet<DocumentNode>(ReferenceEqualityComparer.Instance);
            foreach (DocumentReference reference in index.References)
            {
                if (Check(reference) is { } finding && seen.Add(reference.Value))
                    yield return finding;
            }

            foreach (Finding finding in ReferenceForms.Of(index, identifiers))
                yield return finding;
        }
    }

    private Finding? Check(DocumentReference reference)
    {
        string text = reference.Value.Text!;
        if (reference.Use == ReferenceUse.Mapping && bundle.NamedSchema(text) is not null)
            return null;
        if (!_known.TryGetValue((reference.BaseUri, text), out Outcome outcome))
            _known.Add((reference.BaseUri, text), outcome = Find(reference.BaseUri, text));
        return outcome switch
        {
            Outcome.Found => null,
            Outcome.Circle => Finding(
                reference, "reference-cycle", $"The reference '{text}' leads in a circle.", "Let one of them hold the definition itself."),
            Outcome.TooLong => Finding(
                reference, "reference-chain", $"The reference '{text}' leads through more than {maxHops} references.", "Refer to the definition itself."),
            _ => Missing(reference, text),
        };
    }

    private Outcome Find(string baseUri, string text)
    {
        if (bundle.Resolve(baseUri, text) is not { } target)
            return Outcome.Missing;

        // A target that is a dangling reference itself is reported at its own place.
        var seen = new HashSet<DocumentNode>(ReferenceEqualityComparer.Instance);
        for (ResolvedNode? at = target; at?.Node["$ref"]?.AsString is { } next; at = bundle.Resolve(at, next))
        {
            if (!seen.Add(at.Node))
                return Outcome.Circle;
            if (seen.Count > maxHops)
                return Outcome.TooLong;
        }

        return Outcome.Found;
    }

    private Finding Missing(DocumentReference reference, string text)
    {
        ReferenceTarget target = ReferenceTarget.Of(reference.BaseUri, text);
        return target.Kind switch
        {
            // A link may well lead into another API's description, which is not ours to have.
            ReferenceTargetKind.Remote when bundle.Resolve(reference.BaseUri, target.DocumentUri) is null => Out(
                reference,
                "reference-remote",
                $"The reference '{text}' leads to a network address, which is not fetched.",
                "Put a copy of the file beside the document and refer to that."),
            ReferenceTargetKind.Outside => Out(
                reference,
                "reference-outside",
                $"The reference '{text}' leads out of the document's folder.",
                "Keep every file of the contract below the folder of its root document."),
            ReferenceTargetKind.File when !bundle.Documents.ContainsKey(target.DocumentUri) => Out(
                reference,
                "reference-unresolved",
                $"The reference '{text}' names a file that is not there.",
                "Correct the path (it is relative to the file with the reference, and case counts) or submit the file too."),
            _ => Finding(
                reference,
                "reference-unresolved",
                $"The reference '{text}' names nothing.",
                NearName.Advice(bundle, reference.BaseUri, text, target.Fragment)),
        };
    }

    private Finding Out(DocumentReference reference, string rule, string message, string fix)
    {
        Finding finding = Finding(reference, rule, message, fix);
        if (finding.Severity == Severity.Error)
            _leadingOut.Add(finding);
        return finding;
    }

    private static Finding Finding(DocumentReference reference, string rule, string message, string fix) =>
        reference.Use == ReferenceUse.Operation
            ? DocumentFindings.Warning(rule, message, fix, reference.Value.Span, reference.Pointer)
            : DocumentFindings.Error(rule, message, fix, reference.Value.Span, reference.Pointer);
}
