namespace ApiGovernance.Protocol.CatalogApi;

/// <summary>Subscriptions: asked for by a consumer, decided by the API's owner.</summary>
public sealed partial class CatalogClient
{
    /// <summary>All subscriptions, by name.</summary>
    public CatalogList<SubscriptionSummary> Subscriptions(SubscriptionFilter? filter = null) => List<SubscriptionSummary>(
        new CatalogQuery("subscriptions").With("consumer", filter?.Consumer).With("api", filter?.Api).With("state", filter?.State));

    /// <summary>Those of one consumer, by name.</summary>
    /// <param name="filter">Its API and state; the consumer is the one that is named.</param>
    public CatalogList<SubscriptionSummary> SubscriptionsOf(string consumer, SubscriptionFilter? filter = null) => List<SubscriptionSummary>(
        new CatalogQuery($"consumers/{Escape(consumer)}/subscriptions").With("api", filter?.Api).With("state", filter?.State));

    /// <summary>Asks the owner. The same question asked again changes nothing.</summary>
    public Task<CatalogAnswer<SubscriptionSummary>> SubscribeAsync(string consumer, SubscribeRequest request, CancellationToken cancellationToken) =>
        PostAsync<SubscriptionSummary, SubscribeRequest>($"consumers/{Escape(consumer)}/subscriptions", request, cancellationToken);

    /// <param name="name"><c>consumer--api</c></param>
    public Task<CatalogAnswer<SubscriptionSummary>> ApproveSubscriptionAsync(
        string name, ApproveSubscriptionRequest request, CancellationToken cancellationToken) =>
        PostAsync<SubscriptionSummary, ApproveSubscriptionRequest>($"subscriptions/{Escape(name)}/approve", request, cancellationToken);

    /// <summary>Refuses what is asked for; what was granted before still is.</summary>
    public Task<CatalogAnswer<SubscriptionSummary>> RejectSubscriptionAsync(string name, string reason, CancellationToken cancellationToken) =>
        PostAsync<SubscriptionSummary, SubscriptionDecisionRequest>(
            $"subscriptions/{Escape(name)}/reject", new SubscriptionDecisionRequest(reason), cancellationToken);

    /// <summary>Takes back what was granted.</summary>
    public Task<CatalogAnswer<SubscriptionSummary>> RevokeSubscriptionAsync(string name, string reason, CancellationToken cancellationToken) =>
        PostAsync<SubscriptionSummary, SubscriptionDecisionRequest>(
            $"subscriptions/{Escape(name)}/revoke", new SubscriptionDecisionRequest(reason), cancellationToken);
}
