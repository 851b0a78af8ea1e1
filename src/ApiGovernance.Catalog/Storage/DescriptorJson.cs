using System.Security.Cryptography;
using System.Text.Json;
using ApiGovernance.Catalog.Feed.Webhooks;
using ApiGovernance.Protocol;
using ApiGovernance.Protocol.Descriptors;

namespace ApiGovernance.Catalog.Storage;

/// <summary>How descriptors are kept: the records' own JSON, so that a change of the written form never needs a migration.</summary>
internal static class DescriptorJson
{
    public static string Write<T>(T value)
        where T : notnull =>
        JsonSerializer.Serialize(value, value.GetType(), ProtocolJson.Options);

    public static Descriptor Read(string kind, string json) => kind switch
    {
        "Team" => Read<TeamDescriptor>(json),
        "Backend" => Read<BackendDescriptor>(json),
        "Consumer" => Read<ConsumerDescriptor>(json),
        "Plan" => Read<PlanDescriptor>(json),
        "CanonicalEntity" => Read<CanonicalEntityDescriptor>(json),
        "EventContract" => Read<EventContractDescriptor>(json),
        "Waiver" => Read<WaiverDescriptor>(json),
        "Subscription" => Read<SubscriptionDescriptor>(json),
        "OverlapDecision" => Read<OverlapDecisionDescriptor>(json),
        WebhookDescriptor.KindName => Read<WebhookDescriptor>(json),
        "Api" => Read<ApiDescriptor>(json),
        _ => throw new JsonException($"The store holds a descriptor of the unknown kind '{kind}'."),
    };

    public static T Read<T>(string json)
        where T : class =>
        JsonSerializer.Deserialize<T>(json, ProtocolJson.Options) ?? throw new JsonException("The store holds an empty record.");

    /// <summary>16 hex digits that change with the content.</summary>
    public static string Hash<T>(T value)
        where T : notnull =>
        Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(value, value.GetType(), ProtocolJson.Options)).AsSpan(0, 8));
}
