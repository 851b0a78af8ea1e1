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
}

/// <param name="Type"><c>email</c>, <c>chat</c>, <c>phone</c> or <c>url</c>.</param>
public sealed record Contact(string Type, string Value);
