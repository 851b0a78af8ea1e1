using ApiGovernance.OpenApi.Documents;
using ApiGovernance.Protocol.CatalogApi;

namespace ApiGovernance.Cli.Inputs;

/// <summary>The contract in force of a version in the live catalog.</summary>
internal sealed record CatalogInput(string Text, string Api, string Version) : DocumentInput(Text)
{
    public override async Task<DocumentBundle> LoadAsync(Uri catalog, CancellationToken cancellationToken)
    {
        using HttpClient http = CatalogConnection.Open(catalog);
        CatalogContract contract = CatalogConnection.Value(
            await CatalogConnection.ReachAsync(() => new CatalogClient(http).GetContractAsync(Api, Version, cancellationToken)), catalog);
        return DocumentBundle.FromBytes($"{Api}-{Version}.openapi", contract.Bytes);
    }
}
