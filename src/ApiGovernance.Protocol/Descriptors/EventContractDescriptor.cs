namespace ApiGovernance.Protocol.Descriptors;

/// <summary>One type of event that a system tells others about, as CloudEvents 1.0.</summary>
public sealed record EventContractDescriptor : Descriptor
{
    public override string Kind => "EventContract";

    public required EventContractSpec Spec { get; init; }
}

public sealed record EventContractSpec
{
    /// <summary>A team.</summary>
    public required string Owner { get; init; }

    /// <summary>The CloudEvents <c>type</c> with its major version, e.g. <c>order.created.v1</c>; unique.</summary>
    public required string Type { get; init; }

    /// <summary>The canonical entity that it is about.</summary>
    public required string Entity { get; init; }

    /// <summary>
    /// JSON Schema of <c>data</c>: a file in the descriptor's folder or below; with <c>#/...</c> a part of it, such as a message's payload in
    /// an AsyncAPI document.
    /// </summary>
    public required string Schema { get; init; }

    /// <summary>What keeps events in order: <c>data.</c> and a property's path, or a CloudEvents attribute such as <c>subject</c>.</summary>
    public required string OrderingKey { get; init; }

    /// <summary>The CloudEvents <c>source</c>, where there is only one.</summary>
    public string? Source { get; init; }

    public required ApiStage Stage { get; init; }

    public Visibility Visibility { get; init; } = Visibility.Internal;

    /// <summary>Back ends that send it.</summary>
    public IReadOnlyList<string> Producers { get; init; } = [];

    /// <summary>Consumers that take it.</summary>
    public IReadOnlyList<string> Consumers { get; init; } = [];

    public DateOnly? DeprecatedOn { get; init; }

    /// <summary>The last day (UTC) on which a deprecated event is sent.</summary>
    public DateOnly? Sunset { get; init; }

    /// <summary>The type that takes its place.</summary>
    public string? Successor { get; init; }

    /// <summary>The schema's file, and the JSON pointer of the schema in it; empty for the whole file.</summary>
    public (string File, string Pointer) SchemaPlace() => Schema.IndexOf('#', StringComparison.Ordinal) is var at and >= 0
        ? (Schema[..at], Schema[(at + 1)..])
        : (Schema, "");
}
