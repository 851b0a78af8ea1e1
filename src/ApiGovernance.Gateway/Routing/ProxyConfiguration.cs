using ApiGovernance.Gateway.Snapshots;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Forwarder;

namespace ApiGovernance.Gateway.Routing;

/// <summary>
/// The forwarder's routes and clusters: one route per API version, one cluster per back end. Rebuilding them costs tens of
/// milliseconds, so they are left alone unless a snapshot needs one that is not there.
/// </summary>
internal sealed class ProxyConfiguration(InMemoryConfigProvider provider)
{
    private Dictionary<string, ServedVersion> versions = new(StringComparer.Ordinal);
    private Dictionary<string, BackendModel> backends = new(StringComparer.Ordinal);

    /// <summary>
    /// Routes that the snapshot no longer has stay until a later snapshot needs a change: requests that began with the one before
    /// may still be on their way to them.
    /// </summary>
    public void Update(GatewaySnapshot next)
    {
        Dictionary<string, ServedVersion> nextVersions = next.Versions.Values
            .SelectMany(version => version.Canary is { } canary ? [version, canary.Target] : new[] { version })
            .ToDictionary(version => version.ProxyPath, StringComparer.Ordinal);
        bool changed = nextVersions.Any(pair => !versions.TryGetValue(pair.Key, out ServedVersion? known) || known.Backend.Name != pair.Value.Backend.Name)
            || next.Traffic.Backends.Values.Any(backend => !backends.TryGetValue(backend.Name, out BackendModel? known) || !Same(known, backend));
        if (!changed)
            return;

        Dictionary<string, BackendModel> nextBackends = next.Traffic.Backends.Values.ToDictionary(backend => backend.Name, StringComparer.Ordinal);
        Dictionary<string, ServedVersion> allVersions = new(nextVersions, StringComparer.Ordinal);
        Dictionary<string, BackendModel> allBackends = new(nextBackends, StringComparer.Ordinal);
        foreach (var (path, version) in versions)
        {
            if (allVersions.TryAdd(path, version))
                allBackends.TryAdd(version.Backend.Name, version.Backend);
        }

        provider.Update([.. allVersions.Values.Select(Route)], [.. allBackends.Values.Select(Cluster)]);
        (versions, backends) = (nextVersions, nextBackends);
    }

    private static bool Same(BackendModel one, BackendModel other) => one.Address == other.Address && one.TimeoutSeconds == other.TimeoutSeconds;

    private static RouteConfig Route(ServedVersion version) => new()
    {
        RouteId = version.ProxyPath,
        ClusterId = version.Backend.Name,
        Match = new RouteMatch { Path = version.ProxyPath },
    };

    private static ClusterConfig Cluster(BackendModel backend) => new()
    {
        ClusterId = backend.Name,
        HttpRequest = new ForwarderRequestConfig { ActivityTimeout = TimeSpan.FromSeconds(backend.TimeoutSeconds) },
        Destinations = new Dictionary<string, DestinationConfig>(StringComparer.Ordinal)
        {
            [backend.Name] = new() { Address = backend.Address },
        },
    };
}
