namespace ApiGovernance.Protocol.Descriptors.Reading;

/// <summary>What a back end's owner says about its failures.</summary>
internal static class BackendResilienceReader
{
    public static BackendBreaker Breaker(NodeReader node)
    {
        BackendBreaker defaults = new();
        return new BackendBreaker
        {
            FailurePercent = node.Integer("failurePercent", 1, 100) ?? defaults.FailurePercent,
            MinimumCalls = node.Integer("minimumCalls", 1, 100_000) ?? defaults.MinimumCalls,
            WindowSeconds = node.Integer("windowSeconds", 1, 600) ?? defaults.WindowSeconds,
            OpenSeconds = node.Integer("openSeconds", 1, 3600) ?? defaults.OpenSeconds,
            HalfOpenCalls = node.Integer("halfOpenCalls", 1, 100) ?? defaults.HalfOpenCalls,
        };
    }

    public static BackendHealth Health(NodeReader node)
    {
        BackendHealth defaults = new();
        return new BackendHealth
        {
            Path = node.OptionalText("path", TextRule.UpstreamPath),
            IntervalSeconds = node.Integer("intervalSeconds", 1, 3600) ?? defaults.IntervalSeconds,
            TimeoutSeconds = node.Integer("timeoutSeconds", 1, 60) ?? defaults.TimeoutSeconds,
            UnhealthyAfter = node.Integer("unhealthyAfter", 1, 100) ?? defaults.UnhealthyAfter,
            HealthyAfter = node.Integer("healthyAfter", 1, 100) ?? defaults.HealthyAfter,
        };
    }
}
