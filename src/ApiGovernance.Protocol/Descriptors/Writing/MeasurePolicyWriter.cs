using System.Text.Json.Nodes;
using ApiGovernance.Protocol.Descriptors.Policies;
using static ApiGovernance.Protocol.Descriptors.Writing.JsonParts;

namespace ApiGovernance.Protocol.Descriptors.Writing;

internal static class MeasurePolicyWriter
{
    public static JsonObject? Write(MeasurePolicy? policy) => policy is null ? null : Object(
        ("event", BusinessEvents.WordOf(policy.Event)),
        ("channel", policy.Channel),
        ("channels", SomeTexts(policy.Channels)),
        ("id", policy.Id));
}
