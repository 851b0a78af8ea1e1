namespace ApiGovernance.Protocol.Descriptors.Policies;

/// <summary>What a read answers while the back end fails and no good answer is kept.</summary>
public sealed record FallbackPolicy
{
    public int Status { get; init; } = 200;

    public string ContentType { get; init; } = "application/json";

    public required string Body { get; init; }
}
