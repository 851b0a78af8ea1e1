using System.Text.Json;
using ApiGovernance.Cli.Management;
using ApiGovernance.Protocol.CatalogApi;
using ApiGovernance.Protocol.Descriptors;

namespace ApiGovernance.Cli.Export;

/// <summary>The live catalog as the folder that `plan`, `apply` and `serve --catalog` read: records, contracts and schemas.</summary>
internal sealed class CatalogExport(CatalogCall call, ExportedFolder folder)
{
    private readonly List<string> _leftOut = [];

    /// <summary>What a folder cannot hold, in sentences.</summary>
    public IReadOnlyList<string> LeftOut => _leftOut;

    public int Records { get; private set; }

    public async Task RunAsync()
    {
        foreach (RecordKind kind in RecordKind.All)
        {
            foreach (JsonElement record in await RecordsAsync(kind))
                await AddAsync(kind, record);
        }
    }

    private async Task<IReadOnlyList<JsonElement>> RecordsAsync(RecordKind kind)
    {
        string[] names = kind.Kind switch
        {
            "Api" => [.. (await call.AllAsync(call.Client.Apis())).Select(api => api.Name)],
            "Waiver" => [.. (await call.AllAsync(call.Client.Waivers())).Select(waiver => waiver.Name)],
            // A declared subscription stands in its consumer's descriptor and has no record.
            "Subscription" => [.. (await call.AllAsync(call.Client.Subscriptions())).Where(subscription => subscription.State != "declared").Select(subscription => subscription.Name)],
            _ => [],
        };
        if (kind.Kind is not ("Api" or "Waiver" or "Subscription"))
            return await call.AllAsync(call.Client.Descriptors(kind.Collection));
        List<JsonElement> records = [];
        foreach (string name in names)
        {
            using JsonDocument? record = await call.FindAsync(client => client.GetDescriptorAsync(kind.Collection, name, call.Stop));
            if (record is not null)
                records.Add(record.RootElement.Clone());
        }

        return records;
    }

    private async Task AddAsync(RecordKind kind, JsonElement record)
    {
        Descriptor? read = DescriptorReader.FromJson(kind.Word, record.GetRawText()).Descriptor;
        switch (read)
        {
            case null:
                _leftOut.Add($"A {kind.Kind} is written in a way that this apigov does not know: is it older than the catalog?");
                return;
            case ApiDescriptor api:
                await AddApiAsync(api);
                return;
            case CanonicalEntityDescriptor entity:
                await AddSchemaAsync(kind, entity.Name, entity.Spec.Schema);
                break;
            case EventContractDescriptor contract:
                await AddSchemaAsync(kind, contract.Name, contract.Spec.SchemaPlace().File);
                break;
        }

        folder.AddDescriptor($"{kind.Folder}/{read.Name}.yaml", record);
        Records++;
    }

    private async Task AddApiAsync(ApiDescriptor api)
    {
        List<ApiVersionSpec> versions = [];
        foreach (ApiVersionSpec version in api.Spec.Versions)
        {
            if (await call.FindAsync(client => client.GetContractAsync(api.Name, version.Name, call.Stop)) is { } contract)
            {
                versions.Add(version);
                if (!folder.Add($"apis/{api.Name}/{version.Contract}", contract.Bytes))
                    _leftOut.Add($"Api/{api.Name}/{version.Name} names the file {version.Contract}, as another version does with another contract; its own is left out.");
            }
            else
            {
                _leftOut.Add($"Api/{api.Name}/{version.Name} has no contract yet, which a folder cannot say; it is left out.");
            }
        }

        if (versions.Count == 0)
        {
            _leftOut.Add($"Api/{api.Name} has no version with a contract yet, which a folder cannot say; it is left out.");
            return;
        }

        using JsonDocument written = JsonDocument.Parse(DescriptorWriter.ToJson(api with { Spec = api.Spec with { Versions = versions } }));
        folder.AddDescriptor($"apis/{api.Name}/api.yaml", written.RootElement);
        Records++;
    }

    private async Task AddSchemaAsync(RecordKind kind, string name, string file)
    {
        CatalogContract? schema = await call.FindAsync(client => client.GetSchemaAsync(kind.Collection, name, call.Stop));
        if (schema is null)
            _leftOut.Add($"{kind.Kind}/{name} has no schema yet; put {kind.Folder}/{file} there.");
        else if (!folder.Add($"{kind.Folder}/{file}", schema.Bytes))
            _leftOut.Add($"{kind.Kind}/{name} names the schema {file}, as another record does with another text; its own is left out.");
    }
}
