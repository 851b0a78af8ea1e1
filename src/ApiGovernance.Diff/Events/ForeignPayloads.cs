using ApiGovernance.Diff.Comparison;
using ApiGovernance.Diff.Comparison.Schemas;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Model.Events;

namespace ApiGovernance.Diff.Events;

/// <summary>Payloads in Avro, Protobuf, RAML and the like: the same text is the same payload; of any other nobody here can say what it means.</summary>
internal static class ForeignPayloads
{
    public static void Check(MessagePair pair, EventPair contracts, ChangeSink sink)
    {
        if (pair.Before.IsPayloadChecked && pair.After.IsPayloadChecked)
            return;
        ResolvedNode? old = Written(pair.Before, contracts.Before), now = Written(pair.After, contracts.After);
        if (pair.Before.SchemaFormat == pair.After.SchemaFormat && Text(old) == Text(now))
            return;
        ResolvedNode at = now ?? pair.After.Place;
        string change = pair.Before.SchemaFormat == pair.After.SchemaFormat
            ? $"is another text in `{pair.After.SchemaFormat}`"
            : $"is written as `{Format(pair.After)}`, before as `{Format(pair.Before)}`";
        sink.NotCompared("event-payload-not-compared", at, $"was not compared in the payload of `{pair.After.Name}` ({at.Node.Span}): it {change}.", old ?? pair.Before.Place);
    }

    private static string Format(EventMessage message) => message.SchemaFormat ?? "JSON Schema";

    /// <summary>3.x wraps it: <c>{schemaFormat, schema}</c>.</summary>
    private static ResolvedNode? Written(EventMessage message, EventContract contract)
    {
        if (message.Place.Member("payload") is not { } payload || contract.Bundle.Follow(payload) is not { } place)
            return null;
        ResolvedNode schema = contract.Format == EventFormat.AsyncApi3 && place.Node["schemaFormat"] is not null ? place.Member("schema") ?? place : place;
        return contract.Bundle.Follow(schema) ?? schema;
    }

    private static string? Text(ResolvedNode? payload) => payload is null ? null : JsonValueText.Of(payload.Node).Text;
}
