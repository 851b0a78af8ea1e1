namespace ApiGovernance.Protocol.Descriptors;

/// <summary>A recorded exception: these findings are known and accepted until a day.</summary>
public sealed record WaiverDescriptor : Descriptor
{
    public override string Kind => "Waiver";

    public required WaiverSpec Spec { get; init; }
}

/// <param name="Fingerprints">Which findings; 16 lower-case hex digits each, at least one.</param>
/// <param name="Owner">The team that answers for it.</param>
/// <param name="Expires">The last day (UTC) on which it holds.</param>
public sealed record WaiverSpec(IReadOnlyList<string> Fingerprints, string Reason, string Owner, DateOnly Expires)
{
    /// <summary>Where the mending is tracked.</summary>
    public string? Ticket { get; init; }

    /// <summary>The only API for which it holds; null for any.</summary>
    public string? Api { get; init; }
}
