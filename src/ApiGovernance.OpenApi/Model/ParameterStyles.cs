using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.OpenApi.Model;

/// <summary>How values are spelled where the document says nothing, and what it may say where.</summary>
internal static class ParameterStyles
{
    // OpenAPI 3.1, 4.8.12.2: form for query and cookie, simple for path and header; only form (3.2: and cookie) explodes by itself.
    public static (ParameterStyle Style, bool Explode) Read(ContractReading reading, DocumentNode node, ParameterLocation location)
    {
        ParameterStyle usual = location is ParameterLocation.Query or ParameterLocation.Cookie ? ParameterStyle.Form : ParameterStyle.Simple;
        ParameterStyle style = Named(reading, node["style"]?.AsString) is { } written && IsAllowed(written, location) ? written : usual;
        return (style, node["explode"]?.AsBoolean ?? style is ParameterStyle.Form or ParameterStyle.Cookie);
    }

    // Swagger 2.0: csv is the default; `multi` repeats the parameter and is for query and form only.
    public static (ParameterStyle Style, bool Explode) ReadCollectionFormat(DocumentNode node, ParameterLocation location)
    {
        bool named = location is ParameterLocation.Query or ParameterLocation.Form;
        ParameterStyle comma = named ? ParameterStyle.Form : ParameterStyle.Simple;
        return node["collectionFormat"]?.AsString switch
        {
            "multi" => (comma, named),
            "ssv" => (ParameterStyle.SpaceDelimited, false),
            "tsv" => (ParameterStyle.TabDelimited, false),
            "pipes" => (ParameterStyle.PipeDelimited, false),
            _ => (comma, false),
        };
    }

    /// <summary>What is wrong with the style that is written, or null.</summary>
    public static string? Problem(ContractReading reading, DocumentNode node, ParameterLocation location)
    {
        if (reading.IsSwagger)
        {
            return node["collectionFormat"]?.AsString switch
            {
                null or "csv" or "ssv" or "tsv" or "pipes" => null,
                "multi" when location is ParameterLocation.Query or ParameterLocation.Form => null,
                string other => $"the collectionFormat '{other}', which its place does not have",
            };
        }

        if (node["style"]?.AsString is not { } text)
            return null;
        return Named(reading, text) is { } known && IsAllowed(known, location) ? null : $"the style '{text}', which its place does not have";
    }

    private static ParameterStyle? Named(ContractReading reading, string? style) => style switch
    {
        "simple" => ParameterStyle.Simple,
        "label" => ParameterStyle.Label,
        "matrix" => ParameterStyle.Matrix,
        "form" => ParameterStyle.Form,
        "cookie" when reading.Format == ContractFormat.OpenApi32 => ParameterStyle.Cookie,
        "spaceDelimited" => ParameterStyle.SpaceDelimited,
        "pipeDelimited" => ParameterStyle.PipeDelimited,
        "deepObject" => ParameterStyle.DeepObject,
        _ => null,
    };

    private static bool IsAllowed(ParameterStyle style, ParameterLocation location) => location switch
    {
        ParameterLocation.Path => style is ParameterStyle.Simple or ParameterStyle.Label or ParameterStyle.Matrix,
        ParameterLocation.Query => style is ParameterStyle.Form or ParameterStyle.SpaceDelimited or ParameterStyle.PipeDelimited or ParameterStyle.DeepObject,
        ParameterLocation.Header => style == ParameterStyle.Simple,
        ParameterLocation.Cookie => style is ParameterStyle.Form or ParameterStyle.Cookie,
        _ => false,
    };
}
