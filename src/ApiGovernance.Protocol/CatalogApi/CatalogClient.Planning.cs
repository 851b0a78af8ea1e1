using System.Net.Http.Json;

namespace ApiGovernance.Protocol.CatalogApi;

/// <summary>A whole catalog folder at once.</summary>
public sealed partial class CatalogClient
{
    /// <summary>What applying a folder would change; changes nothing.</summary>
    public Task<CatalogAnswer<CatalogPlan>> PlanAsync(FolderRequest folder, CancellationToken cancellationToken) =>
        PostAsync<CatalogPlan, FolderRequest>("plan", folder, cancellationToken);

    /// <summary>Makes the catalog what the folder says, all of it or nothing. A plan that cannot be applied is a value here, not a problem.</summary>
    public async Task<CatalogAnswer<CatalogPlan>> ApplyAsync(FolderRequest folder, CancellationToken cancellationToken)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, Uri("apply")) { Content = JsonContent.Create(folder, ProtocolJson.Type<FolderRequest>()) };
        using HttpResponseMessage response = await CatalogHttp.SendAsync(http, request, cancellationToken).ConfigureAwait(false);
        return response.Content.Headers.ContentType?.MediaType == "application/json"
            ? new CatalogAnswer<CatalogPlan>(
                (int)response.StatusCode, await CatalogHttp.JsonAsync<CatalogPlan>(response, cancellationToken).ConfigureAwait(false), null, null)
            : await CatalogHttp.ReadAsync<CatalogPlan>(response, cancellationToken).ConfigureAwait(false);
    }
}
