using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.OpenApi.Model;

/// <summary>Reads a parameter that its operation has named: where it stands, how its value is spelled, which schema it has.</summary>
internal static class ParameterReader
{
    public static ApiParameter? Read(ContractReading reading, ResolvedNode node, string operation)
    {
        if (node.Node["name"]?.AsString is not { Length: > 0 } name)
        {
            reading.Error("contract-parameter", $"A parameter of {operation} has no name, so it is left out.", "Give it a 'name'.", node, operation);
            return null;
        }

        if (Location(reading, node.Node["in"]?.AsString) is not { } location)
        {
            reading.Error(
                "contract-parameter",
                $"The parameter '{name}' of {operation} has no 'in' that can be read, so it is left out.",
                "Write where it stands: path, query, header or cookie.",
                node,
                operation);
            return null;
        }

        (ParameterStyle style, bool explode) = reading.IsSwagger ? CollectionFormat(node.Node) : Style(node.Node, location);
        ResolvedNode? content = reading.IsSwagger ? null : node.Member("content")?.Members().Select(m => m.Value).FirstOrDefault();
        return new ApiParameter
        {
            Name = name,
            In = location,
            // A path without the segment is another path, whatever the document says.
            Required = location == ParameterLocation.Path || (node.Node["required"]?.AsBoolean ?? false),
            Deprecated = node.Node["deprecated"]?.AsBoolean ?? false,
            Style = style,
            Explode = explode,
            AllowReserved = node.Node["allowReserved"]?.AsBoolean ?? false,
            AllowEmptyValue = node.Node["allowEmptyValue"]?.AsBoolean ?? false,
            // Swagger 2.0 writes the schema's keywords into the parameter itself.
            Schema = ContractReading.Schema(reading.IsSwagger ? node : content?.Member("schema") ?? node.Member("schema")),
            ContentType = content is null ? null : node.Node["content"]!.Members[0].Name.ToLowerInvariant(),
            Node = node.Node,
            Pointer = node.Pointer,
        };
    }

    private static ParameterLocation? Location(ContractReading reading, string? text) => text switch
    {
        "path" => ParameterLocation.Path,
        "query" => ParameterLocation.Query,
        // 3.2: the whole query string is one value; its media type says how to read it.
        "querystring" when reading.Format == ContractFormat.OpenApi32 => ParameterLocation.Query,
        "header" => ParameterLocation.Header,
        "cookie" when !reading.IsSwagger => ParameterLocation.Cookie,
        "formData" when reading.IsSwagger => ParameterLocation.Form,
        _ => null,
    };

    // OpenAPI 3.1, 4.8.12.2: form for query and cookie, simple for path and header; only form explodes by itself.
    internal static (ParameterStyle Style, bool Explode) Style(DocumentNode node, ParameterLocation location)
    {
        ParameterStyle usual = location is ParameterLocation.Query or ParameterLocation.Cookie ? ParameterStyle.Form : ParameterStyle.Simple;
        ParameterStyle style = node["style"]?.AsString switch
        {
            "simple" => ParameterStyle.Simple,
            "label" => ParameterStyle.Label,
            "matrix" => ParameterStyle.Matrix,
            "form" or "cookie" => ParameterStyle.Form,
            "spaceDelimited" => ParameterStyle.SpaceDelimited,
            "pipeDelimited" => ParameterStyle.PipeDelimited,
            "deepObject" => ParameterStyle.DeepObject,
            _ => usual,
        };
        return (style, node["explode"]?.AsBoolean ?? style == ParameterStyle.Form);
    }

    // Swagger 2.0: csv is the default; `multi` repeats the parameter and is for query and form only.
    private static (ParameterStyle Style, bool Explode) CollectionFormat(DocumentNode node)
    {
        bool named = node["in"]?.AsString is "query" or "formData";
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
}
