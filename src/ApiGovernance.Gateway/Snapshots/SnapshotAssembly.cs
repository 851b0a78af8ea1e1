using ApiGovernance.Gateway.Routing;
using ApiGovernance.Gateway.Routing.Canary;
using ApiGovernance.Gateway.Routing.Shadow;
using ApiGovernance.Gateway.Versioning;
using ApiGovernance.Protocol.Acknowledgements;
using ApiGovernance.Protocol.Descriptors;
using ApiGovernance.Protocol.Snapshots;

namespace ApiGovernance.Gateway.Snapshots;

/// <summary>Puts compiled versions together to a snapshot and keeps apart what does not fit.</summary>
internal sealed class SnapshotAssembly(TrafficModel traffic, GatewaySnapshot? previous)
{
    private readonly List<(string Name, ServedVersion Version)> served = [];
    private readonly List<(string Name, string Reason, ServedVersion? Instead, ApiVersionPart? Part)> refused = [];
    private int kept;

    /// <param name="reference">Which version it is.</param>
    /// <param name="model">Null when it could not be compiled, for <paramref name="reason"/>.</param>
    /// <param name="part">What is said of it; null when that cannot be read.</param>
    /// <param name="reason">Null when it was compiled.</param>
    public void Add(SnapshotPartReference reference, ApiVersionModel? model, ApiVersionPart? part, string? reason)
    {
        ServedVersion? version = null;
        if (model is not null)
        {
            version = Serve(reference.Name, model, out string? missing);
            reason = missing is null ? null : $"The back end '{missing}' is not in the snapshot.";
        }

        if (version is not null)
            served.Add((reference.Name, version));
        else
            refused.Add((reference.Name, reason ?? "No reason is known.", Instead(reference.Name), part));
    }

    public GatewaySnapshot Build(string revision)
    {
        // Plans, consumers, issuers: nothing of it is compiled into the versions, so their tables are the same.
        if (previous is { Quarantined.Count: 0 } && refused.Count == 0 && kept == served.Count && kept == previous.Versions.Count
            && served.DistinctBy(entry => entry.Name).Count() == kept)
        {
            return previous with { Revision = revision, Traffic = traffic, ServedParts = [traffic.Reference, .. previous.ServedParts.Skip(1)] };
        }

        served.AddRange(refused.Where(entry => entry.Instead is not null).Select(entry => (entry.Name, entry.Instead!)));
        RefuseSharedBasePaths();
        var unavailable = refused.Where(entry => entry.Instead is null)
            .ToLookup(entry => Split(entry.Name).Api, entry => new UnavailableVersion(Split(entry.Name).Version, entry.Part));
        ApiTable apis = new(served
            .GroupBy(entry => entry.Version.Part.BasePath, StringComparer.Ordinal)
            .Select(group => Entry(group.Key, [.. group.Select(entry => entry.Version)], [.. unavailable[group.First().Version.Part.Api]]))
            .Concat(WithoutVersions(unavailable)));
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

    /// <summary>APIs that are registered and of which nothing can be served: their paths are no unknown ones.</summary>
    private IEnumerable<ApiEntry> WithoutVersions(ILookup<string, UnavailableVersion> unavailable)
    {
        HashSet<string> taken = [.. served.Select(entry => entry.Version.Part.BasePath)];
        foreach (var api in unavailable)
        {
            if (api.FirstOrDefault(version => version.Part is not null)?.Part is { } any && taken.Add(any.BasePath))
                yield return new ApiEntry(any, [], [.. api]);
        }
    }

    /// <summary>The version as it was served, on the back end as it is now.</summary>
    private ServedVersion? Instead(string name) =>
        previous?.Versions.GetValueOrDefault(name) is { } before ? Serve(name, before.Model, out _) : null;

    /// <summary>The API as it was where all its versions are.</summary>
    private ApiEntry Entry(string basePath, IReadOnlyList<ServedVersion> versions, IReadOnlyList<UnavailableVersion> unavailable) =>
        unavailable.Count == 0 && previous?.Apis.Find(basePath) is { IsWhole: true } before && before.Index.Versions.Count == versions.Count
            && versions.All(version => before.Index.Versions.Contains(version))
            ? before
            : new ApiEntry(versions[0].Part, versions, unavailable);

    /// <summary>A version on its back ends.</summary>
    /// <param name="name">The part's.</param>
    /// <param name="model">What was compiled.</param>
    /// <param name="missing">The back end that the snapshot does not have; null when it has all.</param>
    private ServedVersion? Serve(string name, ApiVersionModel model, out string? missing)
    {
        ApiVersionPart part = model.Part;
        missing = null;
        if (previous?.Versions.GetValueOrDefault(name) is { } before && ReferenceEquals(before.Model, model)
            && Has(before.Backend) && Has(before.Canary?.Target.Backend) && Has(before.Shadow?.Backend))
        {
            kept++;
            return before;
        }

        missing = new[] { part.Backend, part.Canary?.Backend, part.Shadow?.Backend }.FirstOrDefault(name => name is not null && !traffic.Backends.ContainsKey(name));
        if (missing is not null)
            return null;
        return new ServedVersion(model, traffic.Backends[part.Backend])
        {
            Canary = part.Canary is { } canary ? new CanaryModel(canary, new ServedVersion(model, traffic.Backends[canary.Backend], isCanary: true)) : null,
            // A call that is a trial itself has no shadow.
            Shadow = part.Shadow is { } shadow ? Shadow(model, shadow, traffic.Backends[shadow.Backend]) : null,
        };
    }

    private bool Has(BackendModel? backend) => backend is null || ReferenceEquals(traffic.Backends.GetValueOrDefault(backend.Name), backend);

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
                refused.Add((entry.Name, $"The base path {group.Key} belongs to '{owner}'.", null, null));
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
