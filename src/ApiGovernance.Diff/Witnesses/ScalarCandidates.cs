using ApiGovernance.Diff.Comparison.Inclusion;
using ApiGovernance.Diff.Comparison.Schemas;
using ApiGovernance.JsonSchema;

namespace ApiGovernance.Diff.Witnesses;

/// <summary>Numbers, strings and listed values at the edges of what one schema allows and the other does not.</summary>
internal static class ScalarCandidates
{
    private const int MaxListed = 64;

    public static IEnumerable<Candidate> Values(SchemaShape from, SchemaShape to, SchemaTerm producer, SchemaTerm consumer)
    {
        foreach (JsonValueText value in from.Values)
        {
            if ((to.Listed & value.Kind) != 0 ? !to.Has(value) : (to.Kinds & value.Kind) == 0 || !to.IsPlain || value.Kind is Kinds.Object or Kinds.Array || !ScalarCheck.Allows(to, value, consumer.Space))
                yield return new Candidate($"enum:{value.Text}", Instance.Of(value));
        }

        // Free values where the other side has a list.
        Kinds free = from.Kinds & ~from.Listed & to.Listed;
        if ((free & Kinds.String) != 0)
        {
            foreach (string text in Unlisted(from, producer.Space))
            {
                if (!to.Has(JsonValueText.OfString(text)))
                    yield return new Candidate("enum", Instance.OfString(text));
            }

            if (Beside(FormatPatterns.Beside(from.Strings, producer.Space.Dialect), to) is { } other)
                yield return new Candidate("enum", Instance.OfString(other));
        }

        foreach (decimal number in (free & Kinds.Number) != 0 ? (decimal[])[NumberSamples.Smallest(from.Numbers, !from.Has(Kinds.Fraction)) ?? 1, 1, 2, 0, 7, -1, 1000, 0.5m] : [])
        {
            JsonValueText value = JsonValueText.OfNumber(number);
            if (!to.Has(value) && (from.Kinds & value.Kind) != 0 && ScalarCheck.Allows(from.Numbers, value, producer.Space))
                yield return new Candidate("enum", Instance.Of(value));
        }

        foreach (bool flag in (free & Kinds.Boolean) != 0 ? (bool[])[true, false] : [])
            yield return new Candidate("enum", Instance.OfBoolean(flag));
        if ((free & Kinds.Array) != 0)
            yield return new Candidate("enum", Instance.Array([]));
        if ((free & Kinds.Object) != 0)
            yield return new Candidate("enum", Instance.Object([]));
    }

    public static IEnumerable<Candidate> Numbers(SchemaShape from, SchemaShape to)
    {
        if ((from.Kinds & ~from.Listed & to.Kinds & ~to.Listed & Kinds.Number) == 0)
            yield break;
        NumberRange consumer = to.Numbers, producer = from.Numbers;
        decimal step = producer.MultipleOf.Count > 0 ? producer.MultipleOf.Aggregate(NumberSamples.Common) : from.Has(Kinds.Fraction) ? 0.5m : 1;
        foreach ((string tag, decimal? value) in Edges(producer, consumer, step))
        {
            if (value is { } number && Allows(from, number))
                yield return new Candidate(tag, Instance.OfNumber(number));
        }

        if (consumer.MultipleOf.Count > 0)
        {
            decimal start = NumberSamples.Smallest(producer, !from.Has(Kinds.Fraction)) ?? step;
            foreach (decimal number in (decimal[])[start, start + step, start + step + step, start + (3 * step), start + (7 * step), start + 0.1m, start + 0.01m, start + 0.001m])
            {
                if (Allows(from, number) && consumer.MultipleOf.Any(multiple => number % multiple != 0))
                    yield return new Candidate("multiple-of", Instance.OfNumber(number));
            }
        }

        foreach (decimal number in consumer.Formats.Count > 0 ? (decimal[])[128, 256, 40_000, 70_000, 3_000_000_000m, 5_000_000_000m, -3_000_000_000m, 10_000_000_000_000_000_000m, 20_000_000_000_000_000_000m, -1, 0.5m] : [])
        {
            decimal near = producer.MultipleOf.Count > 0 ? (decimal.Floor(number / step) + 1) * step : number;
            if (Allows(from, near))
                yield return new Candidate("format", Instance.OfNumber(near));
        }

        if (consumer.Formats.Contains("float") && from.Has(Kinds.Fraction))
            yield return new Candidate("format", Instance.Of(new JsonValueText(Kinds.Integer, "1e39")));
        if (consumer.Formats.Contains("double") && from.Has(Kinds.Fraction))
            yield return new Candidate("format", Instance.Of(new JsonValueText(Kinds.Integer, "1e309")));
    }

    public static IEnumerable<Candidate> Strings(SchemaShape from, SchemaShape to, SchemaSpace producers, SchemaSpace consumers)
    {
        if ((from.Kinds & ~from.Listed & to.Kinds & ~to.Listed & Kinds.String) == 0)
            yield break;
        StringRules producer = from.Strings, consumer = to.Strings;
        if (consumer.MaxLength is { } max && !(producer.MaxLength <= max) && TextSamples.OfLength(from, producers.Dialect, Math.Max(max + 1, producer.MinLength), producer.MaxLength) is { } longer)
            yield return new Candidate("max-length", Instance.OfString(longer));
        if (consumer.MinLength > producer.MinLength && TextSamples.OfLength(from, producers.Dialect, producer.MinLength, consumer.MinLength - 1) is { } shorter)
            yield return new Candidate("min-length", Instance.OfString(shorter));
        IReadOnlyList<string> spelled = FormatPatterns.Beside(producer, producers.Dialect).Patterns;
        foreach (string pattern in consumer.Patterns.Except(producer.Patterns))
        {
            PatternSample sample = PatternLanguage.Find(spelled, [pattern], ScalarInclusion.Small(Math.Max(producer.MinLength, 1)), producer.MaxLength is { } most ? ScalarInclusion.Small(most) : null);
            if (sample.Text is { } text)
                yield return new Candidate("pattern", Instance.OfString(text));
            if (producer.MinLength == 0 && NamePatterns.Match(pattern, "") == false)
                yield return new Candidate("pattern", Instance.OfString(""));
            foreach (string other in Unlisted(from, producers).Where(other => NamePatterns.Match(pattern, other) == false))
                yield return new Candidate("pattern", Instance.OfString(other));
        }

        foreach (string format in consumer.Formats.Except(producer.Formats))
        {
            foreach (string text in Unlisted(from, producers).Where(text => SchemaFormats.IsMatch(consumers.Dialect, format, System.Text.Encoding.UTF8.GetBytes(text)) == false))
                yield return new Candidate("format", Instance.OfString(text));
        }
    }

    private static IEnumerable<(string, decimal?)> Edges(NumberRange from, NumberRange to, decimal step)
    {
        if (to.Maximum is { } max && !NumberBounds.IsWithin(from.Maximum, to.Maximum, upper: true))
        {
            decimal above = max.Exclusive ? max.Value : max.Value + step;
            decimal next = (decimal.Floor(max.Value / step) + 1) * step;
            foreach (decimal? number in (decimal?[])[above, next, max.Value + 0.1m, from.Maximum?.Value, from.Maximum?.Value - step, from.Maximum is { } most ? (most.Value + max.Value) / 2 : null])
                yield return ("max", number);
        }

        if (to.Minimum is { } min && !NumberBounds.IsWithin(from.Minimum, to.Minimum, upper: false))
        {
            decimal below = min.Exclusive ? min.Value : min.Value - step;
            decimal next = (decimal.Ceiling(min.Value / step) - 1) * step;
            foreach (decimal? number in (decimal?[])[below, next, min.Value - 0.1m, from.Minimum?.Value, from.Minimum?.Value + step, from.Minimum is { } least ? (least.Value + min.Value) / 2 : null])
                yield return ("min", number);
        }
    }

    private static bool Allows(SchemaShape shape, decimal number)
    {
        NumberRange range = shape.Numbers;
        return (shape.Kinds & (number == decimal.Truncate(number) ? Kinds.Integer : Kinds.Fraction)) != 0
            && !(range.Minimum is { } min && (number < min.Value || (min.Exclusive && number == min.Value)))
            && !(range.Maximum is { } max && (number > max.Value || (max.Exclusive && number == max.Value)))
            && range.MultipleOf.All(multiple => number % multiple == 0);
    }

    /// <summary>A text of the rules that the other side does not list.</summary>
    private static string? Beside(StringRules texts, SchemaShape to) => texts.Patterns.Count == 0 || to.Values.Count > MaxListed ? null : PatternLanguage.Find(
        texts.Patterns, [ExactText.Pattern(to.Values.Select(value => value.AsString).OfType<string>())],
        ScalarInclusion.Small(texts.MinLength), texts.MaxLength is { } max ? ScalarInclusion.Small(max) : null).Text;

    /// <summary>Strings of the schema that nobody would have put into a list, a pattern or a format.</summary>
    private static IEnumerable<string> Unlisted(SchemaShape shape, SchemaSpace space)
    {
        if (TextSamples.Smallest(shape, space.Dialect) is { } smallest)
            yield return smallest;
        foreach (string text in (string[])["other", "not a value!", "?", "zz", "00", "ZZZ", "a b", "2026-13-45", "\u00e9", "1", "x@y"])
        {
            if (ScalarCheck.Allows(shape, JsonValueText.OfString(text), space))
                yield return text;
        }

        if (shape.Strings.Formats.Count > 0)
        {
            foreach (string format in (string[])["date", "date-time", "time", "uuid", "email", "uri", "uri-reference", "hostname", "ipv4", "ipv6"])
            {
                if (SchemaFormats.Sample(format) is { } sample && ScalarCheck.Allows(shape, JsonValueText.OfString(sample), space))
                    yield return sample;
            }
        }

        if (TextSamples.OfLength(shape, space.Dialect, Math.Max(shape.Strings.MinLength, 12), shape.Strings.MaxLength) is { } longer)
            yield return longer;
    }
}
