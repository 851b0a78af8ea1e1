using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Model;

namespace ApiGovernance.Diff.Comparison;

/// <summary>Which kinds of value a schema may allow. How a value is spelled on the wire depends on nothing else of it.</summary>
[Flags]
internal enum ValueKinds
{
    None = 0,
    Text = 1,
    Number = 2,
    Boolean = 4,
    Array = 8,
    Object = 16,

    /// <summary>Numbers and booleans look the same as JSON and as plain text.</summary>
    Literal = Number | Boolean,
    Scalar = Text | Literal,
    Any = Scalar | Array | Object,
}

/// <summary>A look at a schema from afar: enough for spelling, never a judgement of what it allows.</summary>
internal static class SchemaKinds
{
    private const int MaxDepth = 8;

    public static ValueKinds Of(SchemaReference? schema, DocumentBundle bundle) =>
        schema is null ? ValueKinds.Any : Of(new ResolvedNode(schema.DocumentUri, schema.Pointer, schema.Node), bundle, 0);

    /// <summary>The schema of a member of an object, through references and `allOf`; null when nothing is said of it.</summary>
    public static ResolvedNode? Property(ResolvedNode written, string name, DocumentBundle bundle, int depth = 0)
    {
        if (depth > MaxDepth || bundle.Follow(written) is not { } place)
            return null;
        return place.Member("properties")?.Member(name)
            ?? place.Member("allOf")?.Items().Select(part => Property(part, name, bundle, depth + 1)).FirstOrDefault(found => found is not null);
    }

    /// <summary>The members of an object that a schema describes, through references and `allOf`.</summary>
    public static IEnumerable<string> Properties(ResolvedNode written, DocumentBundle bundle, int depth = 0) => depth > MaxDepth || bundle.Follow(written) is not { } place
        ? []
        : (place.Node["properties"]?.Members ?? []).Select(member => member.Name)
            .Concat((place.Member("allOf")?.Items() ?? []).SelectMany(part => Properties(part, bundle, depth + 1)));

    /// <summary>Any bytes: 2.0 writes `type: file`, 3.0 a string of format binary, 3.1 nothing or the media type of bytes.</summary>
    public static bool IsBinary(SchemaReference schema, DocumentBundle bundle)
    {
        if (bundle.Follow(new ResolvedNode(schema.DocumentUri, schema.Pointer, schema.Node))?.Node is not { IsObject: true } node)
            return false;
        string? type = node["type"]?.AsString;
        bool octets = node["contentMediaType"]?.AsString == "application/octet-stream" && (node["type"] is null || type == "string");
        bool bytes = octets || type == "file" || (type == "string" && node["format"]?.AsString == "binary");
        return bytes && node.Members.All(member => member.Name is "type" or "format" or "title" or "description" or "example" || (octets && member.Name == "contentMediaType") || member.Name.StartsWith("x-", StringComparison.Ordinal));
    }

    /// <summary>Only listed texts, of characters that no URL has to encode.</summary>
    public static bool IsPlain(SchemaReference? schema, DocumentBundle bundle) =>
        schema is not null && bundle.Follow(new ResolvedNode(schema.DocumentUri, schema.Pointer, schema.Node))?.Node["enum"] is { Items.Count: > 0 } values
        && values.Items.All(value => value.Text is { } text && Uri.EscapeDataString(text) == text);

    private static ValueKinds Of(ResolvedNode written, DocumentBundle bundle, int depth)
    {
        if (depth > MaxDepth)
            return ValueKinds.Any;
        ValueKinds kinds = ValueKinds.Any;
        if (written.Node["$ref"] is not null && bundle.Follow(written) is { } target)
            kinds &= Of(target, bundle, depth + 1);
        if (written.Node["type"] is { } type)
            kinds &= type.IsArray ? type.Items.Select(item => Named(item.AsString)).Aggregate(ValueKinds.None, (all, one) => all | one) : Named(type.AsString);
        if (written.Node["enum"] is { Items.Count: > 0 } values)
            kinds &= values.Items.Select(Of).Aggregate(ValueKinds.None, (all, one) => all | one);
        if (written.Node["const"] is { } constant)
            kinds &= Of(constant);
        // A list of at most one number looks like that number.
        if (written.Node["maxItems"]?.Text is "0" or "1" && written.Member("items") is { } items && (Of(items, bundle, depth + 1) & ~ValueKinds.Literal) == ValueKinds.None)
            kinds = kinds.HasFlag(ValueKinds.Array) ? (kinds & ~ValueKinds.Array) | ValueKinds.Literal : kinds;
        foreach (ResolvedNode part in written.Member("allOf")?.Items() ?? [])
            kinds &= Of(part, bundle, depth + 1);
        foreach (string alternatives in new[] { "oneOf", "anyOf" })
        {
            if (written.Member(alternatives) is { Node.Items.Count: > 0 } list)
                kinds &= list.Items().Select(part => Of(part, bundle, depth + 1)).Aggregate(ValueKinds.None, (all, one) => all | one);
        }

        return kinds;
    }

    private static ValueKinds Named(string? type) => type switch
    {
        "string" or "file" => ValueKinds.Text,
        "integer" or "number" => ValueKinds.Number,
        "boolean" => ValueKinds.Boolean,
        "array" => ValueKinds.Array,
        "object" => ValueKinds.Object,
        "null" => ValueKinds.None,
        _ => ValueKinds.Any,
    };

    private static ValueKinds Of(DocumentNode value) => value.Kind switch
    {
        NodeKind.String => ValueKinds.Text,
        NodeKind.Number => ValueKinds.Number,
        NodeKind.Boolean => ValueKinds.Boolean,
        NodeKind.Array => ValueKinds.Array,
        NodeKind.Object => ValueKinds.Object,
        _ => ValueKinds.None,
    };
}
