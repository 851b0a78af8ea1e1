using ApiGovernance.Diff.Comparison;
using ApiGovernance.Diff.Comparison.Inclusion;
using ApiGovernance.Diff.Comparison.Pairs;
using ApiGovernance.Diff.Comparison.Schemas;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.Diff.Rules.Schemas;

/// <summary>Properties that came, went, or changed whether they must be there.</summary>
internal static class PropertyRules
{
    public static void Check(PairContext pair, ObjectRules old, ObjectRules now)
    {
        foreach (string name in Names(old, now))
        {
            Side was = Side.Of(old, name, pair.Graph.Before), fresh = Side.Of(now, name, pair.Graph.After);
            bool wasSent = was.IsSent(pair.IsRequest), isSent = fresh.IsSent(pair.IsRequest);
            if (was.IsMentioned && fresh.IsMentioned)
                AccessRules.Check(pair, name, was, fresh);
            if (wasSent && isSent)
                Kept(pair, name, was, fresh);
            else if (was.IsMentioned && fresh.IsMentioned)
                Unsent(pair, name, was, fresh);
            // A map or a pattern goes on describing it, or did so before.
            else if ((wasSent && fresh.IsData) || (isSent && was.IsData))
                Kept(pair, name, was, fresh);
            else if (was.IsMentioned)
                Removed(pair, name, was, fresh);
            else if (fresh.IsMentioned)
                Added(pair, name, was, fresh);
        }
    }

    private static IEnumerable<string> Names(ObjectRules old, ObjectRules now) =>
        old.Properties.Keys.Concat(old.Required).Concat(now.Properties.Keys).Concat(now.Required).Distinct(StringComparer.Ordinal);

    private static void Kept(PairContext pair, string name, Side was, Side now)
    {
        if (was.IsRequired != now.IsRequired)
            RequiredChanged(pair, name, was, now);
        NoteRules.Property(pair, name, was.Term, now.Term);
        XmlRules.Property(pair, name, was.Term, now.Term);
        pair.Below(new PairStep(StepKind.Property, name), was.Term, now.Term);
    }

    /// <summary>On one side or both the message leaves it out: read-only in a request, write-only in a response.</summary>
    private static void Unsent(PairContext pair, string name, Side was, Side now)
    {
        NoteRules.Property(pair, name, was.Term, now.Term);
        if (!was.IsSent(pair.IsRequest) && !now.IsSent(pair.IsRequest))
        {
            if (!pair.IsRequest && was.IsRequired != now.IsRequired)
                RequiredChanged(pair, name, was, now);
            pair.Below(new PairStep(StepKind.Property, name), was.Term, now.Term, pair.IsRequest ? "request-read-only-property" : "response-write-only-property");
        }
    }

    private static void Removed(PairContext pair, string name, Side was, Side now)
    {
        // Where unknown properties are refused, so is this one now.
        bool refused = now.Term.IsNothing;
        Severity? atLeast = refused ? Severity.Error : null;
        if (!was.IsSent(pair.IsRequest))
        {
            if (!pair.IsRequest)
                pair.ReportProperty($"response-{was.Need}-write-only-property-removed", name, position => $"no longer has the write-only {position.Name}.", name, null, null, now.Place, was.Place);
            return;
        }

        if (pair.IsRequest)
        {
            pair.ReportProperty(
                SchemaIds.Removed(pair.Pair.Subject), name, position => $"no longer {(refused ? "accepts" : "describes")} the {position.Name}.", name, null,
                refused ? $"closed:{name}" : null, pair.Pair.New.Place, was.Place, atLeast, isByMeaning: !refused);
        }
        else
        {
            pair.ReportProperty(
                SchemaIds.ResponseRemoved(pair.Pair.Subject, was.Need), name, position => $"no longer returns `{SchemaPosition.Dotted(position.Path)}` in its {position.Root}.", name, null,
                was.IsRequired ? $"required:{name}" : null, pair.Pair.New.Place, was.Place, isByMeaning: !was.IsRequired);
        }

        // What the name may still hold is judged as any other value.
        if (!refused && now.Term != pair.Graph.After.Anything)
            pair.Below(new PairStep(StepKind.Property, name), was.Term, now.Term);
    }

    private static void Added(PairContext pair, string name, Side was, Side now)
    {
        bool unexpected = !pair.IsRequest && was.Term.IsNothing && now.IsSent(isRequest: false);
        if (pair.IsRequest)
        {
            if (!now.IsSent(isRequest: true))
                return;
            bool hasDefault = now.Term.Shape.Notes.Default is not null;
            pair.ReportProperty(
                SchemaIds.Added(pair.Pair.Subject, now.IsRequired, hasDefault), name, position => now.IsRequired ? $"requires the new {position.Name}." : $"accepts the new {position.Name}.",
                null, name, now.IsRequired ? $"required:{name}" : null, now.Place, pair.Pair.Old.Place);
        }
        else
        {
            string kind = now.IsSent(isRequest: false) ? "" : "write-only-";
            pair.ReportProperty(
                SchemaIds.ResponseAdded(pair.Pair.Subject, now.Need, kind), name, position => $"returns the new `{SchemaPosition.Dotted(position.Path)}` in its {position.Root}.",
                null, name, unexpected ? $"closed:{name}" : null, now.Place, pair.Pair.Old.Place, unexpected ? Severity.Error : null);
        }

    }

    private static void RequiredChanged(PairContext pair, string name, Side was, Side now)
    {
        bool required = now.IsRequired;
        if (pair.IsRequest)
        {
            bool hasDefault = now.Term.Shape.Notes.Default is not null;
            pair.ReportProperty(
                SchemaIds.RequiredChanged(pair.Pair.Subject, required, hasDefault), name, position => $"{(required ? "requires" : "no longer requires")} the {position.Name}.",
                was.Need, now.Need, required ? $"required:{name}" : null, now.Place, was.Place);
        }
        else
        {
            string kind = now.IsSent(isRequest: false) ? "" : "write-only-";
            pair.ReportProperty(
                SchemaIds.ResponseRequiredChanged(pair.Pair.Subject, required, kind), name, position => $"{(required ? "always returns" : "may leave out")} `{SchemaPosition.Dotted(position.Path)}` in its {position.Root}.",
                was.Need, now.Need, required ? null : $"required:{name}", now.Place, was.Place);
        }
    }
}

/// <summary>A property on one side.</summary>
/// <param name="Term">What its value may be, described or not.</param>
/// <param name="IsMentioned">Described or required.</param>
/// <param name="IsData">Not described, but listed among the names, or a pattern or additional properties have a schema for it.</param>
internal sealed record Side(SchemaTerm Term, bool IsMentioned, bool IsRequired, bool IsData, ResolvedNode? Place)
{
    public string Need => IsRequired ? "required" : "optional";

    public static Side Of(ObjectRules rules, string name, SchemaSpace space)
    {
        bool described = rules.Properties.TryGetValue(name, out SchemaTerm? own) && !own.IsNothing;
        SchemaTerm term = PropertyTerms.At(rules, name, space) ?? space.Anything;
        bool isData = !described && !term.IsNothing && (rules.Additional is not null || rules.Patterns.Any(pattern => NamePatterns.Match(pattern.Key, name) == true) || IsListed(rules.Names, name));
        return new Side(term, described || (rules.IsRequired(name) && !term.IsNothing), rules.IsRequired(name), isData, own?.Place ?? rules.Place);
    }

    private static bool IsListed(SchemaTerm? names, string name) =>
        names?.Shape is { } shape && (shape.Listed & Kinds.String) != 0 && shape.Has(JsonValueText.OfString(name));

    /// <summary>Part of the message: what is read-only is not sent, what is write-only is not returned (OpenAPI 3.0, 4.7.24.2).</summary>
    public bool IsSent(bool isRequest) => IsMentioned && !(isRequest ? Term.Shape.Notes.ReadOnly : Term.Shape.Notes.WriteOnly);
}
