using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Model.Shapes;

namespace ApiGovernance.OpenApi.Model;

/// <summary>
/// Reads Swagger 2.0 and OpenAPI 3.0, 3.1 and 3.2 into one model. Only a document that is no API document at all is refused; a part that
/// is wrong gets a finding and is left out, the rest is read.
/// </summary>
public static class ContractReader
{
    public static ContractReadResult FromFile(string path) => Read(DocumentBundle.FromFile(path));

    public static ContractReadResult FromBytes(string name, ReadOnlyMemory<byte> bytes) => Read(DocumentBundle.FromBytes(name, bytes));

    public static ContractReadResult Read(DocumentBundle bundle)
    {
        ArgumentNullException.ThrowIfNull(bundle);
        var reading = new ContractReading(bundle);
        ResolvedNode root = reading.Root;
        if (!bundle.Root.IsReadable || ContractVersion.Read(reading, root) is not var (format, version))
            return reading.Fatal();

        reading.Format = format;
        if (root.Member("paths") is { Node.IsObject: false } paths && root.Member("webhooks") is not { Node.IsObject: true })
        {
            reading.Error("contract-paths", "'paths' is not an object.", "Write 'paths' as an object of path templates.", paths);
            return reading.Fatal();
        }

        SecurityReader security = SecurityReader.Of(reading, root);
        IReadOnlyList<ApiServer> servers = ServerReader.ReadDocument(reading, root);
        var operations = new OperationReader(reading, security, servers);
        ResolvedNode info = reading.Follow(root.Member("info")) ?? root;
        var contract = new ApiContract
        {
            Format = format,
            FormatVersion = version,
            Title = RequiredText(reading, info, "title"),
            Version = RequiredText(reading, info, "version"),
            Info = info.Pointer.Length == 0 ? null : new ApiInfo { Node = info.Node, Pointer = info.Pointer, DocumentUri = info.DocumentUri },
            Servers = servers,
            BasePaths = [.. servers.Select(server => server.BasePath).Distinct(StringComparer.Ordinal)],
            Operations = PathsReader.Read(reading, operations, root.Member("paths"), arePaths: true),
            Webhooks = reading.IsSwagger ? [] : PathsReader.Read(reading, operations, root.Member("webhooks"), arePaths: false),
            SecurityDefinitions = security.Definitions,
            Security = security.Document,
            Tags = TagReader.Read(reading, root.Member("tags")),
            Schemas = Schemas(reading, root),
            Bundle = bundle,
            Findings = [],
        };

        if (contract.Operations.Count == 0 && contract.Webhooks.Count == 0)
        {
            reading.Warning(
                "contract-no-operations", "The document has no operations.", "Describe at least one operation under 'paths'.", root.Member("paths") ?? root);
        }

        OperationChecks.Run(reading, contract);
        ShapeCheck.Run(reading);
        return reading.Done(contract);
    }

    private static KeyValuePair<string, SchemaReference>[] Schemas(ContractReading reading, ResolvedNode root) =>
    [
        .. (reading.Follow(reading.IsSwagger ? root.Member("definitions") : root.Member("components")?.Member("schemas"))?.Members() ?? [])
            .Where(m => m.Value.Node.Kind is NodeKind.Object or NodeKind.Boolean)
            .Select(m => KeyValuePair.Create(m.Member.Name, ContractReading.Schema(m.Value)!)),
    ];

    private static string RequiredText(ContractReading reading, ResolvedNode info, string name)
    {
        ResolvedNode? value = info.Pointer.Length == 0 ? null : info.Member(name);
        if (value?.Node is { Kind: NodeKind.String or NodeKind.Number, Text: { Length: > 0 } text })
            return text;

        reading.Error("contract-info", $"'info.{name}' is missing; it is required.", $"Add '{name}' to 'info'.", value ?? info);
        return "";
    }
}
