using System.Text.Json.Nodes;
using static ApiGovernance.Protocol.Descriptors.Writing.JsonParts;

namespace ApiGovernance.Protocol.Descriptors.Writing;

internal static class PlanWriter
{
    public static JsonObject Write(PlanSpec plan) => Object(("limits", List(plan.Limits, limit => Object(
        ("name", limit.Name),
        ("requests", limit.Requests),
        ("perSeconds", limit.PerSeconds),
        ("window", Word(limit.Window)),
        ("per", Word(limit.Per)),
        ("apis", SomeTexts(limit.Apis))))));
}
