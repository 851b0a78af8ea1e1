using System.Text.Json.Nodes;
using ApiGovernance.Protocol.Descriptors.Policies;
using static ApiGovernance.Protocol.Descriptors.Writing.JsonParts;

namespace ApiGovernance.Protocol.Descriptors.Writing;

internal static class OperationPolicyWriter
{
    public static JsonObject? Write(OperationPolicy? policy) => policy is null ? null : Object(
        ("cost", policy.Cost),
        ("priority", policy.Priority is { } priority ? BusinessPriorities.WordOf(priority) : null),
        ("timeout", ResilienceWriter.Write(policy.Timeout)),
        ("retry", ResilienceWriter.Write(policy.Retry)),
        ("hedge", ResilienceWriter.Write(policy.Hedge)),
        ("cache", ResilienceWriter.Write(policy.Cache)),
        ("fallback", ResilienceWriter.Write(policy.Fallback)),
        ("idempotency", IdempotencyPolicyWriter.Write(policy.Idempotency)),
        ("validation", ValidationPolicyWriter.Write(policy.Validation)),
        ("measure", MeasurePolicyWriter.Write(policy.Measure)));

    public static JsonArray? Write(IReadOnlyList<OperationRule> rules) => Some(rules, rule => Object(
        ("operation", rule.Operation),
        ("versions", SomeTexts(rule.Versions)),
        ("policy", Write(rule.Policy))));
}
