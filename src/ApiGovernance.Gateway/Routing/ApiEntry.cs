using System.Collections.Frozen;
using ApiGovernance.Gateway.Snapshots;
using ApiGovernance.Protocol.Snapshots;

namespace ApiGovernance.Gateway.Routing;

/// <summary>One API under its base path, with its versions.</summary>
internal sealed class ApiEntry
{
    private readonly FrozenDictionary<string, ServedVersion> byHeader;

    /// <param name="versions">At least one, unless all are quarantined.</param>
    /// <param name="unavailable">Names of versions that are published but cannot be served.</param>
    public ApiEntry(ApiVersionPart any, IReadOnlyList<ServedVersion> versions, IReadOnlyList<string> unavailable)
    {
        Name = any.Api;
        BasePath = any.BasePath;
        BaseSegments = any.BasePath.Count(character => character == '/');
        VersionHeader = any.VersionHeader;
        Owner = any.Owner;
        Versions = [.. versions.OrderBy(version => version.Part.Version.Length).ThenBy(version => version.Part.Version, StringComparer.Ordinal)];
        Unavailable = unavailable;
        Default = Versions.FirstOrDefault(version => version.Part.IsDefault);
        // `Api-Version: 2` means v2.
        byHeader = Versions
            .SelectMany(version => new[] { KeyValuePair.Create(version.Part.Version, version), KeyValuePair.Create(version.Part.Version.TrimStart('v'), version) })
            .DistinctBy(pair => pair.Key, StringComparer.OrdinalIgnoreCase)
            .ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
    }

    public string Name { get; }

    public string BasePath { get; }

    public int BaseSegments { get; }

    public string VersionHeader { get; }

    public SnapshotOwner Owner { get; }

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<ServedVersion> Versions { get; }

    public IReadOnlyList<string> Unavailable { get; }

    /// <summary>Serves requests that name no version; null when they are refused.</summary>
    public ServedVersion? Default { get; }

    public IEnumerable<string> VersionNames => Versions.Select(version => version.Part.Version);

    /// <param name="segment">A path segment, e.g. <c>v2</c>.</param>
    public ServedVersion? FindByPath(ReadOnlySpan<char> segment)
    {
        foreach (ServedVersion version in Versions)
        {
            if (segment.SequenceEqual(version.Part.Version))
                return version;
        }

        return null;
    }

    /// <param name="value">The header's value, with or without the <c>v</c>.</param>
    public ServedVersion? FindByHeader(string value) => byHeader.GetValueOrDefault(value);
}
