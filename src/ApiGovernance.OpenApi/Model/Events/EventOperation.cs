namespace ApiGovernance.OpenApi.Model.Events;

/// <summary>
/// What the described application does. 3.x says so itself. 2.x says what others may do with it, so it is the other way round: under
/// <c>publish</c> others publish and the application receives; under <c>subscribe</c> others subscribe and the application sends.
/// </summary>
public enum EventAction
{
    Send,
    Receive,
}

public sealed record EventOperation : ApiObject
{
    /// <summary>3.x: its key; 2.x: <c>operationId</c>, or <c>publish</c> or <c>subscribe</c> and the channel.</summary>
    public required string Name { get; init; }

    public required EventAction Action { get; init; }

    public required EventChannel Channel { get; init; }

    /// <summary>The messages it is about: those it names, else all of its channel (3.x). 2.x: one of these (<c>oneOf</c>).</summary>
    public required IReadOnlyList<EventMessage> Messages { get; init; }

    public string? Summary { get; init; }

    public string? Description { get; init; }

    public required IReadOnlyList<string> Tags { get; init; }

    /// <summary>Names of security schemes.</summary>
    public required IReadOnlyList<string> Security { get; init; }

    /// <summary>Where the answer goes (3.x); null for none.</summary>
    public EventReply? Reply { get; init; }
}

/// <summary>The answer to a message (3.x).</summary>
/// <param name="Channel">Where it flows; null when only the address in the request says so.</param>
/// <param name="AddressLocation">Where the request says the address: <c>$message.header#/replyTo</c>.</param>
public sealed record EventReply(EventChannel? Channel, string? AddressLocation, IReadOnlyList<EventMessage> Messages);
