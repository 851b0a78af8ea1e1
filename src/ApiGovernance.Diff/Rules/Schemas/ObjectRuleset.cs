using ApiGovernance.Diff.Comparison.Pairs;
using ApiGovernance.Diff.Comparison.Schemas;
using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.Diff.Rules.Schemas;

/// <summary>What is said of objects beside their described properties.</summary>
internal static class ObjectRuleset
{
    public static void Check(PairContext pair)
    {
        ObjectRules old = pair.Old.Objects, now = pair.New.Objects;
        // Rules that stand in a schema which many refer to are compared there.
        if (ReferenceEquals(old, now))
            return;
        if (Owner(pair.Pair.Old, old) is { } before && Owner(pair.Pair.New, now) is { } after && !(before == pair.Pair.Old && after == pair.Pair.New))
        {
            pair.Below(new PairStep(StepKind.Branch), before, after);
            return;
        }

        PropertyRules.Check(pair, old, now);
        NumberRules.Count(pair, "max-properties", old.MaxProperties, now.MaxProperties);
        NumberRules.Count(pair, "min-properties", StringRuleset.Some(old.MinProperties), StringRuleset.Some(now.MinProperties));
        Additional(pair, old, now);
        Patterns(pair, old, now);
        Names(pair, old, now);
        DependentRequired(pair, old, now);
        DependentSchemas(pair, old, now);
    }

    /// <summary>The schema in which the rules are written as they are.</summary>
    private static SchemaTerm? Owner(SchemaTerm term, ObjectRules rules) =>
        rules.Place is { } place && term.Space.Of(place) is var owner && (owner == term || ReferenceEquals(owner.Shape.Objects, rules)) ? owner : null;

    private static void Additional(PairContext pair, ObjectRules old, ObjectRules now)
    {
        SchemaTerm before = old.Additional ?? pair.Graph.Before.Anything, after = now.Additional ?? pair.Graph.After.Anything;
        if (old.IsClosed != now.IsClosed)
        {
            pair.Report(
                now.IsClosed ? "additional-properties-closed" : "additional-properties-opened",
                name => $"{(now.IsClosed ? "no longer allows" : "allows")} unknown properties in {name}.", tag: "additional", at: now.Place, was: old.Place);
        }
        else if (old.Additional is not null || now.Additional is not null)
        {
            pair.Below(new PairStep(StepKind.Additional), before, after);
        }
    }

    private static void Patterns(PairContext pair, ObjectRules old, ObjectRules now)
    {
        foreach ((string pattern, SchemaTerm term) in old.Patterns)
        {
            if (now.Patterns.FirstOrDefault(other => other.Key == pattern).Value is { } same)
                pair.Below(new PairStep(StepKind.Pattern, pattern), term, same);
            else if (now.IsClosed && pair.IsRequest)
                pair.Report("pattern-property-removed", name => $"no longer accepts properties like `{pattern}` in {name}.", pattern, null, $"pattern-property:{pattern}", was: term.Place, atLeast: Severity.Error);
            else
                pair.Report("pattern-property-removed", name => $"has no schema for properties like `{pattern}` in {name} any more.", pattern, null, $"pattern-property:{pattern}", was: term.Place);
        }

        foreach ((string pattern, SchemaTerm term) in now.Patterns.Where(other => old.Patterns.All(pattern => pattern.Key != other.Key)))
        {
            if (old.IsClosed && !pair.IsRequest)
                pair.Report("pattern-property-added", name => $"may return properties like `{pattern}` in {name} now.", null, pattern, $"pattern-property:{pattern}", term.Place, atLeast: Severity.Error);
            else
                pair.Report("pattern-property-added", name => $"has a schema for properties like `{pattern}` in {name} now.", null, pattern, $"pattern-property:{pattern}", term.Place);
        }
    }

    private static void Names(PairContext pair, ObjectRules old, ObjectRules now)
    {
        if (old.Names is null && now.Names is { } added)
            pair.Report("property-names-added", name => $"restricts the names of properties in {name} now.", tag: "names", at: added.Place);
        else if (old.Names is { } removed && now.Names is null)
            pair.Report("property-names-removed", name => $"no longer restricts the names of properties in {name}.", tag: "names", was: removed.Place);
        else if (old.Names is { } before && now.Names is { } after && pair.Graph.Find(before, after, pair.Pair.Subject, pair.IsRequest) is not null)
            pair.Report("property-names-changed", name => $"restricts the names of properties in {name} in another way.", tag: "names", at: after.Place, was: before.Place);
    }

    private static void DependentRequired(PairContext pair, ObjectRules old, ObjectRules now)
    {
        foreach (string property in old.DependentRequired.Keys.Union(now.DependentRequired.Keys, StringComparer.Ordinal))
        {
            string? before = old.DependentRequired.TryGetValue(property, out SortedSet<string>? was) ? string.Join(", ", was) : null;
            string? after = now.DependentRequired.TryGetValue(property, out SortedSet<string>? fresh) ? string.Join(", ", fresh) : null;
            if (before == after)
                continue;
            string aspect = before is null ? "dependent-required-added" : after is null ? "dependent-required-removed" : "dependent-required-changed";
            pair.Report(aspect, name => after is null
                ? $"no longer asks for {before} beside `{property}` in {name}."
                : $"{(pair.IsRequest ? "asks for" : "returns")} {after} beside `{property}` in {name}{(before is null ? " now" : $", before {before}")}.", before, after, $"dependent:{property}");
        }
    }

    private static void DependentSchemas(PairContext pair, ObjectRules old, ObjectRules now)
    {
        foreach (string property in old.DependentSchemas.Keys.Union(now.DependentSchemas.Keys, StringComparer.Ordinal))
        {
            old.DependentSchemas.TryGetValue(property, out SchemaTerm? before);
            now.DependentSchemas.TryGetValue(property, out SchemaTerm? after);
            if (before is null)
                pair.Report("dependent-schema-added", name => $"has a schema for {name} with `{property}` now.", null, property, $"dependent-schema:{property}", after!.Place);
            else if (after is null)
                pair.Report("dependent-schema-removed", name => $"has no schema for {name} with `{property}` any more.", property, null, $"dependent-schema:{property}", was: before.Place);
            else if (pair.Graph.Find(before, after, pair.Pair.Subject, pair.IsRequest) is not null)
                pair.Report("dependent-schema-changed", name => $"has another schema for {name} with `{property}`.", property, property, $"dependent-schema:{property}", after.Place, before.Place);
        }
    }
}
