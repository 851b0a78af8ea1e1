using ApiGovernance.Diff.Comparison.Schemas;

namespace ApiGovernance.Diff.Comparison.Inclusion;

/// <summary>Objects of a producer within those of a consumer.</summary>
internal sealed class ObjectObligation(ObjectRules producer, SchemaSpace producers, ObjectRules to, SchemaSpace consumers, bool isOpen) : Obligation
{
    // An object that may have no members has none of the described ones.
    private readonly ObjectRules _from = producer.MaxProperties == 0
        ? new ObjectRules { Additional = producers.Nothing, Required = producer.Required, MaxProperties = 0 }
        : producer;

    public override bool Judge(InclusionSolver solver) =>
        Required(solver) && Counts(solver) && Named(solver) && Patterns(solver) && Others(solver) && Names(solver) && Dependencies(solver);

    private bool Required(InclusionSolver solver) => to.Required.All(name =>
        IsSent(solver, name) || IsBeside(solver, name) || (to.Properties.TryGetValue(name, out SchemaTerm? property) && solver.IsExempt(property)));

    // What is required may still be left out because of the direction.
    private bool IsSent(InclusionSolver solver, string name) =>
        _from.IsRequired(name) && !(_from.Properties.TryGetValue(name, out SchemaTerm? property) && solver.IsExempt(property));

    private bool IsBeside(InclusionSolver solver, string name) =>
        _from.Beside.Count > 0 && !(_from.Properties.TryGetValue(name, out SchemaTerm? property) && solver.IsExempt(property))
        && DependentNames.Of(_from, _from.Required, solver.IsExempt).Contains(name);

    private bool Counts(InclusionSolver solver)
    {
        if (to.MinProperties > Math.Max(_from.MinProperties, _from.Required.Count(name => IsSent(solver, name))))
            return false;
        return to.MaxProperties is not { } most || _from.MaxProperties <= most
            || (_from is { IsClosed: true, Patterns.Count: 0 } && _from.Properties.Values.Count(property => !property.IsNothing) <= most);
    }

    private bool Named(InclusionSolver solver)
    {
        foreach ((string name, SchemaTerm property) in _from.Properties)
        {
            if (!property.IsNothing && !solver.IsExempt(property) && !solver.Ask(PropertyTerms.Sent(_from, name, producers), PropertyTerms.At(to, name, consumers), isOpen))
                return false;
        }

        // Names that a schema demands are sent, described or not.
        return _from.Required.Concat(PropertyTerms.Demanded(_from)).All(name => _from.Properties.ContainsKey(name)
            || solver.Ask(PropertyTerms.Sent(_from, name, producers), PropertyTerms.At(to, name, consumers), isOpen));
    }

    private bool Patterns(InclusionSolver solver)
    {
        foreach ((string pattern, SchemaTerm term) in _from.Patterns)
        {
            bool known = to.Patterns.Any(other => other.Key == pattern);
            if (!known && !solver.Ask(term, to.Additional, isOpen) && !NameCover.IsEmpty([pattern], [.. to.Patterns.Select(other => other.Key)], to.Properties.Keys.Concat(_from.Properties.Keys), _from.Names))
                return false;
            if (!to.Patterns.All(other => solver.Ask(term, other.Value, isOpen) || NameCover.IsEmpty([pattern, other.Key], [], _from.Properties.Keys, _from.Names)))
                return false;
            if (to.Properties.Keys.Any(name => !_from.Properties.ContainsKey(name) && NamePatterns.IsMatch(pattern, name)
                && !solver.Ask(term, PropertyTerms.At(to, name, consumers), isOpen)))
                return false;
        }

        return true;
    }

    /// <summary>Properties that the producer does not describe.</summary>
    private bool Others(InclusionSolver solver)
    {
        if (_from.IsClosed)
            return true;
        SchemaTerm others = _from.Additional ?? producers.Anything;
        string[] patterns = [.. _from.Patterns.Select(own => own.Key)];
        if (!solver.Ask(others, to.Additional, isOpen) && !NameCover.IsEmpty([], [.. patterns, .. to.Patterns.Select(other => other.Key)], to.Properties.Keys.Concat(_from.Properties.Keys), _from.Names))
            return false;
        if (!to.Patterns.All(other => patterns.Contains(other.Key) || solver.Ask(others, other.Value, isOpen) || NameCover.IsEmpty([other.Key], patterns, _from.Properties.Keys, _from.Names)))
            return false;
        // Names are data where additional ones or the names themselves have a schema; else nobody happens to use a name that only the other side describes.
        return !(isOpen || _from.Additional is not null || _from.Names is not null) || to.Properties.Keys.All(name =>
            _from.Properties.ContainsKey(name) || _from.Patterns.Any(pattern => NamePatterns.Match(pattern.Key, name) == true)
            || solver.Ask(others, PropertyTerms.At(to, name, consumers), isOpen)
            || (_from.Names is not null && NameCover.IsEmpty([ExactText.Pattern([name])], [], [], _from.Names)));
    }

    private bool Names(InclusionSolver solver)
    {
        if (to.Names is not { } names)
            return true;
        if (solver.Ask(_from.Names ?? PropertyTerms.AnyName(producers), names, isOpen))
            return true;
        return _from.IsClosed
            && _from.Properties.All(property => property.Value.IsNothing || solver.Ask(ValueTerms.Of(JsonValueText.OfString(property.Key), producers), names, isOpen))
            && _from.Patterns.All(pattern => pattern.Value.IsNothing || solver.Ask(PropertyTerms.NameLike(pattern.Key, producers), names, isOpen));
    }

    private bool Dependencies(InclusionSolver solver) => to.DependentRequired.All(dependency =>
        !PropertyTerms.CanHave(_from, dependency.Key, isOpen)
        || DependentNames.Has(_from, dependency.Key, dependency.Value, solver.IsExempt));
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
