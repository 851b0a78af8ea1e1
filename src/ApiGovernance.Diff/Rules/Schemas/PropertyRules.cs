using ApiGovernance.Diff.Comparison;
using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.Diff.Rules.Schemas;

/// <summary>Properties that came, went, or changed whether they must be there.</summary>
internal static class PropertyRules
{
    public static void Check(SchemaPair pair)
    {
        foreach ((string name, ResolvedNode old) in pair.Before.Properties)
        {
            SchemaPosition position = pair.Position.Below(name);
            if (!pair.After.Properties.TryGetValue(name, out ResolvedNode? now))
            {
                Removed(pair, name, position);
                continue;
            }

            RequiredChanged(pair, name, position, now);
            pair.Comparison.Compare(old, now, position);
        }

        foreach ((string name, ResolvedNode added) in pair.After.Properties.Where(property => !pair.Before.Properties.ContainsKey(property.Key)))
            Added(pair, name, pair.Position.Below(name), added);
        // Required without being described.
        foreach (string name in pair.After.Required.Where(name => !pair.After.Properties.ContainsKey(name) && !pair.Before.Required.Contains(name) && pair.Position.IsRequest))
            pair.Comparison.Report("new-required-request-property", pair.After.Place, pair.Position.Below(name), $"requires `{name}` now.", null, name);
        if (pair.Before.Open != pair.After.Open)
        {
            pair.Report(
                pair.After.Open ? "additional-properties-opened" : "additional-properties-closed",
                $"{(pair.After.Open ? "allows" : "no longer allows")} unknown properties in {pair.Position.Name}.");
        }

        if (pair.Before.Additional is { } before && pair.After.Additional is { } after)
            pair.Comparison.Compare(before, after, pair.Position.Below("*"));
    }

    private static void Removed(SchemaPair pair, string name, SchemaPosition position)
    {
        bool required = pair.Before.Required.Contains(name);
        if (pair.Position.IsRequest)
        {
            pair.Comparison.Report(
                "request-property-removed", pair.After.Place, position,
                $"no longer {(pair.After.Open ? "describes" : "accepts")} the {position.Name}.", name, null);
        }
        else
        {
            pair.Comparison.Report(
                required ? "response-required-property-removed" : "response-optional-property-removed", pair.After.Place, position,
                $"no longer returns {SchemaPosition.Dotted(position.Path)} in its {position.Root}.", name, null);
        }
    }

    private static void Added(SchemaPair pair, string name, SchemaPosition position, ResolvedNode at)
    {
        bool required = pair.After.Required.Contains(name) && !(pair.Position.IsRequest && SchemaReader.Read(at, pair.Comparison.After).ReadOnly);
        if (pair.Position.IsRequest)
        {
            pair.Comparison.Report(
                required && !pair.Before.Required.Contains(name) ? "new-required-request-property" : "new-optional-request-property", at, position,
                required ? $"requires the new {position.Name}." : $"accepts the new {position.Name}.", null, name);
        }
        else
        {
            pair.Comparison.Report(
                required ? "response-required-property-added" : "response-optional-property-added", at, position,
                $"returns the new {SchemaPosition.Dotted(position.Path)} in its {position.Root}.", null, name);
        }
    }

    private static void RequiredChanged(SchemaPair pair, string name, SchemaPosition position, ResolvedNode at)
    {
        bool was = pair.Before.Required.Contains(name), now = pair.After.Required.Contains(name);
        if (was == now)
            return;
        // A read-only property need not be sent, whatever `required` says (OpenAPI 3.1, 4.8.24.4); a write-only one is not returned.
        SchemaView property = SchemaReader.Read(at, pair.Comparison.After);
        if (pair.Position.IsRequest ? property.ReadOnly : property.WriteOnly)
            return;
        if (pair.Position.IsRequest)
        {
            pair.Comparison.Report(
                now ? "request-property-became-required" : "request-property-became-optional", at, position,
                $"{(now ? "requires" : "no longer requires")} the {position.Name}.", was ? "required" : "optional", now ? "required" : "optional");
        }
        else
        {
            pair.Comparison.Report(
                now ? "response-property-became-required" : "response-property-became-optional", at, position,
                $"{(now ? "always returns" : "may leave out")} {SchemaPosition.Dotted(position.Path)} in its {position.Root}.", was ? "required" : "optional", now ? "required" : "optional");
        }
    }
}
