using ApiGovernance.Diff.Comparison.Schemas;

namespace ApiGovernance.Diff.Comparison.Inclusion;

/// <summary>Objects of a producer within those of a consumer.</summary>
internal sealed class ObjectObligation(ObjectRules producer, SchemaSpace producers, ObjectRules to, SchemaSpace consumers, bool isOpen) : Obligation
{
    private ObjectRules? _empty;

    private ObjectRules From => _empty ?? producer;

    public override bool Judge(InclusionSolver solver)
    {
        if (producer.MaxProperties == 0)
            _empty ??= Empty(solver);
        return Required(solver) && Counts(solver) && Named(solver) && Patterns(solver) && Others(solver) && Names(solver) && Dependencies(solver);
    }

    /// <summary>An object that may have no members has none of the described ones. What is left out anyway remains so.</summary>
    private ObjectRules Empty(InclusionSolver solver) => new()
    {
        Properties = producer.Properties.Where(property => solver.IsExempt(property.Value)).ToDictionary(StringComparer.Ordinal),
        Additional = producers.Nothing,
        Required = producer.Required,
        MaxProperties = 0,
    };

    private bool Required(InclusionSolver solver) => to.Required.All(name =>
        IsSent(solver, name) || IsBeside(solver, name) || (to.Properties.TryGetValue(name, out SchemaTerm? property) && solver.IsExempt(property)));

    // What is required may still be left out because of the direction.
    private bool IsSent(InclusionSolver solver, string name) =>
        From.IsRequired(name) && !(From.Properties.TryGetValue(name, out SchemaTerm? property) && solver.IsExempt(property));

    private bool IsBeside(InclusionSolver solver, string name) =>
        From.Beside.Count > 0 && !(From.Properties.TryGetValue(name, out SchemaTerm? property) && solver.IsExempt(property))
        && DependentNames.Of(From, From.Required, solver.IsExempt).Contains(name);

    private bool Counts(InclusionSolver solver)
    {
        if (to.MinProperties > Math.Max(From.MinProperties, From.Required.Count(name => IsSent(solver, name))))
            return false;
        return to.MaxProperties is not { } most || From.MaxProperties <= most
            || (From is { IsClosed: true, Patterns.Count: 0 } && From.Properties.Values.Count(property => !property.IsNothing) <= most);
    }

    private bool Named(InclusionSolver solver)
    {
        foreach ((string name, SchemaTerm property) in From.Properties)
        {
            // A sender leaves it out; what a `not` or a condition says is true of a message that has it all the same.
            if (!property.IsNothing && (isOpen || !solver.IsExempt(property)) && !solver.Ask(PropertyTerms.Sent(From, name, producers), PropertyTerms.At(to, name, consumers), isOpen))
                return false;
        }

        // Names that a schema demands are sent, described or not.
        return From.Required.Concat(PropertyTerms.Demanded(From)).All(name => From.Properties.ContainsKey(name)
            || solver.Ask(PropertyTerms.Sent(From, name, producers), PropertyTerms.At(to, name, consumers), isOpen));
    }

    private bool Patterns(InclusionSolver solver)
    {
        foreach ((string pattern, SchemaTerm term) in From.Patterns)
        {
            bool known = to.Patterns.Any(other => other.Key == pattern);
            if (!known && !solver.Ask(term, to.Additional, isOpen) && !NameCover.IsEmpty([pattern], [.. to.Patterns.Select(other => other.Key)], to.Properties.Keys.Concat(From.Properties.Keys), From.Names))
                return false;
            if (!to.Patterns.All(other => solver.Ask(term, other.Value, isOpen) || NameCover.IsEmpty([pattern, other.Key], [], From.Properties.Keys, From.Names)))
                return false;
            if (to.Properties.Keys.Any(name => !From.Properties.ContainsKey(name) && NamePatterns.IsMatch(pattern, name)
                && !solver.Ask(term, PropertyTerms.At(to, name, consumers), isOpen)))
                return false;
        }

        return true;
    }

    /// <summary>Properties that the producer does not describe.</summary>
    private bool Others(InclusionSolver solver)
    {
        if (From.IsClosed)
            return true;
        SchemaTerm others = From.Additional ?? producers.Anything;
        string[] patterns = [.. From.Patterns.Select(own => own.Key)];
        if (!solver.Ask(others, to.Additional, isOpen) && !NameCover.IsEmpty([], [.. patterns, .. to.Patterns.Select(other => other.Key)], to.Properties.Keys.Concat(From.Properties.Keys), From.Names))
            return false;
        if (!to.Patterns.All(other => patterns.Contains(other.Key) || solver.Ask(others, other.Value, isOpen) || NameCover.IsEmpty([other.Key], patterns, From.Properties.Keys, From.Names)))
            return false;
        // Names are data where additional ones or the names themselves have a schema; else nobody happens to use a name that only the other side describes.
        return !(isOpen || From.Additional is not null || From.Names is not null) || to.Properties.Keys.All(name =>
            From.Properties.ContainsKey(name) || From.Patterns.Any(pattern => NamePatterns.Match(pattern.Key, name) == true)
            || solver.Ask(others, PropertyTerms.At(to, name, consumers), isOpen)
            || (From.Names is not null && NameCover.IsEmpty([ExactText.Pattern([name])], [], [], From.Names)));
    }

    private bool Names(InclusionSolver solver)
    {
        if (to.Names is not { } names)
            return true;
        if (solver.Ask(From.Names ?? PropertyTerms.AnyName(producers), names, isOpen))
            return true;
        return From.IsClosed
            && From.Properties.All(property => property.Value.IsNothing || solver.Ask(ValueTerms.Of(JsonValueText.OfString(property.Key), producers), names, isOpen))
            && From.Patterns.All(pattern => pattern.Value.IsNothing || solver.Ask(PropertyTerms.NameLike(pattern.Key, producers), names, isOpen));
    }

    private bool Dependencies(InclusionSolver solver) => to.DependentRequired.All(dependency =>
        !PropertyTerms.CanHave(From, dependency.Key, isOpen)
        || DependentNames.Has(From, dependency.Key, dependency.Value, solver.IsExempt));
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

    public static SchemaTerm NameLike(string pattern, SchemaSpace space) =>
        space.Derived(space.Anything, $"name:{pattern}", () => new SchemaShape { Kinds = Kinds.String, Strings = new StringRules { Patterns = [pattern] } });
}
