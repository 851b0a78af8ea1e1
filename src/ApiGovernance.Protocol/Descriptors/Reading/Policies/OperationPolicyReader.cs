using ApiGovernance.Protocol.Descriptors.Policies;

namespace ApiGovernance.Protocol.Descriptors.Reading.Policies;

/// <summary>Reads <c>policy</c> and <c>operations</c> of an API.</summary>
internal static class OperationPolicyReader
{
    private const int MaxCost = 100_000;

    public static OperationPolicy? ReadPolicy(NodeReader spec) => spec.Object("policy", General);

    public static IReadOnlyList<OperationRule> ReadOperations(NodeReader spec)
    {
        HashSet<(string Operation, string Version)> seen = [];
        return spec.List("operations", item => Rule(item, seen));
    }

    private static OperationPolicy General(NodeReader policy)
    {
        MeasurePolicyReader.CheckGeneral(policy);
        return Policy(policy);
    }

    private static OperationPolicy Policy(NodeReader policy) => new()
    {
        Cost = policy.Integer("cost", 1, MaxCost),
        Priority = Priority(policy),
        Timeout = policy.Object("timeout", ResilienceReader.Timeout),
        Retry = policy.Object("retry", ResilienceReader.Retry),
        Hedge = policy.Object("hedge", ResilienceReader.Hedge),
        Cache = policy.Object("cache", ResilienceReader.Cache),
        Fallback = policy.Object("fallback", ResilienceReader.Fallback),
        Idempotency = IdempotencyPolicyReader.Read(policy),
        Validation = ValidationPolicyReader.Read(policy),
        Measure = MeasurePolicyReader.Read(policy),
    };

    private static BusinessPriority? Priority(NodeReader policy)
    {
        IReadOnlyList<string> words = BusinessPriorities.Words;
        string? word = policy.Word("priority", words);
        for (int i = 0; i < words.Count; i++)
        {
            if (words[i] == word)
                return (BusinessPriority)i;
        }

        return null;
    }

    private static OperationRule Rule(NodeReader item, HashSet<(string Operation, string Version)> seen)
    {
        OperationRule rule = new(
            item.Text("operation", TextRule.Operation),
            item.Texts("versions", TextRule.VersionName, minimum: 1),
            item.Object("policy", required: true) is { } policy ? Closed(policy) : OperationPolicy.None);
        // "*" beside a version's name is no overlap that means anything: which of the two would hold?
        string[] versions = rule.Versions.Count == 0 ? ["*"] : [.. rule.Versions];
        if (versions.Any(version => seen.Contains((rule.Operation, version)) || seen.Contains((rule.Operation, "*")))
            || (versions is ["*"] && seen.Any(other => other.Operation == rule.Operation)))
        {
            item.Wrong(
                "descriptor-duplicate", "operation", $"is named a second time for the same version: {Spelling.Quote(rule.Operation)}.",
                "Give each operation one policy per version.");
        }

        IdempotencyPolicyReader.CheckMethod(item, rule);
        MeasurePolicyReader.CheckOperation(item, rule);
        foreach (string version in versions)
            seen.Add((rule.Operation, version));
        return rule;
    }

    private static OperationPolicy Closed(NodeReader node)
    {
        OperationPolicy policy = Policy(node);
        node.Close();
        return policy;
    }
}
