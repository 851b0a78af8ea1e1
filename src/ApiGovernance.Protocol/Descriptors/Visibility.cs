using System.Text.Json.Serialization;

namespace ApiGovernance.Protocol.Descriptors;

/// <summary>Who may call an API; decides the minimum notice before a sunset.</summary>
[JsonConverter(typeof(WordEnum<Visibility>))]
public enum Visibility
{
    [JsonStringEnumMemberName("internal")] Internal,
    [JsonStringEnumMemberName("partner")] Partner,
    [JsonStringEnumMemberName("public")] Public,
}

[JsonConverter(typeof(WordEnum<DataClassification>))]
public enum DataClassification
{
    [JsonStringEnumMemberName("public")] Public,
    [JsonStringEnumMemberName("internal")] Internal,
    [JsonStringEnumMemberName("confidential")] Confidential,
    [JsonStringEnumMemberName("restricted")] Restricted,
}

/// <summary>What the gateway does with a request or an answer that breaks the contract.</summary>
[JsonConverter(typeof(WordEnum<ValidationMode>))]
public enum ValidationMode
{
    /// <summary>Refused: a request with 400, 415 or 422, an answer with 502.</summary>
    [JsonStringEnumMemberName("enforce")] Enforce,

    /// <summary>Passed on and counted.</summary>
    [JsonStringEnumMemberName("report")] Report,

    /// <summary>As <see cref="Report"/>, for a part of the calls only.</summary>
    [JsonStringEnumMemberName("sample")] Sample,

    [JsonStringEnumMemberName("off")] Off,
}
