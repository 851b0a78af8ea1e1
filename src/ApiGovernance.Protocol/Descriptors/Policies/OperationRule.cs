namespace ApiGovernance.Protocol.Descriptors.Policies;

/// <summary>A policy for one operation.</summary>
/// <param name="Operation">As the contract writes it, e.g. <c>POST /orders</c>.</param>
/// <param name="Versions">In which versions of the API; empty for all that have the operation.</param>
public sealed record OperationRule(string Operation, IReadOnlyList<string> Versions, OperationPolicy Policy)
{
    public bool IsFor(string version) => Versions.Count == 0 || Versions.Contains(version);
}
