using System.Text;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Model;

namespace ApiGovernance.Catalog.Http.Documentation;

/// <summary>A schema in words: types, bounds and members, with links to the schemas that have names.</summary>
internal static class SchemaHtml
{
    private const string Named = "/components/schemas/";

    private static readonly (string Keyword, string Words, string Unit)[] Bounds =
    [
        ("minimum", "at least", ""), ("maximum", "at most", ""), ("minLength", "at least", " characters"), ("maxLength", "at most", " characters"),
        ("minItems", "at least", " items"), ("maxItems", "at most", " items"), ("pattern", "like", ""), ("default", "by default", ""),
    ];

    /// <summary>A link when the schema has a name, else the schema itself.</summary>
    public static void Of(Html html, SchemaReference schema)
    {
        if (schema.Pointer.StartsWith(Named, StringComparison.Ordinal) && !schema.Pointer[Named.Length..].Contains('/', StringComparison.Ordinal))
            Link(html.Raw("<p>"), schema.Pointer[Named.Length..]).Raw("</p>");
        else
            Write(html, schema.Node);
    }

    /// <summary>The schema with its members below.</summary>
    public static void Write(Html html, DocumentNode schema)
    {
        html.Raw("<div class=\"schema\">").Paragraph(schema["description"]?.AsString).Raw("<p>");
        Inline(html, schema);
        html.Raw("</p>");
        Members(html, schema);
        html.Raw("</div>");
    }

    /// <summary>The schema's type and bounds on one line.</summary>
    public static void Inline(Html html, DocumentNode schema)
    {
        if (schema["$ref"]?.AsString is { } reference)
        {
            Link(html, reference[(reference.LastIndexOf('/') + 1)..]);
            return;
        }

        if (schema["enum"] is { IsArray: true } values)
            html.Raw("one of ").Raw(string.Join(", ", values.Items.Select(value => new Html().Code(Text(value)).ToString())));
        else if (schema["const"] is { } constant)
            html.Raw("just ").Code(Text(constant));
        else if (schema["items"] is { } items)
            Inline(html.Raw("list of "), items);
        else
            html.Text(TypeOf(schema));
        if (schema["format"]?.AsString is { } format)
            html.Raw(" (").Text(format).Raw(")");
        foreach ((string keyword, string words, string unit) in Bounds)
        {
            if (schema[keyword] is { } bound)
                html.Raw(", ").Text(words).Raw(" ").Code(Text(bound)).Text(unit);
        }
    }

    private static void Members(Html html, DocumentNode schema)
    {
        if (schema["items"] is { IsObject: true } items)
            Members(html, items);
        if (schema["properties"] is not { IsObject: true } properties)
            return;
        HashSet<string> required = [.. (schema["required"]?.Items ?? []).Select(name => name.AsString ?? "")];
        html.Raw("<ul class=\"fields\">");
        foreach (DocumentMember member in properties.Members)
        {
            html.Raw("<li>").Code(member.Name).Raw(required.Contains(member.Name) ? " <small>required</small> " : " ");
            Inline(html, member.Value);
            if (member.Value["description"]?.AsString is { } description)
                html.Raw("<br>").Prose(description);
            Members(html, member.Value);
            html.Raw("</li>");
        }

        html.Raw("</ul>");
    }

    private static string TypeOf(DocumentNode schema) => schema["type"] switch
    {
        { IsArray: true } several => string.Join(" or ", several.Items.Select(type => type.AsString)),
        { AsString: { } type } => type,
        _ => schema["properties"] is null ? "any value" : "object",
    };

    private static Html Link(Html html, string name) =>
        html.Raw($"<a href=\"#{DocumentationPage.Anchor("schema", name)}\">").Text(name).Raw("</a>");

    private static string Text(DocumentNode value) => value.AsString ?? Encoding.UTF8.GetString(value.ToJson());
}
