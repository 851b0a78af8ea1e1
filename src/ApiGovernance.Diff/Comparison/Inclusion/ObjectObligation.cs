using ApiGovernance.Diff.Comparison.Schemas;

namespace ApiGovernance.Diff.Comparison.Inclusion;

/// <summary>Objects of a producer within those of a consumer.</summary>
internal sealed class ObjectObligation(ObjectRules from, SchemaSpace producers, ObjectRules to, SchemaSpace consumers, bool isOpen) : Obligation
{
    public override bool Judge(InclusionSolver solver) =>
        Required(solver) && Counts(solver) && Named(solver) && Patterns(solver) && Others(solver) && Names(solver) && Dependencies(solver);

    private bool Required(InclusionSolver solver) => to.Required.All(name =>
        IsSent(solver, name) || (to.Properties.TryGetValue(name, out SchemaTerm? property) && solver.IsExempt(property)));

    // What is required may still be left out because of the direction.
    private bool IsSent(InclusionSolver solver, string name) =>
        from.IsRequired(name) && !(from.Properties.TryGetValue(name, out SchemaTerm? property) && solver.IsExempt(property));

    private bool Counts(InclusionSolver solver)
    {
        if (to.MinProperties > Math.Max(from.MinProperties, from.Required.Count(name => IsSent(solver, name))))
            return false;
        return to.MaxProperties is not { } most || from.MaxProperties <= most
            || (from is { IsClosed: true, Patterns.Count: 0 } && from.Properties.Count <= most);
    }

    private bool Named(InclusionSolver solver)
    {
        foreach ((string name, SchemaTerm property) in from.Properties)
        {
            if (!property.IsNothing && !solver.IsExempt(property) && !solver.Ask(PropertyTerms.Sent(from, name, producers), PropertyTerms.At(to, name, consumers), isOpen))
                return false;
        }

        // Names that a schema demands are sent, described or not.
        return from.Required.Concat(PropertyTerms.Demanded(from)).All(name => from.Properties.ContainsKey(name)
            || solver.Ask(PropertyTerms.Sent(from, name, producers), PropertyTerms.At(to, name, consumers), isOpen));
    }

    private bool Patterns(InclusionSolver solver)
    {
        foreach ((string pattern, SchemaTerm term) in from.Patterns)
        {
            bool known = to.Patterns.Any(other => other.Key == pattern);
            if (!known && !solver.Ask(term, to.Additional, isOpen))
                return false;
            if (!to.Patterns.All(other => solver.Ask(term, other.Value, isOpen) || PropertyTerms.AreApart(pattern, other.Key)))
                return false;
            if (to.Properties.Keys.Any(name => !from.Properties.ContainsKey(name) && NamePatterns.IsMatch(pattern, name)
                && !solver.Ask(term, PropertyTerms.At(to, name, consumers), isOpen)))
                return false;
        }

        return true;
    }

    /// <summary>Properties that the producer does not describe.</summary>
    private bool Others(InclusionSolver solver)
    {
        if (from.IsClosed)
            return true;
        SchemaTerm others = from.Additional ?? producers.Anything;
        if (!solver.Ask(others, to.Additional, isOpen))
            return false;
        if (!to.Patterns.All(pattern => from.Patterns.Any(own => own.Key == pattern.Key) || solver.Ask(others, pattern.Value, isOpen)))
            return false;
        // Names are data where additional ones or the names themselves have a schema; else nobody happens to use a name that only the other side describes.
        return !(isOpen || from.Additional is not null || from.Names is not null) || to.Properties.Keys.All(name =>
            from.Properties.ContainsKey(name) || from.Patterns.Any(pattern => NamePatterns.Match(pattern.Key, name) == true)
            || solver.Ask(others, PropertyTerms.At(to, name, consumers), isOpen));
    }

    private bool Names(InclusionSolver solver)
    {
        if (to.Names is not { } names)
            return true;
        if (solver.Ask(from.Names ?? PropertyTerms.AnyName(producers), names, isOpen))
            return true;
        return from is { IsClosed: true, Patterns.Count: 0 }
            && from.Properties.All(property => property.Value.IsNothing || solver.Ask(ValueTerms.Of(JsonValueText.OfString(property.Key), producers), names, isOpen));
    }

    private bool Dependencies(InclusionSolver solver) => to.DependentRequired.All(dependency =>
        !PropertyTerms.CanHave(from, dependency.Key, isOpen)
        || dependency.Value.All(name => IsSent(solver, name)
            || (from.DependentRequired.TryGetValue(dependency.Key, out SortedSet<string>? own) && own.Contains(name))));
}

/// <summary>What rules for objects say of one name.</summary>
internal static class PropertyTerms
{
    /// <summary>Null: any value.</summary>
    public static SchemaTerm? At(ObjectRules rules, string name, SchemaSpace space)
    {
        rules.Properties.TryGetValue(name, out SchemaTerm? term);
        bool covered = term is not null;
        foreach ((string pattern, SchemaTerm other) in rules.Patterns)
        {
            if (!NamePatterns.IsMatch(pattern, name))
                continue;
            term = term is null ? other : space.All(term, other);
            covered = true;
        }

        return covered ? term : rules.Additional;
    }

    /// <summary>What a sender may give for the name. A pattern that cannot be judged forbids it nothing.</summary>
    public static SchemaTerm Sent(ObjectRules rules, string name, SchemaSpace space) =>
        rules.Patterns.Any(pattern => NamePatterns.Match(pattern.Key, name) is null) ? space.Anything : At(rules, name, space) ?? space.Anything;

    /// <summary>Names that are asked for beside others, and those others.</summary>
    public static IEnumerable<string> Demanded(ObjectRules rules) =>
        rules.DependentRequired.SelectMany(pair => pair.Value.Prepend(pair.Key)).Concat(rules.DependentSchemas.Keys);

    /// <summary>A sender may use the name.</summary>
    public static bool CanHave(ObjectRules rules, string name, bool isOpen)
    {
        if (rules.Properties.TryGetValue(name, out SchemaTerm? term))
            return !term.IsNothing;
        return rules.IsRequired(name) || rules.Patterns.Any(pattern => NamePatterns.IsMatch(pattern.Key, name))
            || (!rules.IsClosed && (isOpen || rules.Additional is not null || rules.Names is not null || Demanded(rules).Contains(name)));
    }

    public static SchemaTerm AnyName(SchemaSpace space) => space.Derived(space.Anything, "name", () => new SchemaShape { Kinds = Kinds.String });

    /// <summary>No name matches both patterns.</summary>
    public static bool AreApart(string one, string other) =>
        JsonSchema.PatternLanguage.Find([one, other], []).Outcome == JsonSchema.PatternSampleOutcome.None;
}
