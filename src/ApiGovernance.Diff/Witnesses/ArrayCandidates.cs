using System.Globalization;
using ApiGovernance.Diff.Comparison.Schemas;

namespace ApiGovernance.Diff.Witnesses;

/// <summary>Arrays at the edges.</summary>
internal sealed class ArrayCandidates(InstanceBuilder builder, Candidates below)
{
    private const int MaxItems = 1_100;

    public IEnumerable<Candidate> Of(SchemaTerm producer, SchemaTerm consumer, int depth)
    {
        ArrayRules from = producer.Shape.Arrays, to = consumer.Shape.Arrays;
        if (to.IsFree || builder.Make(producer, Kinds.Array) is not { } small)
            yield break;
        if (to.MaxItems is { } max && max < MaxItems && Sized(producer, small, Math.Max(max + 1, from.MinItems)) is { } more)
            yield return new Candidate("max-items", more);
        if (to.MinItems > from.MinItems)
            yield return new Candidate("min-items", small);
        if (to.Unique && Sized(producer, small, Math.Max(small.Items.Count, 1)) is { Items.Count: > 0 } one)
            yield return new Candidate("unique", Instance.Array([.. one.Items, one.Items[^1]]));
        foreach (Candidate candidate in Items(producer, consumer, small, depth))
            yield return candidate;
        foreach (Contains some in to.Contains)
        {
            yield return new Candidate("contains", small);
            foreach (Candidate item in below.Of(from.At(0) ?? producer.Space.Anything, some.Term, depth + 1).Take(8))
                yield return new Candidate("contains", Sized(producer, Instance.Array([item.Value]), from.MinItems) ?? Instance.Array([item.Value]));
            if (some.Max is { } most && most < MaxItems && builder.Make(some.Term) is { } same)
                yield return new Candidate("contains", Instance.Array(Enumerable.Repeat(same, (int)most + 1)));
        }
    }

    /// <summary>An array with this item at a place, the places before filled.</summary>
    public Instance? At(SchemaTerm term, int index, Instance value)
    {
        ArrayRules rules = term.Shape.Arrays;
        List<Instance> items = [];
        while (items.Count < index)
        {
            if (Item(term, items) is not { } made)
                return null;
            items.Add(made);
        }

        items.Add(value);
        while (items.Count < rules.MinItems && items.Count < MaxItems)
        {
            if (Item(term, items) is not { } made)
                return null;
            items.Add(made);
        }

        return Instance.Array(items);
    }

    private IEnumerable<Candidate> Items(SchemaTerm producer, SchemaTerm consumer, Instance small, int depth)
    {
        ArrayRules from = producer.Shape.Arrays, to = consumer.Shape.Arrays;
        int known = Math.Max(from.Prefix.Count, to.Prefix.Count);
        for (int i = 0; i <= known && i < (from.MaxItems ?? long.MaxValue) && i < 20; i++)
        {
            if (to.At(i) is not { } wanted)
                continue;
            foreach (Candidate item in below.Of(from.At(i) ?? producer.Space.Anything, wanted, depth + 1).Take(10))
            {
                if (At(producer, i, item.Value) is { } array)
                    yield return new Candidate($"item:{i.ToString(CultureInfo.InvariantCulture)}", array, item.Depth + 1);
            }
        }
    }

    private Instance? Sized(SchemaTerm term, Instance array, long count)
    {
        if (count > MaxItems || count > (term.Shape.Arrays.MaxItems ?? long.MaxValue))
            return null;
        List<Instance> items = [.. array.Items];
        while (items.Count < count)
        {
            if (Item(term, items) is not { } made)
                return null;
            items.Add(made);
        }

        return Instance.Array(items);
    }

    private Instance? Item(SchemaTerm term, List<Instance> items)
    {
        ArrayRules rules = term.Shape.Arrays;
        SchemaTerm place = rules.At(items.Count) ?? term.Space.Anything;
        return rules.Unique ? builder.Distinct(place, items) ?? (place == term.Space.Anything ? Instance.OfNumber(items.Count + 1) : Counted(place, items)) : builder.Make(place);
    }

    // A long unique array of numbers or strings needs more than a few samples.
    private static Instance? Counted(SchemaTerm place, List<Instance> items)
    {
        SchemaShape shape = place.Shape;
        if ((shape.Kinds & Kinds.Integer) != 0 && shape.Numbers.IsFree)
            return Instance.OfNumber(items.Count + 1000);
        return (shape.Kinds & ~shape.Listed & Kinds.String) != 0 && shape.Strings.IsFree ? Instance.OfString($"x{items.Count}") : null;
    }
}
