using System.Text.Encodings.Web;
using System.Text.Json;
using ApiGovernance.Diff.Comparison.Schemas;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Model;

namespace ApiGovernance.Diff.Normalization;

/// <summary>
/// Writes a contract as it is compared: as OpenAPI 3.1 (3.2 when it is one) whatever version it was, parameters and security in their
/// operations, styles spelled out, schemas merged. Texts for readers and examples are left out.
/// </summary>
public sealed class ContractWriter
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = 1000 };

    private readonly Utf8JsonWriter _json;
    private readonly SchemaWriter _schemas;
    private readonly OperationWriter _operations;
    private readonly SchemaSpace _space;
    private readonly ApiContract _contract;

    private ContractWriter(ApiContract contract, Utf8JsonWriter json)
    {
        (_contract, _json) = (contract, json);
        _space = new SchemaSpace(contract.Bundle, SchemaSpace.DialectOf(contract.Format), 0);
        _schemas = new SchemaWriter(_json);
        _operations = new OperationWriter(_json, _schemas, _space, contract);
    }

    /// <summary>The document as UTF-8 JSON, and the schemas that stand in it as they were written because they could not be merged.</summary>
    public static (byte[] Json, IReadOnlyList<ResolvedNode> AsWritten) Write(ApiContract contract)
    {
        ArgumentNullException.ThrowIfNull(contract);
        using MemoryStream stream = new();
        using Utf8JsonWriter json = new(stream, Options);
        ContractWriter writer = new(contract, json);
        writer.Document();
        json.Flush();
        return (stream.ToArray(), writer._schemas.AsWritten);
    }

    private void Document()
    {
        _json.WriteStartObject();
        _json.WriteString("openapi", _contract.Format == ContractFormat.OpenApi32 ? "3.2.0" : "3.1.0");
        _json.WriteStartObject("info");
        _json.WriteString("title", _contract.Title);
        _json.WriteString("version", _contract.Version);
        _json.WriteEndObject();
        if (_contract.Servers.Any(server => !server.IsImplied))
            _operations.Servers(_contract.Servers);
        Paths("paths", _contract.Operations);
        if (_contract.Webhooks.Count > 0)
            Paths("webhooks", _contract.Webhooks);
        _json.WriteStartObject("components");
        Schemas();
        SecurityWriter.Definitions(_json, _contract.SecurityDefinitions);
        _json.WriteEndObject();
        _json.WriteEndObject();
    }

    private void Paths(string member, IReadOnlyList<ApiOperation> operations)
    {
        _json.WriteStartObject(member);
        foreach (IGrouping<string, ApiOperation> path in operations.GroupBy(operation => operation.Path, StringComparer.Ordinal))
        {
            _json.WriteStartObject(path.Key);
            _operations.Write(path);
            _json.WriteEndObject();
        }

        _json.WriteEndObject();
    }

    private void Schemas()
    {
        // Those that nothing refers to belong to the contract as well.
        foreach ((_, SchemaReference schema) in _contract.Schemas)
            _schemas.Names.Find(_space.Of(schema));
        _json.WriteStartObject("schemas");
        HashSet<string> written = new(StringComparer.Ordinal);
        while (_schemas.Names.TryNext(out SchemaTerm term, out string name))
        {
            if (!written.Add(name))
                continue;
            _json.WritePropertyName(name);
            _schemas.WriteInPlace(term);
        }

        _json.WriteEndObject();
    }
}
