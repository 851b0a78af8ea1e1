using System.Text.Json.Serialization;

namespace ApiGovernance.Protocol.Snapshots;

[JsonConverter(typeof(WordEnum<SnapshotPartKind>))]
public enum SnapshotPartKind
{
    /// <summary>An <see cref="ApiVersionPart"/>.</summary>
    [JsonStringEnumMemberName("api-version")] ApiVersion,

    /// <summary>An OpenAPI document as self-contained UTF-8 JSON, named by the API version that uses it.</summary>
    [JsonStringEnumMemberName("contract")] Contract,

    /// <summary>The JSON Schema of a canonical entity as self-contained UTF-8 JSON, named <c>order@1</c>.</summary>
    [JsonStringEnumMemberName("canonical")] Canonical,

    /// <summary>A <see cref="TrafficPart"/>: everything that is not per API.</summary>
    [JsonStringEnumMemberName("traffic")] Traffic,
}
