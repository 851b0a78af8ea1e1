using System.Text.Json;
using System.Text.Json.Nodes;
using ApiGovernance.JsonSchema;
using ApiGovernance.OpenApi.Model;

namespace ApiGovernance.Catalog.Tests.Http.Contract;

/// <summary>
/// The catalog API as its contract describes it. Schemas are closed here: what an answer has and the contract does not name is a mistake,
/// too.
/// </summary>
internal sealed class DescribedApi
{
    private const string Uri = "contract:///openapi.json";

    private readonly SchemaRegistry _registry = new();
    private readonly Dictionary<string, CompiledSchema> _schemas = new(StringComparer.Ordinal);

    public DescribedApi(byte[] document)
    {
        ContractReadResult read = ContractReader.FromBytes("openapi.json", document);
        read.Findings.ShouldBeEmpty();
        Contract = read.Contract.ShouldNotBeNull();
        JsonNode closed = JsonNode.Parse(document)!;
        Close(closed["components"]!["schemas"]!);
        Close(closed["paths"]!);
        _registry.Add(Uri, System.Text.Encoding.UTF8.GetBytes(closed.ToJsonString()), SchemaDialect.OpenApi31);
    }

    public ApiContract Contract { get; }

    public ApiOperation? Find(string method, string path) => Contract.Operations.FirstOrDefault(operation =>
        operation.Method == method && Matches(operation.Path, path[CatalogApi.Root.Length..]));

    /// <summary>What is wrong with a value, in words; empty for nothing.</summary>
    public IEnumerable<string> Errors(SchemaReference schema, ReadOnlySpan<byte> json)
    {
        ValidationResult result = Compile(schema.Pointer).Validate(json);
        return result.IsValid ? [] : [.. new[] { result.Input?.Message }.OfType<string>(), .. result.Errors.Select(error => $"{error.InstancePointer}: {error.Message}")];
    }

    private CompiledSchema Compile(string pointer)
    {
        lock (_schemas)
        {
            if (!_schemas.TryGetValue(pointer, out CompiledSchema? schema))
            {
                CompileResult compiled = CompiledSchema.Compile(_registry, $"{Uri}#{System.Uri.EscapeDataString(pointer)}");
                compiled.Problems.Where(problem => !problem.IsWarning).ShouldBeEmpty();
                _schemas.Add(pointer, schema = compiled.Schema.ShouldNotBeNull(pointer));
            }

            return schema;
        }
    }

    private static bool Matches(string template, string path)
    {
        string[] wanted = template.Split('/');
        string[] given = path.Split('/');
        return wanted.Length == given.Length && wanted.Zip(given).All(pair => pair.First.StartsWith('{') ? pair.Second.Length > 0 : pair.First == pair.Second);
    }

    private static void Close(JsonNode node)
    {
        if (node is JsonArray list)
        {
            foreach (JsonNode? item in list)
                Descend(item);
        }
        else if (node is JsonObject value)
        {
            if (value["type"] is JsonValue type && type.GetValueKind() == JsonValueKind.String && type.GetValue<string>() == "object"
                && value["properties"] is JsonObject && value["additionalProperties"] is null)
                value["additionalProperties"] = false;
            foreach ((string name, JsonNode? member) in value.ToArray())
            {
                if (name is not ("example" or "examples"))
                    Descend(member);
            }
        }
    }

    private static void Descend(JsonNode? node)
    {
        if (node is JsonObject or JsonArray)
            Close(node);
    }
}
