using ApiGovernance.OpenApi.Documents;

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
        if (!bundle.Root.IsReadable || ReadFormat(reading, root) is not var (format, version))
            return reading.Fatal();

        reading.Format = format;
        if (root.Member("paths") is { Node.IsObject: false } paths)
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
        return reading.Done(contract);
    }

    private static (ContractFormat Format, string Version)? ReadFormat(ContractReading reading, ResolvedNode root)
    {
        const string fix = "Start the document with 'openapi: 3.1.0' (or 3.0.x, 3.2.x, or swagger: \"2.0\").";
        if (!root.Node.IsObject)
        {
            reading.Error("contract-not-an-object", "The document is not an object, so it is no API document.", fix, root);
            return null;
        }

        if ((root.Member("openapi") ?? root.Member("swagger")) is not { } version)
        {
            reading.Error("contract-version-missing", "The document says neither 'openapi' nor 'swagger', so its format is unknown.", fix, root);
            return null;
        }

        // `swagger: 2.0` without quotes is a number in YAML; it is meant as the version all the same.
        string text = version.Node.Kind is NodeKind.String or NodeKind.Number ? version.Node.Text! : "";
        bool swagger = root.Member("openapi") is null;
        ContractFormat? format = swagger switch
        {
            true when text == "2.0" => ContractFormat.Swagger20,
            false when IsVersion(text, "3.0") => ContractFormat.OpenApi30,
            false when IsVersion(text, "3.1") => ContractFormat.OpenApi31,
            false when IsVersion(text, "3.2") => ContractFormat.OpenApi32,
            _ => null,
        };
        if (format is { } known)
            return (known, text);

        reading.Error("contract-version-unknown", $"The version '{text}' is none that can be read (2.0, 3.0, 3.1, 3.2).", fix, version);
        return null;
    }

    private static KeyValuePair<string, SchemaReference>[] Schemas(ContractReading reading, ResolvedNode root) =>
    [
        .. (reading.Follow(reading.IsSwagger ? root.Member("definitions") : root.Member("components")?.Member("schemas"))?.Members() ?? [])
            .Where(m => m.Value.Node.Kind is NodeKind.Object or NodeKind.Boolean)
            .Select(m => KeyValuePair.Create(m.Member.Name, ContractReading.Schema(m.Value)!)),
    ];

    private static bool IsVersion(string text, string minor) => text == minor || text.StartsWith(minor + ".", StringComparison.Ordinal);

    private static string RequiredText(ContractReading reading, ResolvedNode info, string name)
    {
        ResolvedNode? value = info.Pointer.Length == 0 ? null : info.Member(name);
        if (value?.Node is { Kind: NodeKind.String or NodeKind.Number, Text: { Length: > 0 } text })
            return text;

        reading.Error("contract-info", $"'info.{name}' is missing; it is required.", $"Add '{name}' to 'info'.", value ?? info);
        return "";
    }
}
