using ApiGovernance.OpenApi.Model;

namespace ApiGovernance.Protocol.Descriptors.Policies;

/// <summary>Holds the operations that policies name against contracts: a policy for an operation that is not there protects nothing.</summary>
public static class OperationRules
{
    public const string MissingRule = "policy-operation-missing";

    /// <summary>As contracts, policies and reports name an operation.</summary>
    public static IEnumerable<string> Names(ApiContract contract)
    {
        ArgumentNullException.ThrowIfNull(contract);
        return contract.Operations.Select(operation => $"{operation.Method} {operation.Path}");
    }

    /// <summary>Rules that name <paramref name="version"/>, whose contract lacks their operation.</summary>
    public static IEnumerable<OperationRule> Lacking(IEnumerable<OperationRule> rules, string version, ApiContract contract)
    {
        HashSet<string> names = [.. Names(contract)];
        return rules.Where(rule => rule.Versions.Contains(version) && !names.Contains(rule.Operation));
    }
}
