using ApiGovernance.Diff.Comparison;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Model;

namespace ApiGovernance.Diff.Rules.Bodies;

/// <summary>
/// Swagger 2.0 writes a form as parameters, later versions as a body with an object's schema. Both mean the same, so the fields are read as
/// that body: the schema is made up, in the place of the parameters.
/// </summary>
internal static class SwaggerForms
{
    private const string UrlEncoded = "application/x-www-form-urlencoded";
    private const string Multipart = "multipart/form-data";

    private static readonly HashSet<string> OfParameters = new(StringComparer.Ordinal) { "name", "in", "required", "description", "allowEmptyValue", "collectionFormat" };

    /// <summary>The operation's body, a form being one.</summary>
    public static ApiRequestBody? BodyOf(ApiOperation operation)
    {
        ApiParameter[] fields = [.. operation.Parameters.Where(parameter => parameter.In == ParameterLocation.Form)];
        return fields.Length == 0 || operation.RequestBody is not null ? operation.RequestBody : Form(operation, fields);
    }

    /// <summary>Where it is written what the made up schema says: a field stands among the parameters by its number.</summary>
    public static string Pointer(ApiOperation operation, string pointer)
    {
        string properties = $"{SchemaPlace(operation).Pointer}/properties/";
        if (!pointer.StartsWith(properties, StringComparison.Ordinal))
            return pointer;
        string rest = pointer[properties.Length..];
        int end = rest.IndexOf('/', StringComparison.Ordinal);
        string name = (end < 0 ? rest : rest[..end]).Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
        return operation.Parameters.FirstOrDefault(parameter => parameter.In == ParameterLocation.Form && parameter.Name == name) is { } field ? field.Pointer + (end < 0 ? "" : rest[end..]) : pointer;
    }

    private static ResolvedNode SchemaPlace(ApiOperation operation) => operation.Place.Member("parameters") ?? operation.Place;

    private static ApiRequestBody Form(ApiOperation operation, ApiParameter[] fields)
    {
        ResolvedNode place = SchemaPlace(operation);
        SchemaReference schema = new(place.DocumentUri, place.Pointer, Schema(place.Node, fields));
        ApiEncoding[] encodings = [.. fields.Where(field => field.Node["type"]?.AsString == "array").Select(Encoding)];
        return new ApiRequestBody
        {
            // A field that must be there needs a body that is there.
            Required = fields.Any(field => field.Required),
            Content =
            [
                .. MediaTypes(operation, fields).Select(name => new ApiMediaType
                {
                    Name = name,
                    Schema = schema,
                    Encoding = encodings,
                    Node = place.Node,
                    Pointer = place.Pointer,
                    DocumentUri = place.DocumentUri,
                }),
            ],
            Node = place.Node,
            Pointer = place.Pointer,
            DocumentUri = place.DocumentUri,
        };
    }

    private static string[] MediaTypes(ApiOperation operation, ApiParameter[] fields)
    {
        string[] forms = [.. operation.Consumes.Where(type => type is UrlEncoded or Multipart)];
        return forms.Length > 0 ? forms : fields.Any(field => field.IsFile) ? [Multipart] : [UrlEncoded];
    }

    private static DocumentNode Schema(DocumentNode place, ApiParameter[] fields)
    {
        DocumentMember Member(string name, DocumentNode value) => new(name, place.Span, value);
        List<DocumentMember> members =
        [
            Member("type", DocumentNode.String(place.Span, "object")),
            Member("properties", DocumentNode.Object(place.Span, [.. fields.Select(field => new DocumentMember(field.Name, field.Node.Span, Property(field)))])),
        ];
        if (fields.Any(field => field.Required))
            members.Add(Member("required", DocumentNode.Array(place.Span, [.. fields.Where(field => field.Required).Select(field => DocumentNode.String(field.Node.Span, field.Name))])));
        return DocumentNode.Object(place.Span, members);
    }

    private static DocumentNode Property(ApiParameter field)
    {
        IEnumerable<DocumentMember> members = field.Node.Members.Where(member => !OfParameters.Contains(member.Name));
        if (field.IsFile)
        {
            members = members.Where(member => member.Name is not ("type" or "format"))
                .Append(new DocumentMember("type", field.Node.Span, DocumentNode.String(field.Node.Span, "string")))
                .Append(new DocumentMember("format", field.Node.Span, DocumentNode.String(field.Node.Span, "binary")));
        }

        return DocumentNode.Object(field.Node.Span, [.. members]);
    }

    private static ApiEncoding Encoding(ApiParameter field) => new()
    {
        Name = field.Name,
        ContentTypes = [],
        Headers = [],
        Style = field.Style,
        Explode = field.Explode,
        IsStyled = true,
        Node = field.Node,
        Pointer = field.Pointer,
        DocumentUri = field.DocumentUri,
    };
}
