using ApiGovernance.Diff.Comparison;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.Diff.Rules.Schemas;

/// <summary>Properties that came, went, or changed whether they must be there.</summary>
internal static class PropertyRules
{
    public static void Check(SchemaPair pair)
    {
        foreach (string name in Names(pair))
        {
            SchemaPosition position = pair.Position.Below(name);
            bool was = Counts(pair.Before, pair.Comparison.Before, name, pair.Position), now = Counts(pair.After, pair.Comparison.After, name, pair.Position);
            if (was && now)
                Kept(pair, name, position);
            else if (was)
                Removed(pair, name, position);
            else if (now)
                Added(pair, name, position);
        }

        if (pair.Before.Open != pair.After.Open)
        {
            pair.Report(
                pair.After.Open ? "additional-properties-opened" : "additional-properties-closed",
                $"{(pair.After.Open ? "allows" : "no longer allows")} unknown properties in {pair.Position.Name}.");
        }
        else if (pair.Before.Additional is not null || pair.After.Additional is not null)
        {
            pair.Comparison.Compare(pair.Before.Additional ?? pair.Comparison.Before.Anything, pair.After.Additional ?? pair.Comparison.After.Anything, pair.Position.Below("*"));
        }
    }

    private static IEnumerable<string> Names(SchemaPair pair) =>
        pair.Before.Properties.Keys.Concat(pair.Before.Required.Order(StringComparer.Ordinal))
            .Concat(pair.After.Properties.Keys).Concat(pair.After.Required.Order(StringComparer.Ordinal)).Distinct();

    /// <summary>
    /// Whether a property is part of the message: a read-only one need not be sent, whatever `required` says, and a write-only one is not
    /// returned (OpenAPI 3.0, 4.7.24.2; 3.1 by JSON Schema's annotations of the same names).
    /// </summary>
    private static bool Counts(SchemaView view, SchemaViews views, string name, SchemaPosition position) => view.Mentions(name)
        && !(view.Properties.TryGetValue(name, out ResolvedNode? written) && views.Of(written) is var property && (position.IsRequest ? property.ReadOnly : property.WriteOnly));

    private static void Kept(SchemaPair pair, string name, SchemaPosition position)
    {
        // Required without being described: any value, or what is said of unknown properties.
        ResolvedNode old = pair.Before.Properties.GetValueOrDefault(name) ?? pair.Before.Additional ?? pair.Comparison.Before.Anything;
        ResolvedNode now = pair.After.Properties.GetValueOrDefault(name) ?? pair.After.Additional ?? pair.Comparison.After.Anything;
        RequiredChanged(pair, name, position, Place(pair, name));
        if (pair.Comparison.Before.Of(old).Deprecated != pair.Comparison.After.Of(now).Deprecated && position.Subject.EndsWith("-property", StringComparison.Ordinal))
        {
            bool deprecated = pair.Comparison.After.Of(now).Deprecated;
            pair.Comparison.Report(
                $"{position.Subject}-{(deprecated ? "deprecated" : "reactivated")}", now, position,
                $"{(deprecated ? "marks" : "no longer marks")} {position.Name} as deprecated.", null, null);
        }

        pair.Comparison.Compare(old, now, position);
    }

    private static void Removed(SchemaPair pair, string name, SchemaPosition position)
    {
        if (!pair.Position.IsRequest)
        {
            pair.Comparison.Report(
                pair.Before.Required.Contains(name) ? "response-required-property-removed" : "response-optional-property-removed", pair.Place, position,
                $"no longer returns {SchemaPosition.Dotted(position.Path)} in its {position.Root}.", name, null);
        }
        else if (pair.After.Mentions(name))
        {
            pair.Comparison.Report(
                $"request-{(pair.Before.Required.Contains(name) ? "required" : "optional")}-property-became-read-only", Place(pair, name), position,
                $"no longer listens to the {position.Name}: it is read-only.", null, "readOnly");
        }
        else
        {
            // Where unknown properties are refused, so is this one now.
            pair.Comparison.Report(
                "request-property-removed", pair.Place, position,
                $"no longer {(pair.After.Open ? "describes" : "accepts")} the {position.Name}.", name, null, pair.After.Open ? null : Severity.Error);
            if (pair.After.Additional is { } additional && pair.Before.Properties.TryGetValue(name, out ResolvedNode? old))
                pair.Comparison.Compare(old, additional, position);
        }
    }

    private static void Added(SchemaPair pair, string name, SchemaPosition position)
    {
        bool required = pair.After.Required.Contains(name);
        if (pair.Position.IsRequest)
        {
            pair.Comparison.Report(
                required ? "new-required-request-property" : "new-optional-request-property", Place(pair, name), position,
                required ? $"requires the new {position.Name}." : $"accepts the new {position.Name}.", null, name);
        }
        else
        {
            pair.Comparison.Report(
                required ? "response-required-property-added" : "response-optional-property-added", Place(pair, name), position,
                $"returns the new {SchemaPosition.Dotted(position.Path)} in its {position.Root}.", null, name);
        }
    }

    private static void RequiredChanged(SchemaPair pair, string name, SchemaPosition position, ResolvedNode at)
    {
        bool was = pair.Before.Required.Contains(name), now = pair.After.Required.Contains(name);
        if (was == now)
            return;
        string before = was ? "required" : "optional", after = now ? "required" : "optional";
        if (pair.Position.IsRequest)
        {
            pair.Comparison.Report(
                now ? "request-property-became-required" : "request-property-became-optional", at, position,
                $"{(now ? "requires" : "no longer requires")} the {position.Name}.", before, after);
        }
        else
        {
            pair.Comparison.Report(
                now ? "response-property-became-required" : "response-property-became-optional", at, position,
                $"{(now ? "always returns" : "may leave out")} {SchemaPosition.Dotted(position.Path)} in its {position.Root}.", before, after);
        }
    }

    private static ResolvedNode Place(SchemaPair pair, string name) => pair.After.Properties.GetValueOrDefault(name) ?? pair.Place;
}
