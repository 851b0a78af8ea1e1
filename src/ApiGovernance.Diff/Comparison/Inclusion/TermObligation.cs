using ApiGovernance.Diff.Comparison.Schemas;

namespace ApiGovernance.Diff.Comparison.Inclusion;

/// <summary>A producer's schema within a consumer's: as a whole, or split until each part is.</summary>
internal sealed class TermObligation(SchemaTerm producer, SchemaTerm consumer, bool isOpen) : Obligation
{
    private const int MaxParts = 64;
    private const int MaxNots = 4;

    public override bool Judge(InclusionSolver solver)
    {
        SchemaShape from = producer.Shape, to = consumer.Shape;
        if (from.IsNothing)
            return true;
        if (from.Dangling.Count + to.Dangling.Count > 0)
            return false;
        // A kind that the consumer does not take is not taken in parts, either.
        if (from.IsPlain && (from.Kinds & ~to.Kinds) != 0)
            return false;
        if (IsWithin(solver, from, to))
            return true;
        return (TermSplitting.Parts(producer, to) is { Count: > 1 and <= MaxParts } parts && parts.All(part => solver.Ask(part, consumer, isOpen)))
            || ExcludesItself(solver, from);
    }

    /// <summary>Nothing is left: whatever it allows, it excludes.</summary>
    private bool ExcludesItself(InclusionSolver solver, SchemaShape from) =>
        from.Nots.Count is > 0 and <= MaxNots && from.Nots.Exists(not => solver.Ask(TermSplitting.WithoutNot(producer, not), not, isOpen: true));

    private bool IsWithin(InclusionSolver solver, SchemaShape from, SchemaShape to)
    {
        if ((from.Kinds & ~to.Kinds) != 0 || !ListedValues(solver, from, to))
            return false;
        Kinds free = from.Kinds & ~from.Listed;
        if ((free & Kinds.Number) != 0 && !ScalarInclusion.Numbers(from, to, producer.Space, consumer.Space))
            return false;
        if ((free & Kinds.String) != 0 && !ScalarInclusion.Strings(from, to, producer.Space, consumer.Space, (one, other) => solver.Ask(one, other, isOpen)))
            return false;
        if ((free & Kinds.Array) != 0 && !to.Arrays.IsFree && !ArrayInclusion.Holds(from.Arrays, producer.Space, to.Arrays, (one, other) => solver.Ask(one, other, isOpen), (one, other) => solver.Ask(one, other, isOpen: true)))
            return false;
        if ((free & Kinds.Object) != 0 && !to.Objects.IsFree
            && !(solver.AskObjects(from.Objects, producer.Space, to.Objects, consumer.Space, isOpen) && MentionedOnly(solver, from, to.Objects)))
            return false;
        return new CombinationInclusion(solver, producer, consumer, isOpen).Holds();
    }

    /// <summary>What the producer speaks of only in choices and conditions, made or not: any value may come.</summary>
    private bool MentionedOnly(InclusionSolver solver, SchemaShape from, ObjectRules to)
    {
        if (from.Groups.Count + from.Conditions.Count + from.Decided.Count + from.Chosen.Count + from.Objects.DependentSchemas.Count == 0 || to.Properties.Count + to.DependentRequired.Count == 0)
            return true;
        MentionedNames names = solver.Mentioned(from);
        return to.Properties.Keys.All(name => from.Objects.Properties.ContainsKey(name) || !names.Contains(name)
                || solver.Ask(PropertyTerms.Sent(from.Objects, name, producer.Space), PropertyTerms.At(to, name, consumer.Space), isOpen))
            && to.DependentRequired.All(pair => !names.Contains(pair.Key) || DependentNames.Has(from.Objects, pair.Key, pair.Value, solver.IsExempt));
    }

    private bool ListedValues(InclusionSolver solver, SchemaShape from, SchemaShape to)
    {
        // Free values cannot all be in a list, unless they are few.
        Kinds free = from.Kinds & ~from.Listed & to.Listed & ~Kinds.Null;
        if (free != 0 && !KindNames.Each.All(kind => (free & kind) == 0 || FreeValues.AreListed(from, kind, to, producer.Space.Dialect)))
            return false;
        foreach (JsonValueText value in from.Values)
        {
            if ((to.Listed & value.Kind) != 0)
            {
                if (!to.Has(value))
                    return false;
            }
            else if (!ScalarCheck.Allows(to, value, consumer.Space, isSure: true))
            {
                return false;
            }

            // A list does not say that its objects and arrays keep the rules beside it.
            if (value.Kind is Kinds.Object or Kinds.Array && !IsStructureWithin(solver, value, to))
                return false;
        }

        return true;
    }

    private bool IsStructureWithin(InclusionSolver solver, JsonValueText value, SchemaShape to)
    {
        SchemaTerm term = ValueTerms.Of(value, producer.Space);
        return value.Kind == Kinds.Object
            ? to.Objects.IsFree || solver.AskObjects(term.Shape.Objects, producer.Space, to.Objects, consumer.Space, isOpen)
            : to.Arrays.IsFree || ArrayInclusion.Holds(term.Shape.Arrays, producer.Space, to.Arrays, (one, other) => solver.Ask(one, other, isOpen), (one, other) => solver.Ask(one, other, isOpen: true));
    }
}
