using ApiGovernance.Diff.Comparison;
using ApiGovernance.JsonSchema;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Model;

namespace ApiGovernance.Diff.Witnesses;

/// <summary>The schemas of both sides, to read and to validate with.</summary>
internal sealed class WitnessSchemas(ContractSchemas before, SchemaViews beforeViews, ContractSchemas after, SchemaViews afterViews)
{
    /// <summary>
    /// The side which allows what the other refuses: a request was fine before and is not now, a response is possible now and was not before.
    /// Null when a schema does not compile.
    /// </summary>
    public WitnessSides? Sides(SchemaReference? old, SchemaReference? now, bool request)
    {
        if (old is null || now is null)
            return null;
        SchemaDirection direction = request ? SchemaDirection.Request : SchemaDirection.Response;
        return (before.Get(old, direction), after.Get(now, direction)) is ({ } was, { } today)
            ? request ? new WitnessSides(was, today, old, beforeViews) : new WitnessSides(today, was, now, afterViews)
            : null;
    }
}

/// <param name="Schema">What <paramref name="Accepts"/> was compiled from.</param>
internal sealed record WitnessSides(CompiledSchema Accepts, CompiledSchema Refuses, SchemaReference Schema, SchemaViews Views)
{
    public ResolvedNode Root => new(Schema.DocumentUri, Schema.Pointer, Schema.Node);

    /// <summary>The accepting schema at a position below, or null where it has none there.</summary>
    public SchemaView? At(IReadOnlyList<string> path)
    {
        SchemaView view = Views.Of(Root);
        foreach (string name in path)
        {
            ResolvedNode? next = name switch
            {
                "[]" => view.Items,
                "*" => view.Additional,
                _ => view.Properties.GetValueOrDefault(name),
            };
            if (next is null)
                return null;
            view = Views.Of(next);
        }

        return view;
    }
}
