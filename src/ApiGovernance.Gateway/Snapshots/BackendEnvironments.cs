using ApiGovernance.Protocol.Snapshots;

namespace ApiGovernance.Gateway.Snapshots;

/// <summary>What the back ends of a snapshot know of the environment that this gateway serves.</summary>
internal sealed class BackendEnvironments(IReadOnlyList<SnapshotBackend> backends, string? environment)
{
    /// <summary>All that any back end has.</summary>
    public IReadOnlyList<string> Known { get; } =
        [.. backends.SelectMany(backend => backend.Environments.Keys).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <summary>The back ends that do not have it, so that their one address is called; none when no environment was named.</summary>
    public IReadOnlyList<string> Lacking { get; } = environment is null
        ? []
        : [.. backends.Where(backend => !backend.Environments.ContainsKey(environment)).Select(backend => backend.Name).Order(StringComparer.Ordinal)];

    /// <summary>No back end has it: its name is misspelt, or nothing is described for it yet.</summary>
    public bool IsUnknown { get; } = environment is not null && backends.Count > 0 && backends.All(backend => !backend.Environments.ContainsKey(environment));
}
