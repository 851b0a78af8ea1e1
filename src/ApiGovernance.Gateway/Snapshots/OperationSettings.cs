using ApiGovernance.Gateway.Routing;
using ApiGovernance.Protocol.Descriptors.Policies;
using ApiGovernance.Protocol.Snapshots;

namespace ApiGovernance.Gateway.Snapshots;

/// <summary>What the catalog says about the calls of one operation, worked out when the snapshot is applied.</summary>
internal sealed class OperationSettings
{
    private OperationSettings(OperationPolicy policy)
    {
        Policy = policy;
        Cost = policy.Cost ?? 1;
    }

    /// <summary>The operation's policy over the API's.</summary>
    public OperationPolicy Policy { get; }

    /// <summary>Units of each limit of the plan that a call takes.</summary>
    public int Cost { get; }

    /// <summary>One for each operation of the contract, in the contract's order.</summary>
    /// <exception cref="SnapshotContentException">A policy names an operation that the contract does not have, or says something impossible.</exception>
    public static OperationSettings[] Compile(ApiVersionPart part, IReadOnlyList<CompiledOperation> operations)
    {
        OperationSettings general = new(part.Policy ?? OperationPolicy.None);
        OperationSettings[] settings = new OperationSettings[operations.Count];
        Array.Fill(settings, general);
        foreach (OperationRule rule in part.Operations)
        {
            if (operations.FirstOrDefault(operation => operation.Name == rule.Operation) is { } operation)
                settings[operation.Index] = new OperationSettings(rule.Policy.Over(part.Policy));
            else if (rule.Versions.Count > 0)
                // A policy without its operation would be no protection at all, and nobody would notice.
                throw new SnapshotContentException($"A policy is for the operation '{rule.Operation}', which the contract does not have.");
        }

        return settings;
    }
}
