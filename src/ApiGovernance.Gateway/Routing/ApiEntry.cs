using ApiGovernance.Gateway.Snapshots;
using ApiGovernance.Gateway.Versioning;
using ApiGovernance.Protocol.Snapshots;

namespace ApiGovernance.Gateway.Routing;

/// <summary>One API under its base path, with its versions.</summary>
internal sealed class ApiEntry
{
    /// <param name="any">The part of any version: what they have in common.</param>
    /// <param name="versions">At least one, unless all are quarantined.</param>
    /// <param name="unavailable">Versions that are published but cannot be served.</param>
    public ApiEntry(ApiVersionPart any, IReadOnlyList<ServedVersion> versions, IReadOnlyList<UnavailableVersion> unavailable)
    {
        Name = any.Api;
        BasePath = any.BasePath;
        BaseSegments = any.BasePath.Count(character => character == '/');
        Owner = any.Owner;
        AuthenticationRequired = any.AuthenticationRequired;
        MaxBodyBytes = any.MaxBodyBytes;
        VersionRules = new VersionRules(any);
        Index = new VersionIndex(
            any.Api,
            [.. versions.OrderBy(version => version.Part.Version.Length).ThenBy(version => version.Part.Version, StringComparer.Ordinal)],
            unavailable);
        IsWhole = unavailable.Count == 0;
        Default = Index.Versions.FirstOrDefault(version => version.Part.IsDefault);
        UnavailableDefault = unavailable.FirstOrDefault(version => version.Part?.IsDefault == true)?.Name;
    }

    public string Name { get; }

    public string BasePath { get; }

    public int BaseSegments { get; }

    public SnapshotOwner Owner { get; }

    public bool AuthenticationRequired { get; }

    public int MaxBodyBytes { get; }

    /// <summary>All its published versions are served.</summary>
    public bool IsWhole { get; }

    public VersionRules VersionRules { get; }

    public VersionIndex Index { get; }

    /// <summary>Serves requests that name no version; null when they are refused.</summary>
    public ServedVersion? Default { get; }

    /// <summary>The name of the version that would serve them if it could be served; null when there is none.</summary>
    public string? UnavailableDefault { get; }
}
