using ApiGovernance.JsonSchema;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.OpenApi.Model;

namespace ApiGovernance.EndToEnd.Tests.RealDocuments;

/// <summary>A published document as our own reader and validator see it.</summary>
internal sealed class RealDocument
{
    public RealDocument(string path)
    {
        Path = path;
        FileName = System.IO.Path.GetFileName(path);
        Name = NameOf(FileName);
        ContractReadResult read = ContractReader.FromFile(path);
        Contract = read.Contract ?? throw new InvalidOperationException($"{path} cannot be read: {read.Findings[0].Message}");
        Findings = read.Findings;
        Schemas = [.. Contract.Operations.Concat(Contract.Webhooks).SelectMany(SchemasOf).OfType<SchemaReference>().Select(UriOf).Distinct()];
        Scopes =
        [
            .. Contract.Operations.SelectMany(operation => operation.Security).SelectMany(requirement => requirement.Schemes)
                .SelectMany(scheme => scheme.Scopes).Distinct().Order(StringComparer.Ordinal),
        ];
    }

    public string Path { get; }

    public string FileName { get; }

    /// <summary>The file's name as the name of an API: without its format and extension, dots as hyphens.</summary>
    public string Name { get; }

    public ApiContract Contract { get; }

    public IReadOnlyList<Finding> Findings { get; }

    /// <summary>The addresses of all schemas of parameters, bodies and answers.</summary>
    public IReadOnlyList<string> Schemas { get; }

    public string[] Scopes { get; }

    /// <summary>How many of <see cref="Schemas"/> compile.</summary>
    public int CompiledSchemas()
    {
        SchemaRegistry registry = new();
        SchemaDialect dialect = Contract.Format switch
        {
            ContractFormat.Swagger20 => SchemaDialect.Swagger20,
            ContractFormat.OpenApi30 => SchemaDialect.OpenApi30,
            _ => SchemaDialect.OpenApi31,
        };
        foreach (SourceDocument document in Contract.Bundle.Documents.Values)
            registry.Add(document.Uri, document.ToJson(), dialect);
        return Schemas.Count(schema => CompiledSchema.Compile(registry, schema).Schema is not null);
    }

    public static string NameOf(string fileName)
    {
        string stem = System.IO.Path.GetFileNameWithoutExtension(fileName);
        return stem[..stem.LastIndexOf('.')].Replace('.', '-').ToLowerInvariant();
    }

    private static IEnumerable<SchemaReference?> SchemasOf(ApiOperation operation) =>
    [
        .. operation.Parameters.Select(parameter => parameter.Schema),
        .. operation.RequestBody?.Content.Select(media => media.Schema) ?? [],
        .. operation.Responses.SelectMany(response => response.Content).Select(media => media.Schema),
        .. operation.Responses.SelectMany(response => response.Headers).Select(header => header.Schema),
    ];

    private static string UriOf(SchemaReference schema) =>
        schema.DocumentUri + "#" + string.Join('/', schema.Pointer.Split('/').Select(Uri.EscapeDataString));
}
