namespace ApiGovernance.Gateway.Idempotency;

/// <summary>The store cannot be used. Whoever waited for a claim must not carry out the call.</summary>
public sealed class IdempotencyStoreException(string place, string problem, string fix, Exception? inner = null)
    : Exception($"{place}: {problem} {fix}", inner)
{
    /// <summary>What a person can do about it.</summary>
    public string Fix { get; } = fix;
}
