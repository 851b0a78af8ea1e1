using ApiGovernance.Diff.Comparison.Schemas;

namespace ApiGovernance.Diff.Comparison.Inclusion;

/// <summary>What a consumer says by `anyOf`, `oneOf`, `not`, `if` and dependent schemas, held against all that a producer sends.</summary>
internal sealed class CombinationInclusion(InclusionSolver solver, SchemaTerm producer, SchemaTerm consumer, bool isOpen)
{
    private const int ShortList = 64;

    private readonly SchemaShape _from = producer.Shape;
    private readonly SchemaShape _to = consumer.Shape;

    public bool Holds() =>
        _to.IsPlain && _to.Objects.DependentSchemas.Count == 0
        || (_to.Opaques.All(opaque => _from.Opaques.Any(own => IsSame(own, opaque)))
            && _to.Groups.All(Group)
            && _to.Nots.All(Not)
            && _to.Conditions.All(Condition)
            && (_to.Objects.DependentSchemas.Count == 0 || !_from.Has(Kinds.Object) || _to.Objects.DependentSchemas.All(pair => Dependent(pair.Key, pair.Value))));

    private bool IsSame(Opaque own, Opaque opaque) => own.Digest == opaque.Digest
        && (opaque.IsWhole || (producer.Space.IsSameText(consumer.Space) && own.Place.Pointer == opaque.Place.Pointer)
            || solver.AreSame(producer.Space.Of(own.Place), consumer.Space.Of(opaque.Place)));

    private bool Group(Alternatives group)
    {
        if ((group.Scope & _from.Kinds) == 0)
            return true;
        if (group.Names is { } names && (group.Scope & _from.Kinds & Kinds.Object) != 0)
            return Named(group, names);
        if (_from.Groups.Any(own => (own.Scope & group.Scope & _from.Kinds) == (group.Scope & _from.Kinds) && Choice(own, group)))
            return true;
        SchemaTerm part = TermSplitting.Only(producer, group.Scope);
        foreach (SchemaTerm branch in Likely(part, group.Branches))
        {
            if (solver.Ask(part, branch, isOpen) && (!group.IsOneOf || (IsOnce(branch, group) && group.Branches.All(other => other == branch || solver.Disjointness.Holds(part, other)))))
                return true;
        }

        return false;
    }

    /// <summary>Every branch of the producer's own choice is within one of the consumer's, and with `oneOf` within no other.</summary>
    // What is asked first holds until it is refuted, so no answer may hang on which branch happened to be asked first.
    private bool Choice(Alternatives own, Alternatives group)
    {
        ILookup<string, SchemaTerm> places = own.Branches.ToLookup(branch => branch.Place?.Pointer ?? "", StringComparer.Ordinal);
        foreach (SchemaTerm branch in own.Branches)
        {
            SchemaTerm part = Beside(own, branch);
            bool fits = Likely(branch, group.Branches).Any(candidate => solver.Ask(part, candidate, isOpen)
                && (!group.IsOneOf || (IsOnce(candidate, group) && group.Branches.All(other => other == candidate || IsExcluded(own, branch, part, other, places)))));
            if (!fits)
                return false;
        }

        return true;
    }

    /// <summary>
    /// No value of the producer's branch satisfies the other one of the consumer: they are apart, or it would satisfy another of the
    /// producer's branches as well, where the producer says "exactly one". An object that names its branch is asked of no other.
    /// </summary>
    private bool IsExcluded(Alternatives own, SchemaTerm branch, SchemaTerm part, SchemaTerm other, ILookup<string, SchemaTerm> places)
    {
        if (own is { IsOneOf: true, Names: null } && !_from.Opaques.Exists(opaque => opaque.Keyword == "discriminator"))
        {
            // That of the same place nearly always; of a short list any.
            IEnumerable<SchemaTerm> counterparts = places[other.Place?.Pointer ?? ""].Concat(own.Branches.Count <= ShortList ? own.Branches : []);
            if (counterparts.Any(second => second != branch && solver.Ask(other, second, isOpen: true)))
                return true;
        }

        return solver.Disjointness.Holds(part, other);
    }

    private static bool IsOnce(SchemaTerm branch, Alternatives group) => group.Branches.Count(other => other == branch) == 1;

    /// <summary>A branch with what stands beside the choice: a name that the branch does not describe may be described there.</summary>
    private SchemaTerm Beside(Alternatives own, SchemaTerm branch) => TermSplitting.Branch(producer, own, branch);

    private SchemaTerm Together(SchemaTerm part) => producer.Space.All(producer, part);

    /// <summary>A discriminator names the branch.</summary>
    private bool Named(Alternatives group, IReadOnlyDictionary<string, SchemaTerm> names)
    {
        foreach (Alternatives own in _from.Kinds == Kinds.Object ? _from.Groups : [])
        {
            if (own.Names is { } known && own.Discriminator == group.Discriminator && own.IsBase == group.IsBase
                && known.Where(pair => own.SentNames.Count == 0 || own.SentNames.Contains(pair.Key)).All(pair => names.TryGetValue(pair.Key, out SchemaTerm? same) && solver.Ask(Beside(own, pair.Value), same, isOpen)))
                return true;
        }

        ObjectRules rules = _from.Objects;
        if (_from.Kinds != Kinds.Object || group.Discriminator is not { } property || !rules.IsRequired(property)
            || PropertyTerms.At(rules, property, producer.Space)?.Shape is not { IsFinite: true, IsPlain: true } values)
            return false;
        return values.Kinds == Kinds.String && values.Values.All(value => names.TryGetValue(value.AsString!, out SchemaTerm? branch)
            && solver.Ask(values.Values.Count == 1 ? producer : TermSplitting.With(producer, property, value), branch, isOpen));
    }

    private bool Not(SchemaTerm not) =>
        _from.Nots.Any(own => solver.Ask(not, own, isOpen: true)) || solver.Disjointness.Holds(producer, not);

    private bool Condition(Condition condition)
    {
        bool then = condition.Then is not { } required || (_from.Kinds == Kinds.Object && DependencyReading.Required(condition.If) is [string name] && IsBeside(name, required)) || solver.Ask(producer, required, isOpen) || solver.Disjointness.Holds(producer, condition.If)
            || _from.Conditions.Any(own => own.Then is { } ownThen && IsSame(own.If, condition.If) && solver.Ask(Together(ownThen), required, isOpen));
        return then && (condition.Else is not { } otherwise || solver.Ask(producer, otherwise, isOpen) || solver.Ask(producer, condition.If, isOpen: true)
            || _from.Conditions.Any(own => own.Else is { } ownElse && IsSame(own.If, condition.If) && solver.Ask(Together(ownElse), otherwise, isOpen)));
    }

    private bool IsSame(SchemaTerm one, SchemaTerm other) => solver.Ask(one, other, isOpen: true) && solver.Ask(other, one, isOpen: true);

    private bool Dependent(string name, SchemaTerm schema) =>
        (!PropertyTerms.CanHave(_from.Objects, name, isOpen) && !solver.Mentioned(_from).Contains(name))
        || (_from.Objects.DependentSchemas.TryGetValue(name, out SchemaTerm? own) && solver.Ask(Together(own), schema, isOpen))
        || IsBeside(name, schema) || solver.Ask(producer, schema, isOpen);

    /// <summary>The schema asks only for names, and they are there where the one is.</summary>
    private bool IsBeside(string name, SchemaTerm schema) =>
        DependencyReading.Required(schema) is { } others && DependentNames.Has(_from.Objects, name, others, solver.IsExempt);

    /// <summary>The branch of the same place first: it is nearly always the one.</summary>
    private static IEnumerable<SchemaTerm> Likely(SchemaTerm branch, IReadOnlyList<SchemaTerm> candidates)
    {
        string? pointer = branch.Place?.Pointer;
        IEnumerable<SchemaTerm> likely = candidates.OrderBy(candidate => pointer is not null && candidate.Place?.Pointer == pointer ? 0 : 1);
        // Of a thousand branches each would be asked about a thousand others.
        return candidates.Count <= ShortList ? likely : likely.Take(4);
    }
}
