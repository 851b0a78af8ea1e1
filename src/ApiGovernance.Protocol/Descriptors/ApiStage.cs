using System.Text.Json.Serialization;

namespace ApiGovernance.Protocol.Descriptors;

/// <summary>Where an API version is in its life. Order matters: a version moves forward only.</summary>
[JsonConverter(typeof(WordEnum<ApiStage>))]
public enum ApiStage
{
    /// <summary>A contract under discussion; never routed.</summary>
    [JsonStringEnumMemberName("design")] Design,

    /// <summary>Being built; never routed.</summary>
    [JsonStringEnumMemberName("development")] Development,

    /// <summary>Routed, may still change incompatibly.</summary>
    [JsonStringEnumMemberName("preview")] Preview,

    /// <summary>Routed; no breaking change inside the version.</summary>
    [JsonStringEnumMemberName("active")] Active,

    /// <summary>Routed with <c>Deprecation</c> and <c>Sunset</c> headers until the sunset.</summary>
    [JsonStringEnumMemberName("deprecated")] Deprecated,

    /// <summary>Answers 410 and names its successor.</summary>
    [JsonStringEnumMemberName("retired")] Retired,
}
