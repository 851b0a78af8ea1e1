using ApiGovernance.Diff.Comparison;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Model;
using ApiGovernance.OpenApi.Model.Events;

namespace ApiGovernance.Diff.Events;

/// <summary>By what a message can be known: its names, the type that it carries, its title, and what its payload looks like.</summary>
internal sealed class MessageNames
{
    /// <summary>CloudEvents has its type in the payload (structured mode) or in a header (binary mode).</summary>
    private static readonly string[] TypeFields = ["type", "eventType", "event_type", "notificationType", "NotificationType"];
    private static readonly string[] TypeHeaders = ["ce_type", "ce-type", "cloudEvents:type", "cloudEvents_type", "type", "eventType"];

    public MessageNames(EventMessage message, DocumentBundle bundle)
    {
        Message = message;
        Names = [.. new[] { message.Name, message.Node["messageId"]?.AsString, message.Node["name"]?.AsString }.OfType<string>().Distinct(StringComparer.Ordinal)];
        Type = TypeFields.Select(field => Only(message.Payload, field, bundle)).OfType<string>().FirstOrDefault()
            ?? message.Headers.SelectMany(headers => TypeHeaders.Select(field => Only(headers, field, bundle))).OfType<string>().FirstOrDefault();
        Properties = message.Payload is { } payload && bundle.Follow(new ResolvedNode(payload.DocumentUri, payload.Pointer, payload.Node)) is { } place
            ? [.. place.Node["properties"]?.Members.Select(member => member.Name) ?? []]
            : [];
    }

    public EventMessage Message { get; }

    public IReadOnlyList<string> Names { get; }

    /// <summary>The only value that its type field may have; null for none.</summary>
    public string? Type { get; }

    public IReadOnlyList<string> Properties { get; }

    /// <summary>How much the payloads have in common, from 0 to 100; of two that say they are different events, nothing.</summary>
    public int Likeness(MessageNames other)
    {
        if (Type is not null && other.Type is not null && Type != other.Type)
            return 0;
        int common = Properties.Intersect(other.Properties, StringComparer.Ordinal).Count(), all = Properties.Union(other.Properties, StringComparer.Ordinal).Count();
        return all == 0 ? 0 : 100 * common / all;
    }

    private static string? Only(SchemaReference? schema, string field, DocumentBundle bundle)
    {
        if (schema is null || SchemaKinds.Property(new ResolvedNode(schema.DocumentUri, schema.Pointer, schema.Node), field, bundle) is not { } property || bundle.Follow(property) is not { } place)
            return null;
        return place.Node["const"]?.AsString ?? (place.Node["enum"] is { Items: [var single] } ? single.AsString : null);
    }
}
