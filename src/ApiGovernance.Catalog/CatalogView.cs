using ApiGovernance.Catalog.Apis;
using ApiGovernance.Catalog.Consumers;
using ApiGovernance.Protocol.Descriptors;

namespace ApiGovernance.Catalog;

/// <summary>What is registered now, for others in this process. Each call gives the state of its moment.</summary>
public sealed class CatalogView
{
    private readonly CatalogRegistry _registry;

    internal CatalogView(CatalogRegistry registry) => _registry = registry;

    /// <summary>By name, with all that they may call.</summary>
    public IReadOnlyList<ConsumerDescriptor> Consumers => [.. EffectiveSubscriptions.Of(_registry.Current)];

    /// <summary>By name, with their versions as they are now.</summary>
    public IReadOnlyList<ApiDescriptor> Apis => [.. _registry.Current.Apis.Select(api => api.Whole)];
}
