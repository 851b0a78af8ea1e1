namespace ApiGovernance.Protocol.Descriptors.Policies;

/// <summary>
/// What the gateway does with calls, for all operations of an API or for one of them. What is null is not said: the API's policy
/// says it for its operations, and the gateway's defaults say it for both.
/// </summary>
public sealed record OperationPolicy
{
    /// <summary>Nothing is said.</summary>
    public static OperationPolicy None { get; } = new();

    /// <summary>How many units of each limit of its consumer's plan a call takes.</summary>
    public int? Cost { get; init; }

    /// <summary>How strictly calls and answers are held against the contract.</summary>
    public ValidationPolicy? Validation { get; init; }

    /// <summary>This policy, and <paramref name="general"/> where it says nothing. A member is taken whole from one of the two.</summary>
    public OperationPolicy Over(OperationPolicy? general) => general is null ? this : new OperationPolicy
    {
        Cost = Cost ?? general.Cost,
        Validation = Validation ?? general.Validation,
    };
}
