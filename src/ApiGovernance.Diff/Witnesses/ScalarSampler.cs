using System.Text;
using ApiGovernance.Diff.Comparison.Inclusion;
using ApiGovernance.Diff.Comparison.Schemas;
using ApiGovernance.JsonSchema;

namespace ApiGovernance.Diff.Witnesses;

/// <summary>Strings and numbers of one schema near the edges of another.</summary>
internal sealed class ScalarSampler(Draw draw)
{
    private static readonly string[] Usual = ["a", "b", "ab", "A", "0", "12", "x y", "1.5", "\u00e9", "", "open", "2026-07-31", "not a value!"];

    public string? Text(SchemaShape from, SchemaShape to, SchemaSpace space)
    {
        StringRules rules = from.Strings;
        switch (draw.Below(5))
        {
            case 0 when rules.Formats.Count == 0 && to.Strings.Formats.Count > 0 && SchemaFormats.Sample(to.Strings.Formats[0]) is { } sample && IsFine(from, sample, space):
                return sample;
            case 1 when to.Strings.Patterns.Count > 0:
                // What keeps the other's patterns, too; where there is none, what does not.
                IReadOnlyList<string> both = [.. rules.Patterns.Union(to.Strings.Patterns)];
                return Find(both, [], rules) ?? Find(rules.Patterns, to.Strings.Patterns, rules);
            case 2:
                string usual = draw.From(Usual);
                if (IsFine(from, usual, space))
                    return usual;
                break;
            case 3:
                long length = Length(from.Strings, to.Strings);
                if (TextSamples.OfLength(from, space.Dialect, length, length) is { } text)
                    return text;
                break;
            default:
                break;
        }

        return TextSamples.Smallest(from, space.Dialect);
    }

    public Instance? Number(NumberRange from, NumberRange to, bool whole)
    {
        decimal step = from.MultipleOf.Count > 0 ? from.MultipleOf.Aggregate(NumberSamples.Common) : whole ? 1 : 0.25m;
        decimal[] edges = [.. ((Bound?[])[from.Minimum, from.Maximum, to.Minimum, to.Maximum]).OfType<Bound>().Select(bound => bound.Value)];
        decimal at = edges.Length > 0 && draw.Chance(85) ? draw.From(edges) : (decimal)draw.Below(12);
        if (Math.Abs(at) > 1e20m || step == 0)
            return Instance.OfNumber(at);
        at = decimal.Floor(at / step) * step;
        at += step * (draw.Below(5) - 2);
        if (whole && at != decimal.Truncate(at))
            at = decimal.Ceiling(at);
        if (!whole && at == decimal.Truncate(at) && from.MultipleOf.Count == 0)
            at += 0.25m;
        return Instance.OfNumber(at);
    }

    private static string? Find(IReadOnlyList<string> matching, IReadOnlyList<string> apart, StringRules rules) =>
        PatternLanguage.Find(matching, apart, ScalarInclusion.Small(rules.MinLength), rules.MaxLength is { } max ? ScalarInclusion.Small(max) : null).Text;

    private long Length(StringRules from, StringRules to)
    {
        long[] lengths = [.. ((long?[])[from.MinLength, from.MaxLength, to.MinLength, to.MaxLength, to.MinLength - 1, to.MaxLength + 1, draw.Below(8)]).OfType<long>()
            .Where(length => length >= from.MinLength && length <= (from.MaxLength ?? long.MaxValue) && length < 400)];
        return lengths.Length == 0 ? from.MinLength : draw.From(lengths);
    }

    private static bool IsFine(SchemaShape shape, string text, SchemaSpace space) => ScalarCheck.Allows(shape, JsonValueText.OfString(text), space);
}
