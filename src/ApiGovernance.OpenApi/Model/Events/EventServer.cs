namespace ApiGovernance.OpenApi.Model.Events;

/// <summary>A broker or another place where messages pass.</summary>
public sealed record EventServer : ApiObject
{
    public required string Name { get; init; }

    /// <summary>2.x: <c>url</c>; 3.x: <c>host</c> and <c>pathname</c>. As written, with variables in braces.</summary>
    public required string Address { get; init; }

    /// <summary>E.g. <c>kafka</c>, <c>amqp</c>, <c>mqtt</c>, <c>wss</c>; null when missing.</summary>
    public string? Protocol { get; init; }

    public required IReadOnlyList<ApiServerVariable> Variables { get; init; }

    /// <summary>Names of security schemes.</summary>
    public required IReadOnlyList<string> Security { get; init; }
}

/// <summary>Where messages of some kinds flow: a topic, a queue, a subject.</summary>
public sealed record EventChannel : ApiObject
{
    /// <summary>Its key in the document.</summary>
    public required string Name { get; init; }

    /// <summary>2.x: the key; 3.x: <c>address</c>, null for one that is known only at run time.</summary>
    public string? Address { get; init; }

    public string? Description { get; init; }

    public required IReadOnlyList<EventParameter> Parameters { get; init; }

    /// <summary>2.x: those of its operations.</summary>
    public required IReadOnlyList<EventMessage> Messages { get; init; }

    /// <summary>Names of the servers on which it is; empty for all.</summary>
    public required IReadOnlyList<string> Servers { get; init; }
}

/// <summary>A part of a channel's address that changes.</summary>
public sealed record EventParameter : ApiObject
{
    public required string Name { get; init; }

    public string? Description { get; init; }

    /// <summary>2.x.</summary>
    public SchemaReference? Schema { get; init; }

    /// <summary>3.x; empty for any value.</summary>
    public required IReadOnlyList<string> Enum { get; init; }

    /// <summary>3.x.</summary>
    public string? Default { get; init; }

    /// <summary>Where in the message its value stands: <c>$message.payload#/user/id</c>.</summary>
    public string? Location { get; init; }
}
