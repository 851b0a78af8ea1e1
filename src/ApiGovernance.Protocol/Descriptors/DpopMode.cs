using System.Text.Json.Serialization;

namespace ApiGovernance.Protocol.Descriptors;

/// <summary>What the gateway makes of proofs of possession (RFC 9449) with an issuer's tokens.</summary>
[JsonConverter(typeof(WordEnum<DpopMode>))]
public enum DpopMode
{
    /// <summary>Tokens that are bound to a key need a proof; the others need none.</summary>
    [JsonStringEnumMemberName("allowed")] Allowed,

    /// <summary>Only tokens that are bound to a key are taken.</summary>
    [JsonStringEnumMemberName("required")] Required,

    /// <summary>Tokens that are bound to a key are not taken.</summary>
    [JsonStringEnumMemberName("off")] Off,
}
