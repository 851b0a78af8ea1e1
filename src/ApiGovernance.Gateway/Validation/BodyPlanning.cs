using ApiGovernance.JsonSchema;
using ApiGovernance.JsonSchema.Parameters;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Model;

namespace ApiGovernance.Gateway.Validation;

/// <summary>From the bodies of a contract to plans.</summary>
/// <param name="contract">Resolves references.</param>
/// <param name="compile">Compiles a schema; null for one that cannot be compiled, which is reported elsewhere.</param>
/// <param name="canonical">The same with what canonical marks demand; null where nothing is asked of them.</param>
internal sealed class BodyPlanning(ApiContract contract, Func<SchemaReference?, CompiledSchema?> compile, Func<SchemaReference?, CompiledSchema?>? canonical)
{
    /// <summary>Without a type, these say that a schema is not about octets.</summary>
    private static readonly string[] Parts = ["properties", "required", "additionalProperties", "items", "prefixItems", "allOf", "anyOf", "oneOf"];

    public BodyPlan Plan(ApiRequestBody body) => new(body.Required, body.Content.Select(Plan));

    /// <summary>Of an answer.</summary>
    public BodyPlan Plan(IReadOnlyList<ApiMediaType> content) => new(required: false, content.Select(Plan));

    private MediaTypePlan Plan(ApiMediaType media)
    {
        MediaTypePlan plan = new(media.Name);
        bool readable = IsReadable(plan.Range);
        CompiledSchema? schema = readable ? compile(media.Schema) : null;
        DocumentNode? node = Followed(media.Schema);
        bool form = plan.Range.MayBe("application", "x-www-form-urlencoded") || plan.Range.MayBe("multipart", "form-data");
        return plan with
        {
            Schema = schema,
            Canonical = readable && schema is not null ? canonical?.Invoke(media.Schema) : null,
            ItemSchema = readable ? compile(media.ItemSchema) : null,
            Form = form && schema is not null ? FormSchema.Create(schema, media.Encoding.Select(Encoding)) : null,
            IsDescribed = media.Schema?.Node is { IsObject: true, Members.Count: > 0 } || media.ItemSchema is not null,
            HasStructure = media.ItemSchema is not null || HasStructure(node),
            Octets = Octets(node),
        };
    }

    private FieldEncoding Encoding(ApiEncoding encoding) => new()
    {
        Name = encoding.Name,
        // Where one of style, explode and allowReserved is written, the content type does not count (OpenAPI 3.1, 4.8.15.1).
        ContentTypes = encoding.IsStyled ? [] : encoding.ContentTypes,
        Style = encoding.IsStyled ? ParameterPlanning.Style(encoding.Style) : null,
        Explode = !encoding.IsStyled || encoding.Explode,
        AllowReserved = encoding.AllowReserved,
        Headers = encoding.Headers.Count == 0 ? null : ParameterSet.Create(encoding.Headers.Where(header => !header.IsIgnored).Select(Header)),
    };

    private ParameterDescription Header(ApiHeader header) => new()
    {
        Name = header.Name,
        In = ParameterIn.Header,
        Required = header.Required,
        Explode = header.Explode,
        Schema = compile(header.Schema),
        ContentType = header.ContentType,
    };

    /// <summary>Schemas of other types are never run, so they need not compile.</summary>
    private static bool IsReadable(MediaTypeRange range) =>
        range.Specificity < 3
        || range.Subtype.Equals("json", StringComparison.OrdinalIgnoreCase)
        || range.Subtype.EndsWith("+json", StringComparison.OrdinalIgnoreCase)
        || range.MayBe("application", "x-www-form-urlencoded")
        || range.MayBe("multipart", "form-data")
        || MediaTypes.IsSequence(range.Type, range.Subtype)
        || (range.Type.Equals("text", StringComparison.OrdinalIgnoreCase) && !range.Subtype.Equals("xml", StringComparison.OrdinalIgnoreCase));

    private DocumentNode? Followed(SchemaReference? schema) =>
        schema is null ? null : contract.Bundle.Follow(new ResolvedNode(schema.DocumentUri, schema.Pointer, schema.Node))?.Node ?? schema.Node;

    private static (long Least, long Most) Octets(DocumentNode? schema) =>
        schema is null ? (0, long.MaxValue) : (Count(schema["minLength"]) ?? 0, Count(schema["maxLength"]) ?? long.MaxValue);

    private static bool HasStructure(DocumentNode? schema) => schema?["type"] is { } type
        ? type.Text is not ("string" or "file") && !type.Items.Any(item => item.Text == "string")
        : Parts.Any(keyword => schema?[keyword] is not null);

    private static long? Count(DocumentNode? node) =>
        long.TryParse(node?.Text, System.Globalization.CultureInfo.InvariantCulture, out long count) ? count : null;
}
