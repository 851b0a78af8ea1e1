using System.Text.Json.Nodes;
using ApiGovernance.Protocol.Descriptors.Policies;
using static ApiGovernance.Protocol.Descriptors.Writing.JsonParts;

namespace ApiGovernance.Protocol.Descriptors.Writing;

internal static class IdempotencyPolicyWriter
{
    public static JsonObject? Write(IdempotencyPolicy? policy) => policy is null ? null : Object(
        ("mode", Word(policy.Mode)),
        ("key", policy.Key),
        ("retentionHours", policy.RetentionHours),
        ("maxResponseBytes", policy.MaxResponseBytes),
        ("responseHeaders", SomeTexts(policy.ResponseHeaders)),
        ("serverErrors", Word(policy.ServerErrors)),
        ("reconcile", policy.Reconcile is { } reconcile ? Object(("operation", reconcile.Operation), ("afterSeconds", reconcile.AfterSeconds)) : null));
}
