namespace ApiGovernance.Protocol.Descriptors;

/// <summary>The people who own APIs, back ends and canonical entities; named in every error of what they own.</summary>
public sealed record TeamDescriptor : Descriptor
{
    public override string Kind => "Team";

    public required TeamSpec Spec { get; init; }
}

/// <param name="Contacts">At least one.</param>
public sealed record TeamSpec(IReadOnlyList<Contact> Contacts)
{
    public string? OnCall { get; init; }

    public string? SupportUrl { get; init; }

    /// <summary>Whom to turn to when nobody answers, in this order.</summary>
    public IReadOnlyList<EscalationStep> Escalation { get; init; } = [];
}

/// <param name="Type"><c>email</c>, <c>chat</c>, <c>phone</c> or <c>url</c>.</param>
public sealed record Contact(string Type, string Value);

/// <summary>Whom to turn to next: one of contact and team.</summary>
/// <param name="AfterMinutes">Minutes since the beginning of the trouble; never fewer than in the step before.</param>
public sealed record EscalationStep(int AfterMinutes)
{
    public Contact? Contact { get; init; }

    /// <summary>Another team, by name.</summary>
    public string? Team { get; init; }
}
