using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.OpenApi.Documents;

/// <summary>What is wrong with the way references and identifiers of a file are written, wherever they lead.</summary>
internal static class ReferenceForms
{
    /// <param name="identifiers">Those of the files before; grows.</param>
    public static IEnumerable<Finding> Of(DocumentIndex index, Dictionary<string, EmbeddedResource> identifiers)
    {
        foreach (ResolvedNode place in index.NotStrings)
        {
            yield return DocumentFindings.Error(
                "reference-not-a-string", "The value of '$ref' is not a string, so it refers to nothing.", "Write a reference such as '#/components/schemas/Order'.",
                place.Node.Span, place.Pointer);
        }

        foreach (ResolvedNode place in index.HiddenSiblings)
        {
            DocumentMember[] hidden = [.. place.Node.Members.Where(m => !IsText(m.Name))];
            if (hidden.Length == 0)
                continue;
            yield return DocumentFindings.Info(
                "reference-siblings-ignored",
                $"{string.Join(", ", hidden.Select(m => $"'{m.Name}'"))} beside '$ref' {(hidden.Length == 1 ? "is" : "are")} ignored in this version of the format.",
                "Remove what is ignored, or put it where the reference leads (or, for a schema, into an 'allOf' beside the reference).",
                hidden[0].NameSpan,
                place.Pointer);
        }

        foreach (EmbeddedResource resource in index.Resources)
        {
            if (identifiers.TryAdd(resource.Uri, resource) || ReferenceEquals(identifiers[resource.Uri].Place.Node, resource.Place.Node))
                continue;
            DocumentNode id = (resource.Place.Node["$id"] ?? resource.Place.Node["$self"])!;
            yield return DocumentFindings.Warning(
                "reference-duplicate-id",
                $"'{resource.Uri}' is declared already at {identifiers[resource.Uri].Place.Node.Span}; references lead there, never here.",
                "Give each schema or document an identifier of its own.",
                id.Span,
                resource.Place.Pointer);
        }

        foreach ((string name, ResolvedNode place) in index.HiddenAnchors)
        {
            yield return DocumentFindings.Warning(
                "reference-duplicate-anchor",
                $"The anchor '{name}' is declared twice in one schema resource; references lead to the first.",
                "Give each anchor a name of its own.",
                (place.Node["$anchor"]?.AsString == name ? place.Node["$anchor"] : place.Node["$dynamicAnchor"] ?? place.Node["$id"])!.Span,
                place.Pointer);
        }
    }

    // Nearly every document describes its references; what counts for nothing anyway need not be reported as lost.
    private static bool IsText(string name) =>
        name is "$ref" or "description" or "summary" or "title" or "example" or "examples" or "externalDocs" or "$comment"
        || name.StartsWith("x-", StringComparison.Ordinal);
}
