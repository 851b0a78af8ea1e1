using ApiGovernance.Diff.Comparison.Inclusion;
using ApiGovernance.Diff.Comparison.Schemas;
using ApiGovernance.JsonSchema;

namespace ApiGovernance.Diff.Rules.Schemas;

/// <summary>Lengths, patterns, formats and content of strings; formats of numbers.</summary>
internal static class StringRuleset
{
    public static void Check(PairContext pair)
    {
        StringRules old = pair.Old.Strings, now = pair.New.Strings;
        if (pair.BothFree(Kinds.String))
        {
            NumberRules.Count(pair, "max-length", old.MaxLength, now.MaxLength);
            NumberRules.Count(pair, "min-length", Some(old.MinLength), Some(now.MinLength));
            Patterns(pair, old, now);
            Formats(pair, [.. old.Formats.Where(format => !Moved(format, now))], [.. now.Formats.Where(format => !Moved(format, old))], pair.Graph.After.Dialect);
            Content(pair, old, now);
        }
        else if (pair.BothFree(Kinds.Number))
        {
            Formats(pair, pair.Old.Numbers.Formats, pair.New.Numbers.Formats, pair.Graph.After.Dialect);
        }
    }

    public static long? Some(long least) => least == 0 ? null : least;

    private static void Patterns(PairContext pair, StringRules old, StringRules now)
    {
        List<string> gone = [.. old.Patterns.Except(now.Patterns)], fresh = [.. now.Patterns.Except(old.Patterns)];
        if (gone is [string before] && fresh is [string after])
        {
            bool wider = ScalarInclusion.IsPatternWithin(new StringRules { Patterns = [before] }, after);
            bool narrower = ScalarInclusion.IsPatternWithin(new StringRules { Patterns = [after] }, before);
            if (wider && narrower)
                return;
            string aspect = wider ? "pattern-generalized" : narrower ? "pattern-specialized" : "pattern-changed";
            pair.Report(aspect, name => $"has pattern `{after}` instead of `{before}` in {name}.", before, after, "pattern");
            return;
        }

        foreach (string pattern in gone)
            pair.Report("pattern-removed", name => $"no longer keeps pattern `{pattern}` in {name}.", pattern, null, "pattern");
        foreach (string pattern in fresh)
            pair.Report("pattern-added", name => $"asks for pattern `{pattern}` in {name} now.".Replace("asks for", pair.IsRequest ? "asks for" : "keeps", StringComparison.Ordinal), null, pattern, "pattern");
    }

    private static void Formats(PairContext pair, IReadOnlyList<string> old, IReadOnlyList<string> now, SchemaDialect dialect)
    {
        List<string> gone = [.. old.Except(now)], fresh = [.. now.Except(old)];
        if (gone is [string before] && fresh is [string after])
        {
            string aspect = IsWider(after, before, dialect) ? "format-generalized" : IsWider(before, after, dialect) ? "format-specialized" : "format-changed";
            pair.Report(aspect, name => $"has format `{after}` instead of `{before}` in {name}.", before, after, "format");
            return;
        }

        foreach (string format in gone)
            pair.Report("format-removed", name => $"no longer keeps format `{format}` in {name}.", format, null, "format");
        foreach (string format in fresh)
            pair.Report("format-added", name => $"{(pair.IsRequest ? "asks for" : "keeps")} format `{format}` in {name} now.", null, format, "format");
    }

    /// <summary>The other side says it by the keywords for content.</summary>
    private static bool Moved(string format, StringRules other) => BinaryTexts.Says(other, format) && !other.Formats.Contains(format);

    private static bool IsWider(string wide, string narrow, SchemaDialect dialect) =>
        SchemaFormats.Includes(dialect, wide, narrow) == true || SchemaFormats.IncludesNumbers(dialect, wide, narrow) == true || (narrow, wide) is ("int32", "int64") or ("float", "double");

    private static void Content(PairContext pair, StringRules old, StringRules now)
    {
        if (old.ContentMediaType != now.ContentMediaType && BinaryTexts.MediaTypeOf(old) != BinaryTexts.MediaTypeOf(now))
            pair.Report("content-media-type-changed", name => $"has content of `{now.ContentMediaType ?? "no media type"}` instead of `{old.ContentMediaType ?? "no media type"}` in {name}.", old.ContentMediaType, now.ContentMediaType, isByMeaning: true);
        if (old.ContentEncoding != now.ContentEncoding && BinaryTexts.EncodingOf(old) != BinaryTexts.EncodingOf(now))
            pair.Report("content-encoding-changed", name => $"has content encoded as `{now.ContentEncoding ?? "nothing"}` instead of `{old.ContentEncoding ?? "nothing"}` in {name}.", old.ContentEncoding, now.ContentEncoding, isByMeaning: true);
        if (old.ContentSchema is null && now.ContentSchema is { } added)
            pair.Report("content-schema-added", name => $"has a schema for the content of {name}.", at: added.Place, isByMeaning: true);
        else if (old.ContentSchema is { } removed && now.ContentSchema is null)
            pair.Report("content-schema-removed", name => $"has no schema for the content of {name} any more.", was: removed.Place, isByMeaning: true);
        else if (old.ContentSchema is { } before && now.ContentSchema is { } after)
            pair.Below(new Comparison.Pairs.PairStep(Comparison.Pairs.StepKind.Branch), before, after);
    }
}
