using ApiGovernance.Diff.Comparison.Inclusion;
using ApiGovernance.Diff.Comparison.Schemas;

namespace ApiGovernance.Diff.Witnesses;

/// <summary>Several instances of a schema that differ from each other: for unique items, and where nothing tells what would show a change.</summary>
internal static class Variety
{
    private const int MaxCount = 24;

    public static IEnumerable<Instance> Of(SchemaTerm term, InstanceBuilder builder) => All(term, builder, 0).Take(MaxCount);

    private static IEnumerable<Instance> All(SchemaTerm term, InstanceBuilder builder, int depth)
    {
        SchemaShape shape = term.Shape;
        if (depth > 4)
            yield break;
        if (builder.Make(term) is { } smallest)
            yield return smallest;
        foreach (Alternatives group in shape.Groups.Take(1))
        {
            foreach (SchemaTerm part in TermSplitting.ByAlternatives(term, group))
            {
                foreach (Instance made in All(part, builder, depth + 1))
                    yield return made;
            }

            yield break;
        }

        foreach (JsonValueText value in shape.Values)
            yield return Instance.Of(value);
        Kinds free = shape.Kinds & ~shape.Listed;
        if ((free & Kinds.String) != 0)
        {
            foreach (string text in Texts(shape, term.Space))
                yield return Instance.OfString(text);
        }

        if ((free & Kinds.Number) != 0)
        {
            foreach (decimal number in Numbers(shape))
                yield return Instance.OfNumber(number);
        }

        if ((free & Kinds.Boolean) != 0)
        {
            yield return Instance.OfBoolean(true);
            yield return Instance.OfBoolean(false);
        }

        foreach (Kinds kind in KindNames.Each)
        {
            if ((free & kind) != 0 && builder.Make(term, kind) is { } made)
                yield return made;
        }

        if ((free & Kinds.Object) != 0)
        {
            foreach (Instance made in Objects(term, builder, depth))
                yield return made;
        }

        if ((free & Kinds.Array) != 0 && (shape.Arrays.MaxItems ?? long.MaxValue) > 0)
        {
            foreach (Instance item in All(shape.Arrays.At(0) ?? term.Space.Anything, builder, depth + 2).Take(6))
                yield return Instance.Array([item]);
        }
    }

    private static IEnumerable<string> Texts(SchemaShape shape, SchemaSpace space)
    {
        long max = shape.Strings.MaxLength ?? 6;
        for (long length = Math.Max(shape.Strings.MinLength, 0), count = 0; length <= max && count < 4 && length < 400; length++, count++)
        {
            if (TextSamples.OfLength(shape, space.Dialect, length, length) is { } text)
                yield return text;
        }

        foreach (string text in (string[])["a", "b", "c", "A", "0", "x y", "1.5", "é"])
        {
            if (ScalarCheck.Allows(shape, JsonValueText.OfString(text), space))
                yield return text;
        }
    }

    private static IEnumerable<decimal> Numbers(SchemaShape shape)
    {
        NumberRange range = shape.Numbers;
        if (NumberSamples.Smallest(range, whole: !shape.Has(Kinds.Fraction)) is not { } first)
            yield break;
        decimal step = range.MultipleOf.Count > 0 ? range.MultipleOf.Aggregate(NumberSamples.Common) : 1;
        foreach (decimal number in (decimal[])[first + step, first + step + step, first - step, range.Maximum?.Value ?? first + 100, 0, 2, -1])
        {
            if (!(range.Minimum is { } min && (number < min.Value || (min.Exclusive && number == min.Value)))
                && !(range.Maximum is { } max && (number > max.Value || (max.Exclusive && number == max.Value)))
                && range.MultipleOf.All(multiple => number % multiple == 0))
                yield return number;
        }
    }

    private static IEnumerable<Instance> Objects(SchemaTerm term, InstanceBuilder builder, int depth)
    {
        ObjectRules rules = term.Shape.Objects;
        if (builder.Make(term, Kinds.Object) is not { } small)
            yield break;
        Instance full = small;
        foreach ((string name, SchemaTerm property) in rules.Properties)
        {
            if (small.Has(name) || builder.IsExempt(property) || builder.Make(property) is not { } value)
                continue;
            full = full.With(name, value);
            if (builder.Complete(small.With(name, value), term) is { } one)
                yield return one;
        }

        yield return full;
        foreach ((string name, SchemaTerm property) in rules.Properties.Take(8))
        {
            foreach (Instance value in builder.IsExempt(property) ? [] : All(property, builder, depth + 2).Skip(1).Take(3))
            {
                if (builder.Complete(small.With(name, value), term) is { } other)
                    yield return other;
            }
        }

        if (!rules.IsClosed && builder.FreshName(rules) is { } fresh && builder.Make(rules.Additional ?? term.Space.Anything) is { } extra)
            yield return small.With(fresh, extra);
    }
}
