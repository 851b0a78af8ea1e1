using ApiGovernance.Gateway.Routing;
using ApiGovernance.Gateway.Routing.Canary;
using ApiGovernance.Gateway.Routing.Shadow;
using ApiGovernance.Protocol.Acknowledgements;
using ApiGovernance.Protocol.Descriptors;
using ApiGovernance.Protocol.Snapshots;

namespace ApiGovernance.Gateway.Snapshots;

/// <summary>Puts compiled versions together to a snapshot and keeps apart what does not fit.</summary>
internal sealed class SnapshotAssembly(TrafficModel traffic, GatewaySnapshot? previous)
{
    private readonly List<(string Name, ServedVersion Version)> served = [];
    private readonly List<(string Name, string Reason, ServedVersion? Instead)> refused = [];

    /// <param name="model">Null when it could not be compiled, for <paramref name="reason"/>.</param>
    public void Add(SnapshotPartReference reference, ApiVersionModel? model, string? reason)
    {
        ServedVersion? version = null;
        if (model is not null)
        {
            version = Serve(model, out string? missing);
            reason = missing is null ? null : $"The back end '{missing}' is not in the snapshot.";
        }

        if (version is not null)
            served.Add((reference.Name, version));
        else
            refused.Add((reference.Name, reason ?? "No reason is known.", Instead(reference.Name)));
    }

    public GatewaySnapshot Build(string revision)
    {
        served.AddRange(refused.Where(entry => entry.Instead is not null).Select(entry => (entry.Name, entry.Instead!)));
        RefuseSharedBasePaths();
        var unavailable = refused.Where(entry => entry.Instead is null).ToLookup(entry => Split(entry.Name).Api, entry => Split(entry.Name).Version);
        ApiTable apis = new(served
            .GroupBy(entry => entry.Version.Part.BasePath, StringComparer.Ordinal)
            .Select(group => new ApiEntry(
                group.First().Version.Part, [.. group.Select(entry => entry.Version)], [.. unavailable[group.First().Version.Part.Api]])));
        return new GatewaySnapshot(
            revision,
            apis,
            traffic,
            served.ToDictionary(entry => entry.Name, entry => entry.Version, StringComparer.Ordinal),
            [.. refused.OrderBy(entry => entry.Name, StringComparer.Ordinal)
                .Select(entry => new QuarantinedApi(Split(entry.Name).Api, Split(entry.Name).Version, entry.Reason, entry.Instead is not null))])
        {
            ServedParts =
            [
                traffic.Reference,
                .. served.SelectMany(entry => entry.Version.Model.CanonicalReferences.Prepend(entry.Version.Model.ContractReference).Prepend(entry.Version.Model.Reference)).Distinct(),
            ],
        };
    }

    /// <summary>The version as it was served, on the back end as it is now.</summary>
    private ServedVersion? Instead(string name) =>
        previous?.Versions.GetValueOrDefault(name) is { } before ? Serve(before.Model, out _) : null;

    /// <summary>A version on its back ends.</summary>
    /// <param name="model">What was compiled.</param>
    /// <param name="missing">The back end that the snapshot does not have; null when it has all.</param>
    private ServedVersion? Serve(ApiVersionModel model, out string? missing)
    {
        ApiVersionPart part = model.Part;
        missing = new[] { part.Backend, part.Canary?.Backend, part.Shadow?.Backend }.FirstOrDefault(name => name is not null && !traffic.Backends.ContainsKey(name));
        if (missing is not null)
            return null;
        return new ServedVersion(model, traffic.Backends[part.Backend])
        {
            Canary = part.Canary is { } canary ? new CanaryModel(canary, new ServedVersion(model, traffic.Backends[canary.Backend], "~canary")) : null,
            // A call that is a trial itself has no shadow.
            Shadow = part.Shadow is { } shadow ? Shadow(model, shadow, traffic.Backends[shadow.Backend]) : null,
        };
    }

    private static ShadowModel Shadow(ApiVersionModel model, VersionShadow rules, BackendModel backend) => new(
        rules, backend, backend.Address + model.Part.UpstreamPath.TrimEnd('/'), rules.Compare.Contains(ShadowComparison.Schema) ? model.Answers : null);

    /// <summary>The catalog keeps base paths unique; if it ever failed to, the first API by name keeps its path.</summary>
    private void RefuseSharedBasePaths()
    {
        foreach (var group in served.GroupBy(entry => entry.Version.Part.BasePath, StringComparer.Ordinal).ToArray())
        {
            string owner = group.Select(entry => entry.Version.Part.Api).Min(StringComparer.Ordinal)!;
            foreach (var entry in group.Where(entry => entry.Version.Part.Api != owner))
            {
                served.Remove(entry);
                refused.Add((entry.Name, $"The base path {group.Key} belongs to '{owner}'.", null));
            }
        }
    }

    /// <summary>Parts of versions are named <c>api/version</c>.</summary>
    private static (string Api, string Version) Split(string name)
    {
        int slash = name.LastIndexOf('/');
        return slash < 0 ? (name, "") : (name[..slash], name[(slash + 1)..]);
    }
}
