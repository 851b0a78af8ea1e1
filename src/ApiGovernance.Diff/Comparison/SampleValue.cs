using System.Globalization;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Model;

namespace ApiGovernance.Diff.Comparison;

/// <summary>A small plausible text for a parameter or header: what stands in a request line that is shown.</summary>
internal static class SampleValue
{
    private const int MaxDepth = 8;
    private const int MaxLength = 60;

    private static readonly string[] Parts = ["allOf", "oneOf", "anyOf"];

    public static string Of(ApiParameter parameter, DocumentBundle bundle) => Of(parameter.Examples, parameter.Schema, bundle);

    public static string Of(ApiHeader header, DocumentBundle bundle) => Of(header.Examples, header.Schema, bundle);

    private static string Of(IReadOnlyList<ApiExample> examples, SchemaReference? schema, DocumentBundle bundle) =>
        examples.Select(example => Scalar(example.Value)).FirstOrDefault(text => text is not null)
        ?? (schema is null ? "abc" : Of(new ResolvedNode(schema.DocumentUri, schema.Pointer, schema.Node), bundle, 0) ?? "abc");

    private static string? Of(ResolvedNode written, DocumentBundle bundle, int depth)
    {
        if (depth > MaxDepth || bundle.Follow(written) is not { } place)
            return null;
        DocumentNode node = place.Node;
        return Scalar(node["example"]) ?? Scalar(node["default"]) ?? Scalar(node["const"])
            ?? (node["enum"]?.Items ?? []).Select(Scalar).FirstOrDefault(text => text is not null)
            ?? (place.Member("items") is { } items ? Of(items, bundle, depth + 1) : null)
            ?? Parts.SelectMany(name => place.Member(name)?.Items() ?? []).Select(part => Of(part, bundle, depth + 1)).FirstOrDefault(text => text is not null)
            ?? Made(node);
    }

    private static string? Made(DocumentNode node)
    {
        string? type = node["type"]?.AsString ?? node["type"]?.Items.Select(item => item.AsString).FirstOrDefault(name => name != "null");
        return (type, node["format"]?.AsString) switch
        {
            ("integer" or "number", _) => Number(node),
            ("boolean", _) => "true",
            (_, "date") => "2026-11-23",
            (_, "date-time") => "2026-11-23T12:00:00Z",
            (_, "uuid") => "00000000-0000-4000-8000-000000000000",
            (_, "email") => "a@example.com",
            ("string", _) => new string('a', Math.Clamp(Length(node), 1, MaxLength)),
            _ => null,
        };
    }

    private static string Number(DocumentNode node) =>
        decimal.TryParse(node["minimum"]?.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal least) && least > 123 ? (Math.Ceiling(least) + 1).ToString(CultureInfo.InvariantCulture)
        : decimal.TryParse(node["maximum"]?.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal most) && most < 124 ? (Math.Floor(most) - 1).ToString(CultureInfo.InvariantCulture)
        : "123";

    private static int Length(DocumentNode node) => int.TryParse(node["minLength"]?.Text, NumberStyles.None, CultureInfo.InvariantCulture, out int length) ? length : 3;

    private static string? Scalar(DocumentNode? value) =>
        value is { Kind: NodeKind.String or NodeKind.Number or NodeKind.Boolean, Text: { Length: > 0 and <= MaxLength } text } ? text : null;
}
