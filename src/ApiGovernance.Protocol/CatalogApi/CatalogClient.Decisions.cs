using ApiGovernance.Protocol.Decisions;

namespace ApiGovernance.Protocol.CatalogApi;

/// <summary>What gateways did with single calls.</summary>
public sealed partial class CatalogClient
{
    /// <summary>Asks every gateway that is connected what it did with a request.</summary>
    public Task<CatalogAnswer<DecisionLookup>> ExplainAsync(string requestId, CancellationToken cancellationToken) =>
        GetAsync<DecisionLookup>($"decisions/{Escape(requestId)}", cancellationToken);
}
