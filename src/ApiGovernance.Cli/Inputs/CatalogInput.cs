using System.Net;
using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.Cli.Inputs;

/// <summary>The contract in force of a version in the live catalog.</summary>
internal sealed record CatalogInput(string Text, string Api, string Version) : DocumentInput(Text)
{
    public override async Task<DocumentBundle> LoadAsync(Uri catalog, CancellationToken cancellationToken)
    {
        using HttpClient client = CatalogConnection.Open(catalog);
        try
        {
            using HttpResponseMessage response = await client.GetAsync($"api/v1/apis/{Api}/versions/{Version}/contract", cancellationToken);
            if (response.StatusCode == HttpStatusCode.NotFound)
                throw new CommandRefusal(ExitCodes.DocumentUnreadable, $"The catalog at {catalog} has no {Api}/{Version}.", $"See {catalog}api/v1/apis for what it has.");
            if (!response.IsSuccessStatusCode)
                throw CatalogConnection.Refused(catalog, response);
            return DocumentBundle.FromBytes($"{Api}-{Version}.openapi", await response.Content.ReadAsByteArrayAsync(cancellationToken));
        }
        catch (HttpRequestException error)
        {
            throw CatalogConnection.Unreachable(catalog, error);
        }
    }
}
