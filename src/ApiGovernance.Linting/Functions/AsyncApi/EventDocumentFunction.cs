using ApiGovernance.JsonSchema;
using ApiGovernance.Linting.Functions.Schemas;
using ApiGovernance.Linting.Views;
using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.Linting.Functions.AsyncApi;

/// <summary>`asyncApiDocumentSchema` and `asyncApiPayloadValidation`: a document, or a payload, has the shape that its version prescribes.</summary>
internal static class EventDocumentFunction
{
    public static LintFunction Create(FunctionOptions options)
    {
        bool resolved = options.Boolean("resolved") ?? throw options.Missing("`resolved`: true or false");
        return resolved ? Resolved : Written;
    }

    public static void Payload(LintTarget target, ICollection<FunctionResult> results)
    {
        if (target.Node is null || AsyncApiSchemas.For(target.View.Root.Node, SchemaUse.Payload) is not { } schema)
            return;
        foreach (PlacedError error in ErrorTree.Choose(ErrorSequence.Of(schema, ViewJson.Write(target.Value))))
            results.Add(error.Finding());
    }

    private static void Resolved(LintTarget target, ICollection<FunctionResult> results)
    {
        if (target.Node is null || AsyncApiSchemas.For(target.Node, SchemaUse.Resolved) is not { } schema)
            return;
        List<PlacedError> errors = ErrorSequence.Of(schema, ViewJson.Write(target.Value));
        foreach (PlacedError error in ErrorTree.Choose(Relevant(errors)))
        {
            // A reference that leads nowhere or in a circle is left where it stands; that is another rule's finding.
            if (error.Member != "$ref" || error.Keyword != "additionalProperties")
                results.Add(error.Finding());
        }
    }

    private static void Written(LintTarget target, ICollection<FunctionResult> results)
    {
        if (target.Node is null || AsyncApiSchemas.For(target.Node, SchemaUse.Written) is not { } schema)
            return;
        // What references lead to is judged where they are followed; here only whether they may stand where they do.
        foreach (PlacedError error in ErrorTree.Choose(ErrorSequence.Of(schema, target.Node.ToJson())))
        {
            if (error is { Keyword: "additionalProperties", Member: "$ref" })
                results.Report("A reference is not allowed in this place.", error.Below);
        }
    }

    /// <summary>
    /// Of several errors at one value the first, and not that no alternative fits where it is said why; that a reference could stand
    /// there instead is not of interest. A member that is not allowed is itself the place.
    /// </summary>
    private static List<PlacedError> Relevant(List<PlacedError> errors)
    {
        List<PlacedError> kept = [];
        foreach (PlacedError error in errors)
        {
            if (error is { Keyword: "required", Member: "$ref" })
                continue;
            kept.Add(error is { Keyword: "additionalProperties", Member: { } member }
                ? error with { Pointer = $"{error.Pointer}/{member}", Below = [.. error.Below, member] }
                : error);
        }

        for (int i = 0; i < kept.Count; i++)
        {
            if (i + 1 < kept.Count && kept[i + 1].Pointer == kept[i].Pointer)
                kept.RemoveAt(i-- + 1);
            else if (i > 0 && kept[i].Keyword == "oneOf" && kept[i - 1].Pointer.StartsWith(kept[i].Pointer, StringComparison.Ordinal))
                kept.RemoveAt(i--);
        }

        return kept;
    }
}
