using System.Collections.Frozen;
using ApiGovernance.Protocol.Snapshots;

namespace ApiGovernance.Gateway.Authentication;

/// <summary>The scopes of a consumer that proves itself without a token: what the embedded authority would put into its tokens.</summary>
internal static class ConsumerScopes
{
    public static FrozenSet<string> Of(SnapshotConsumer consumer) =>
        consumer.Subscriptions.SelectMany(subscription => subscription.Scopes).ToFrozenSet(StringComparer.Ordinal);
}
