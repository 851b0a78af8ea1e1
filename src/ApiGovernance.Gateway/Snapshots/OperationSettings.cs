using ApiGovernance.Gateway.Idempotency;
using ApiGovernance.Gateway.Observability.Business;
using ApiGovernance.Gateway.Resilience;
using ApiGovernance.Gateway.Routing;
using ApiGovernance.Gateway.Validation;
using ApiGovernance.Protocol.Descriptors.Policies;
using ApiGovernance.Protocol.Snapshots;

namespace ApiGovernance.Gateway.Snapshots;

/// <summary>What the catalog says about the calls of one operation, worked out when the snapshot is applied.</summary>
internal sealed class OperationSettings
{
    private readonly BusinessPriority priorityOfSafe;
    private readonly BusinessPriority priorityOfUnsafe;

    private OperationSettings(ApiVersionPart part, OperationPolicy policy, MeasureRule? measure = null)
    {
        Policy = policy;
        Cost = policy.Cost ?? 1;
        priorityOfSafe = policy.Priority ?? BusinessPriorities.Default(part.Entity, isSafe: true);
        priorityOfUnsafe = policy.Priority ?? BusinessPriorities.Default(part.Entity, isSafe: false);
        Call = CallPolicy.From(policy);
        Idempotency = IdempotencyRule.Compile(policy.Idempotency);
        Validation = new ValidationSettings(part, policy.Validation);
        Measure = measure;
    }

    /// <summary>The operation's policy over the API's.</summary>
    public OperationPolicy Policy { get; }

    /// <summary>Units of each limit of the plan that a call takes.</summary>
    public int Cost { get; }

    /// <summary>What a call is for.</summary>
    public BusinessPriority PriorityOf(bool isSafe) => isSafe ? priorityOfSafe : priorityOfUnsafe;

    /// <summary>What happens when a call fails or takes long; null where nothing is said.</summary>
    public CallPolicy? Call { get; }

    /// <summary>Null where calls may have their effect twice.</summary>
    public IdempotencyRule? Idempotency { get; }

    public ValidationSettings Validation { get; }

    /// <summary>Null where calls are only calls.</summary>
    public MeasureRule? Measure { get; }

    /// <summary>One for each operation of the contract, in the contract's order.</summary>
    /// <exception cref="SnapshotContentException">A policy names an operation that the contract does not have, or says something impossible.</exception>
    public static OperationSettings[] Compile(ApiVersionPart part, IReadOnlyList<CompiledOperation> operations)
    {
        OperationSettings general = new(part, part.Policy ?? OperationPolicy.None);
        OperationSettings[] settings = new OperationSettings[operations.Count];
        for (int i = 0; i < settings.Length; i++)
            settings[i] = MeasureRule.Compile(part, operations[i], null) is { } measure ? new OperationSettings(part, general.Policy, measure) : general;
        foreach (OperationRule rule in part.Operations)
        {
            if (operations.FirstOrDefault(operation => operation.Name == rule.Operation) is { } operation)
                settings[operation.Index] = new OperationSettings(part, rule.Policy.Over(part.Policy), MeasureRule.Compile(part, operation, rule.Policy.Measure));
            else if (rule.Versions.Count > 0)
                // A policy without its operation would be no protection at all, and nobody would notice.
                throw new SnapshotContentException($"A policy is for the operation '{rule.Operation}', which the contract does not have.");
        }

        return settings;
    }
}
