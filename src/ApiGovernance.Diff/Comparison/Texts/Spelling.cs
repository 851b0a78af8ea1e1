using ApiGovernance.Diff.Comparison.Schemas;
using ApiGovernance.OpenApi.Model;

namespace ApiGovernance.Diff.Comparison.Texts;

/// <summary>How a value is written into the message. What is text on the wire has no JSON type: `1` is a number and a string.</summary>
internal enum Spelling
{
    Json,

    /// <summary>Text, a list or object as several in one.</summary>
    Text,

    /// <summary>Text, a list as one field for each item, so that a list of one looks like its item.</summary>
    Exploded,

    /// <summary>A segment of a path: text that is never empty.</summary>
    Segment,

    /// <summary>One text and nothing else: a body of `text/plain`.</summary>
    Plain,

    /// <summary>A form: an object whose members are texts, unless they hold objects, which are JSON.</summary>
    Form,
}

internal static class Spellings
{
    /// <summary>Where both sides spell a parameter otherwise, that is a finding of its own; the values are judged by what they have in common.</summary>
    public static Spelling Of(ApiParameter before, ApiParameter after)
    {
        if (IsJson(before.ContentType) || IsJson(after.ContentType))
            return Spelling.Json;
        if (before.In == ParameterLocation.Path)
            return Spelling.Segment;
        return before.ContentType is null && after.ContentType is null && IsExploded(before) && IsExploded(after) ? Spelling.Exploded : Spelling.Text;
    }

    public static Spelling Of(ApiHeader before, ApiHeader after) => IsJson(before.ContentType) || IsJson(after.ContentType) ? Spelling.Json : Spelling.Text;

    /// <summary>A body: a form when it is one on both sides and none of its fields is a document.</summary>
    public static Spelling Of(ApiMediaType before, ApiMediaType after) =>
        IsPlain(before) && IsPlain(after) ? Spelling.Plain :
        MediaTypes.IsForm(before.Name) && MediaTypes.IsForm(after.Name) && !before.Encoding.Concat(after.Encoding).Any(encoding => encoding.ContentTypes.Any(IsJson)) ? Spelling.Form : Spelling.Json;

    /// <summary>How the member or item of such a value is written, given what either side may have there.</summary>
    public static Spelling Below(Spelling spelling, SchemaTerm one, SchemaTerm other) => spelling switch
    {
        Spelling.Json => Spelling.Json,
        Spelling.Form when HoldsObjects(one) || HoldsObjects(other) => Spelling.Json,
        Spelling.Form => Spelling.Exploded,
        _ => Spelling.Text,
    };

    public static bool HoldsObjects(SchemaTerm term) =>
        term.Shape.Has(Kinds.Object) || (term.Shape.Has(Kinds.Array) && (term.Shape.Arrays.Items is not { } items || (items.Shape.Kinds & (Kinds.Object | Kinds.Array)) != 0));

    private static bool IsPlain(ApiMediaType type) => MediaTypes.Key(type.Name).StartsWith("text/", StringComparison.Ordinal) && !MediaTypes.IsXml(type.Name);

    private static bool IsExploded(ApiParameter parameter) => parameter.Explode && parameter.Style is ParameterStyle.Form or ParameterStyle.Cookie;

    private static bool IsJson(string? contentType) => contentType is not null && !contentType.StartsWith("text/", StringComparison.Ordinal);
}
