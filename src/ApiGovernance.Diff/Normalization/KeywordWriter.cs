using System.Text.Json;
using ApiGovernance.Diff.Comparison.Schemas;

namespace ApiGovernance.Diff.Normalization;

/// <summary>Keywords of numbers and strings. Of those that a schema has once and that hold several times the others go into an `allOf`.</summary>
internal static class KeywordWriter
{
    public static void Scalars(Utf8JsonWriter json, SchemaShape shape)
    {
        if (shape.Numbers.Minimum is { } min)
            Number(json, min.Exclusive ? "exclusiveMinimum" : "minimum", min.Value);
        if (shape.Numbers.Maximum is { } max)
            Number(json, max.Exclusive ? "exclusiveMaximum" : "maximum", max.Value);
        if (shape.Numbers.MultipleOf.Count > 0)
            Number(json, "multipleOf", shape.Numbers.MultipleOf[0]);
        StringRules strings = shape.Strings;
        if (strings.MinLength > 0)
            json.WriteNumber("minLength", strings.MinLength);
        if (strings.MaxLength is { } most)
            json.WriteNumber("maxLength", most);
        if (strings.Patterns.Count > 0)
            json.WriteString("pattern", strings.Patterns[0]);
        if (Formats(shape) is [{ } format, ..])
            json.WriteString("format", format);
        if (strings.ContentMediaType is { } type)
            json.WriteString("contentMediaType", type);
        if (strings.ContentEncoding is { } encoding)
            json.WriteString("contentEncoding", encoding);
    }

    public static IEnumerable<Action> Others(Utf8JsonWriter json, SchemaShape shape) =>
    [
        .. shape.Numbers.MultipleOf.Skip(1).Select(step => (Action)(() => Number(json, "multipleOf", step))),
        .. shape.Strings.Patterns.Skip(1).Select(pattern => (Action)(() => json.WriteString("pattern", pattern))),
        .. Formats(shape).Skip(1).Select(format => (Action)(() => json.WriteString("format", format))),
    ];

    private static string[] Formats(SchemaShape shape) => [.. shape.Numbers.Formats.Concat(shape.Strings.Formats).Distinct(StringComparer.Ordinal)];

    private static void Number(Utf8JsonWriter json, string name, decimal value)
    {
        json.WritePropertyName(name);
        json.WriteRawValue(JsonValueText.OfNumber(value).Text);
    }
}
