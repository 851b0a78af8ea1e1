using ApiGovernance.Diff.Comparison.Schemas;
using ApiGovernance.JsonSchema;

namespace ApiGovernance.Diff.Comparison.Inclusion;

/// <summary>
/// Shows that a consumer's schema takes all that a producer's schema lets be sent (after Habib, Shinnar, Hirzel, Pradel, "Finding Data
/// Compatibility Bugs with JSON Subschema Checking", ISSTA 2021). True is proof; false says only that none was found.
/// </summary>
/// <remarks>
/// Every pair of schemas is one obligation that holds until it is refuted; what depended on a refuted one is looked at again. So schemas
/// that refer to each other need no depth and no order, and each pair is judged once for each of its refuted needs.
///
/// A producer sends properties that its schema describes, and others under names that neither side describes. It does not happen to use a
/// name that only the consumer describes: a new optional property breaks nobody. Where `additionalProperties` has a schema, names are
/// data and may be any.
/// </remarks>
/// <param name="direction">Request: what is read-only is not sent. Response: what is write-only is not.</param>
/// <param name="same">Both are the same to the letter, all that they refer to included.</param>
internal sealed class InclusionSolver(SchemaDirection direction, Func<SchemaTerm, SchemaTerm, bool> same)
{
    private const int MaxObligations = 60_000;
    private const int MaxJudgements = 300_000;
    private const int MaxNesting = 40;

    private readonly Dictionary<(int, int, bool), TermObligation> _terms = [];
    private readonly Dictionary<(ObjectRules, ObjectRules, bool), ObjectObligation> _objects = new(ObjectPairs.Comparer);
    private readonly Dictionary<SchemaShape, MentionedNames> _mentioned = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<Alternatives, HashSet<string>> _ofChoices = new(ReferenceEqualityComparer.Instance);
    private readonly Queue<Obligation> _open = new();
    private Obligation? _current;
    private int _judged;
    private int _nesting;

    /// <summary>The budget is spent: what is not shown by now will not be.</summary>
    public bool IsExhausted { get; private set; }

    public Disjointness Disjointness { get; } = new(direction);

    /// <summary>All that <paramref name="producer"/> lets be sent is fine for <paramref name="consumer"/>.</summary>
    public bool Includes(SchemaTerm consumer, SchemaTerm producer)
    {
        if (IsTrivial(producer, consumer))
            return true;
        TermObligation obligation = Find(producer, consumer, isOpen: false);
        Settle();
        return obligation.Holds;
    }

    public bool IncludesObjects(ObjectRules consumer, SchemaSpace consumers, ObjectRules producer, SchemaSpace producers)
    {
        ObjectObligation obligation = Find(producer, producers, consumer, consumers, isOpen: false);
        Settle();
        return obligation.Holds;
    }

    /// <param name="isOpen">Names that only the consumer describes may be used as well: for what must be true of values, not of senders.</param>
    internal bool Ask(SchemaTerm producer, SchemaTerm? consumer, bool isOpen)
    {
        if (consumer is null || IsTrivial(producer, consumer))
            return true;
        // Anything is only within what takes anything: no question worth keeping.
        return !producer.Shape.IsAnything && Depend(Find(producer, consumer, isOpen));
    }

    internal bool AreSame(SchemaTerm one, SchemaTerm other) => same(one, other);

    /// <summary>Names of properties that are spoken of only in choices, conditions and dependent schemas.</summary>
    internal MentionedNames Mentioned(SchemaShape shape)
    {
        if (!_mentioned.TryGetValue(shape, out MentionedNames? names))
            _mentioned[shape] = names = MentionedNames.Of(shape, OfChoice);
        return names;

        HashSet<string> OfChoice(Alternatives choice)
        {
            if (!_ofChoices.TryGetValue(choice, out HashSet<string>? known))
                _ofChoices[choice] = known = MentionedNames.OfChoice(choice);
            return known;
        }
    }

    /// <summary>
    /// The same, worked out at once: where a No would have another question asked instead, and too hopeful a Yes would spoil the answer.
    /// </summary>
    internal bool Decide(SchemaTerm producer, SchemaTerm consumer, bool isOpen)
    {
        if (IsTrivial(producer, consumer))
            return true;
        TermObligation obligation = Find(producer, consumer, isOpen);
        Obligation? asking = _current;
        if (obligation.Holds && _nesting < MaxNesting)
        {
            _nesting++;
            Settle();
            _nesting--;
            _current = asking;
        }

        return Depend(obligation);
    }

    internal bool AskObjects(ObjectRules producer, SchemaSpace producers, ObjectRules consumer, SchemaSpace consumers, bool isOpen) =>
        ReferenceEquals(producer, consumer) || Depend(Find(producer, producers, consumer, consumers, isOpen));

    /// <summary>Whether the message leaves it out because of its direction.</summary>
    internal bool IsExempt(SchemaTerm property) => Unsent.Is(property, direction);

    private bool IsTrivial(SchemaTerm producer, SchemaTerm consumer) =>
        ReferenceEquals(producer, consumer) || producer.IsNothing || consumer.Shape is { IsAnything: true, Dangling.Count: 0 } || same(producer, consumer)
        || (producer.Within is { } whole && IsTrivial(whole, consumer));

    private bool Depend(Obligation obligation)
    {
        if (obligation.Holds && _current is { } current)
            obligation.Dependents.Add(current);
        return obligation.Holds;
    }

    private TermObligation Find(SchemaTerm producer, SchemaTerm consumer, bool isOpen)
    {
        if (!_terms.TryGetValue((producer.Id, consumer.Id, isOpen), out TermObligation? obligation))
        {
            _terms[(producer.Id, consumer.Id, isOpen)] = obligation = new TermObligation(producer, consumer, isOpen);
            Open(obligation);
        }

        return obligation;
    }

    private ObjectObligation Find(ObjectRules producer, SchemaSpace producers, ObjectRules consumer, SchemaSpace consumers, bool isOpen)
    {
        if (!_objects.TryGetValue((producer, consumer, isOpen), out ObjectObligation? obligation))
        {
            _objects[(producer, consumer, isOpen)] = obligation = new ObjectObligation(producer, producers, consumer, consumers, isOpen);
            Open(obligation);
        }

        return obligation;
    }

    private void Open(Obligation obligation)
    {
        if (_terms.Count + _objects.Count > MaxObligations)
            IsExhausted = true;
        if (IsExhausted)
            obligation.Holds = false;
        else
            _open.Enqueue(obligation);
    }

    private void Settle()
    {
        while (_open.TryDequeue(out Obligation? obligation))
        {
            if (!obligation.Holds)
                continue;
            if (++_judged > MaxJudgements)
                IsExhausted = true;
            _current = obligation;
            if (!IsExhausted && obligation.Judge(this))
                continue;
            obligation.Holds = false;
            foreach (Obligation dependent in obligation.Dependents)
            {
                if (dependent.Holds)
                    _open.Enqueue(dependent);
            }

            obligation.Dependents.Clear();
        }

        _current = null;
    }
}

/// <summary>One thing to show. It holds until it is refuted.</summary>
internal abstract class Obligation
{
    public bool Holds { get; set; } = true;

    /// <summary>Those that were judged on the strength of this one.</summary>
    public HashSet<Obligation> Dependents { get; } = [];

    public abstract bool Judge(InclusionSolver solver);
}

internal static class ObjectPairs
{
    /// <summary>Records compare by content; here the same object is meant.</summary>
    public static IEqualityComparer<(ObjectRules, ObjectRules, bool)> Comparer { get; } = EqualityComparer<(ObjectRules, ObjectRules, bool)>.Create(
        (one, other) => ReferenceEquals(one.Item1, other.Item1) && ReferenceEquals(one.Item2, other.Item2) && one.Item3 == other.Item3,
        pair => HashCode.Combine(
            System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(pair.Item1), System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(pair.Item2), pair.Item3));
}
