using System.Net.Http.Json;
using ApiGovernance.Protocol.Usage;

namespace ApiGovernance.Protocol.CatalogApi;

/// <summary>Reports usage to a control plane in another process.</summary>
public sealed class HttpUsageSink(HttpClient http) : IUsageSink
{
    /// <exception cref="CatalogUnreachableException">The report did not arrive, or was refused.</exception>
    public async Task ReportAsync(UsageReport report, CancellationToken cancellationToken)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, new Uri("api/v1/usage", UriKind.Relative))
        {
            Content = JsonContent.Create(report, ProtocolJson.Type<UsageReport>()),
        };
        using HttpResponseMessage response = await CatalogHttp.SendAsync(http, request, cancellationToken).ConfigureAwait(false);
        if (!response.IsSuccessStatusCode)
            throw new CatalogUnreachableException($"The catalog at {http.BaseAddress} refused a usage report with {(int)response.StatusCode}.");
    }
}
