using ApiGovernance.Diff.Comparison.Schemas;
using ApiGovernance.JsonSchema;

namespace ApiGovernance.Diff.Comparison.Inclusion;

/// <summary>Ranges, lengths, patterns and formats of one schema within those of another.</summary>
internal static class ScalarInclusion
{
    private const decimal LargestSingle = 3.4e27m;

    private static readonly Dictionary<string, (decimal Min, decimal Max)> Integers = new(StringComparer.Ordinal)
    {
        ["int8"] = (sbyte.MinValue, sbyte.MaxValue),
        ["int16"] = (short.MinValue, short.MaxValue),
        ["int32"] = (int.MinValue, int.MaxValue),
        ["int64"] = (long.MinValue, long.MaxValue),
        ["uint8"] = (0, byte.MaxValue),
        ["uint16"] = (0, ushort.MaxValue),
        ["uint32"] = (0, uint.MaxValue),
        ["uint64"] = (0, ulong.MaxValue),
        ["double-int"] = (-9007199254740991, 9007199254740991),
    };

    public static bool Numbers(SchemaShape from, SchemaShape to, SchemaSpace producers, SchemaSpace consumers)
    {
        if (to.Numbers.IsFree)
            return true;
        Kinds kinds = from.Kinds & ~from.Listed & Kinds.Number;
        bool whole = (kinds & Kinds.Fraction) == 0;
        (Bound? min, Bound? max) = Effective(from.Numbers, producers);
        return NumberBounds.IsWithin(min, WholeBound(to.Numbers.Minimum, whole, upper: false), upper: false)
            && NumberBounds.IsWithin(max, WholeBound(to.Numbers.Maximum, whole, upper: true), upper: true)
            && to.Numbers.MultipleOf.All(step => (whole && 1 % step == 0) || IsMultiple(from.Numbers.MultipleOf, whole, step))
            && to.Numbers.Formats.All(format => Format(format, from.Numbers.Formats, min, max, whole, producers, consumers));
    }

    /// <param name="ask">Whether what is sent by the one is fine for the other: what a text holds may have a schema.</param>
    public static bool Strings(SchemaShape from, SchemaShape to, SchemaSpace producers, SchemaSpace consumers, Func<SchemaTerm, SchemaTerm?, bool> ask)
    {
        StringRules producer = from.Strings, consumer = to.Strings;
        if (consumer.IsFree && consumer.ContentMediaType is null && consumer.ContentEncoding is null && consumer.ContentSchema is null)
            return true;
        StringRules spelled = FormatPatterns.Beside(producer, producers.Dialect);
        return Lengths(spelled, consumer)
            && consumer.Patterns.All(pattern => producer.Patterns.Contains(pattern) || IsPatternWithin(spelled, pattern))
            && consumer.Formats.All(format => BinaryTexts.Says(producer, format) || IsFormatWithin(format, [.. producer.Formats.Where(own => IsKept(own, producers, consumers))], consumers.Dialect))
            && (consumer.ContentMediaType is null || consumer.ContentMediaType == BinaryTexts.MediaTypeOf(producer))
            && (consumer.ContentEncoding is null || consumer.ContentEncoding == BinaryTexts.EncodingOf(producer))
            && (consumer.ContentSchema is null || (producer.ContentSchema is { } content && ask(content, consumer.ContentSchema)));
    }

    /// <summary>Every text of the one format has the other; unknown formats are only themselves.</summary>
    public static bool IsFormatWithin(string format, IReadOnlyList<string> producer, SchemaDialect dialect) =>
        producer.Contains(format) || Annotates(format) || producer.Any(own => SchemaFormats.Includes(dialect, format, own) == true);

    // A format that the one dialect checks is only a word in another.
    private static bool IsKept(string format, SchemaSpace producers, SchemaSpace consumers) => producers.Dialect == consumers.Dialect
        || SchemaFormats.IsMatch(producers.Dialect, format, "x"u8) is not null || SchemaFormats.IsMatch(consumers.Dialect, format, "x"u8) is null;

    /// <summary>Formats that say how to show or treat a value, not which values there are.</summary>
    public static bool Annotates(string format) => format is "password" or "binary" or "html" or "commonmark" or "";

    public static bool IsPatternWithin(StringRules producer, string pattern) =>
        PatternLanguage.Find(producer.Patterns, [pattern], Small(producer.MinLength), producer.MaxLength is { } max ? Small(max) : null).Outcome == PatternSampleOutcome.None;

    private static bool Lengths(StringRules producer, StringRules consumer)
    {
        bool min = producer.MinLength >= consumer.MinLength
            || (producer.Patterns.Count > 0 && None(producer, producer.MinLength, consumer.MinLength - 1));
        bool max = consumer.MaxLength is not { } most || producer.MaxLength <= most
            || (producer.Patterns.Count > 0 && None(producer, most + 1, producer.MaxLength));
        return min && max;
    }

    private static bool None(StringRules producer, long min, long? max) =>
        PatternLanguage.Find(producer.Patterns, [], Small(min), max is { } most ? Small(most) : null).Outcome == PatternSampleOutcome.None;

    internal static int Small(long length) => (int)Math.Min(length, int.MaxValue);

    /// <summary>What all of the steps divide, the one divides too.</summary>
    private static bool IsMultiple(IReadOnlyList<decimal> steps, bool whole, decimal step) =>
        steps.Any(own => own % step == 0)
        || (whole && steps.Count > 0 && Steps.Common([1, .. steps]) is { } all && all % step == 0);

    private static Bound? WholeBound(Bound? bound, bool whole, bool upper)
    {
        if (bound is not { } known || !whole)
            return bound;
        return upper
            ? new Bound(known.Exclusive ? decimal.Ceiling(known.Value) - 1 : decimal.Floor(known.Value), false)
            : new Bound(known.Exclusive ? decimal.Floor(known.Value) + 1 : decimal.Ceiling(known.Value), false);
    }

    internal static (Bound? Min, Bound? Max) Effective(NumberRange range, SchemaSpace space)
    {
        (Bound? min, Bound? max) = (range.Minimum, range.Maximum);
        foreach (string format in range.Formats)
        {
            if (!Integers.TryGetValue(format, out (decimal Min, decimal Max) limits) || SchemaFormats.IsNumberMatch(space.Dialect, format, "1"u8) is null)
                continue;
            min = min is { } low ? NumberBounds.Tighter(low, new Bound(limits.Min, false), upper: false) : new Bound(limits.Min, false);
            max = max is { } high ? NumberBounds.Tighter(high, new Bound(limits.Max, false), upper: true) : new Bound(limits.Max, false);
        }

        return (min, max);
    }

    private static bool Format(string format, IReadOnlyList<string> producer, Bound? min, Bound? max, bool whole, SchemaSpace producers, SchemaSpace consumers)
    {
        bool isChecked = SchemaFormats.IsNumberMatch(consumers.Dialect, format, "1"u8) is not null;
        if (producer.Contains(format) && (producers.Dialect == consumers.Dialect || !isChecked || SchemaFormats.IsNumberMatch(producers.Dialect, format, "1"u8) is not null))
            return true;
        if (!isChecked)
            return false;
        if (Integers.TryGetValue(format, out (decimal Min, decimal Max) limits))
            return whole && min is { } low && max is { } high && low.Value >= limits.Min && high.Value <= limits.Max;
        if (format is "float" or "double" && min is { } least && max is { } most && least.Value >= -LargestSingle && most.Value <= LargestSingle)
            return true;
        return producer.Contains(format) || producer.Any(own => SchemaFormats.IncludesNumbers(consumers.Dialect, format, own) == true);
    }
}
