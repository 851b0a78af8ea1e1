using System.Text.Json.Serialization;

namespace ApiGovernance.Protocol.Descriptors;

/// <summary>A consumer's right to call an API, or its wish for one. Named <c>consumer--api</c>.</summary>
public sealed record SubscriptionDescriptor : Descriptor
{
    public override string Kind => "Subscription";

    public required SubscriptionSpec Spec { get; init; }

    /// <summary>What the subscription of a consumer to an API is called.</summary>
    public static string NameOf(string consumer, string api) => $"{consumer}--{api}";
}

public sealed record SubscriptionSpec(string Consumer, string Api)
{
    /// <summary>What is allowed; null for nothing.</summary>
    public SubscriptionTerms? Granted { get; init; }

    /// <summary>What is asked for and not yet decided, or was asked for when it was; null for nothing.</summary>
    public SubscriptionTerms? Requested { get; init; }

    /// <summary>Why it is asked for, or why it was decided as it was.</summary>
    public string? Reason { get; init; }

    public string? RequestedBy { get; init; }

    public DateTimeOffset? RequestedAt { get; init; }

    public string? DecidedBy { get; init; }

    public DateTimeOffset? DecidedAt { get; init; }

    /// <summary>The last decision; null when nobody has decided yet.</summary>
    public SubscriptionDecision? Decision { get; init; }
}

/// <param name="Versions">Version names; empty for all versions.</param>
/// <param name="Scopes">What the embedded authority may put into the consumer's tokens for the API.</param>
public sealed record SubscriptionTerms(IReadOnlyList<string> Versions, IReadOnlyList<string> Scopes);

[JsonConverter(typeof(WordEnum<SubscriptionDecision>))]
public enum SubscriptionDecision
{
    [JsonStringEnumMemberName("approved")] Approved,

    /// <summary>What was asked for is refused; what was granted before still is.</summary>
    [JsonStringEnumMemberName("rejected")] Rejected,

    /// <summary>What was granted is taken back.</summary>
    [JsonStringEnumMemberName("revoked")] Revoked,
}
