using ApiGovernance.Diff.Comparison.Schemas;

namespace ApiGovernance.Diff.Comparison.Inclusion;

/// <summary>A producer's schema within a consumer's: as a whole, or split until each part is.</summary>
internal sealed class TermObligation(SchemaTerm producer, SchemaTerm consumer, bool isOpen) : Obligation
{
    private const int MaxParts = 64;

    public override bool Judge(InclusionSolver solver)
    {
        SchemaShape from = producer.Shape, to = consumer.Shape;
        if (from.IsNothing)
            return true;
        if (from.Dangling.Count + to.Dangling.Count > 0)
            return false;
        if (IsWithin(solver, from, to))
            return true;
        return TermSplitting.Parts(producer, to) is { Count: > 1 and <= MaxParts } parts && parts.All(part => solver.Ask(part, consumer, isOpen));
    }

    private bool IsWithin(InclusionSolver solver, SchemaShape from, SchemaShape to)
    {
        if ((from.Kinds & ~to.Kinds) != 0 || !ListedValues(solver, from, to))
            return false;
        Kinds free = from.Kinds & ~from.Listed;
        if ((free & Kinds.Number) != 0 && !ScalarInclusion.Numbers(from, to, producer.Space, consumer.Space))
            return false;
        if ((free & Kinds.String) != 0 && !ScalarInclusion.Strings(from, to, consumer.Space))
            return false;
        if ((free & Kinds.Array) != 0 && !to.Arrays.IsFree && !ArrayInclusion.Holds(from.Arrays, producer.Space, to.Arrays, (one, other) => solver.Ask(one, other, isOpen)))
            return false;
        if ((free & Kinds.Object) != 0 && !(to.Objects.IsFree || solver.AskObjects(from.Objects, producer.Space, to.Objects, consumer.Space, isOpen)))
            return false;
        return new CombinationInclusion(solver, producer, consumer, isOpen).Holds();
    }

    private bool ListedValues(InclusionSolver solver, SchemaShape from, SchemaShape to)
    {
        // Free values cannot all be in a list.
        if ((from.Kinds & ~from.Listed & to.Listed & ~Kinds.Null) != 0)
            return false;
        foreach (JsonValueText value in from.Values)
        {
            if ((to.Listed & value.Kind) != 0)
            {
                if (!to.Values.Contains(value))
                    return false;
            }
            else if (!ScalarCheck.Allows(to, value, consumer.Space))
            {
                return false;
            }
            else if (value.Kind is Kinds.Object or Kinds.Array && !IsStructureWithin(solver, value, to))
            {
                return false;
            }
        }

        return true;
    }

    private bool IsStructureWithin(InclusionSolver solver, JsonValueText value, SchemaShape to)
    {
        SchemaTerm term = ValueTerms.Of(value, producer.Space);
        return value.Kind == Kinds.Object
            ? to.Objects.IsFree || solver.AskObjects(term.Shape.Objects, producer.Space, to.Objects, consumer.Space, isOpen)
            : to.Arrays.IsFree || ArrayInclusion.Holds(term.Shape.Arrays, producer.Space, to.Arrays, (one, other) => solver.Ask(one, other, isOpen));
    }
}
