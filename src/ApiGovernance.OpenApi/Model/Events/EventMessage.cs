using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.OpenApi.Model.Events;

/// <summary>A kind of message, its traits merged: in 2.x what a trait says replaces what the message says, in 3.x the message wins.</summary>
public sealed record EventMessage : ApiObject
{
    /// <summary>3.x: its key in the channel; 2.x: <c>messageId</c>, <c>name</c>, or the name of the component.</summary>
    public required string Name { get; init; }

    public string? Title { get; init; }

    public string? Summary { get; init; }

    public string? Description { get; init; }

    public bool Deprecated { get; init; }

    /// <summary>Its own or the document's default; null for neither.</summary>
    public string? ContentType { get; init; }

    /// <summary>The schema of the payload in the language of <see cref="SchemaFormat"/>; null when the payload is not described.</summary>
    public SchemaReference? Payload { get; init; }

    /// <summary>The media type of the payload's schema, as written; null for AsyncAPI's own (JSON Schema draft 7 and more).</summary>
    public string? SchemaFormat { get; init; }

    /// <summary>The payload is described in JSON Schema or a relative of it. Avro, Protobuf, RAML and others are kept as written and not checked.</summary>
    public bool IsPayloadChecked { get; init; }

    /// <summary>Schemas of the headers, which all hold: the message's and those of its traits.</summary>
    public required IReadOnlyList<SchemaReference> Headers { get; init; }

    /// <summary>Where its correlation id stands: <c>$message.header#/correlationId</c>.</summary>
    public string? CorrelationId { get; init; }

    public required IReadOnlyList<string> Tags { get; init; }

    /// <summary>Each has a <c>payload</c>, <c>headers</c> or both.</summary>
    public required IReadOnlyList<ResolvedNode> Examples { get; init; }

    /// <summary>The traits in their order, references followed.</summary>
    public required IReadOnlyList<ResolvedNode> Traits { get; init; }

    /// <summary>What protocols say beside, by protocol, as written.</summary>
    public DocumentNode? Bindings => Node["bindings"];
}
