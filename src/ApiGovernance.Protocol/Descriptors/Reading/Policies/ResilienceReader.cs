using ApiGovernance.Protocol.Descriptors.Policies;

namespace ApiGovernance.Protocol.Descriptors.Reading.Policies;

/// <summary>What a policy says about calls that fail or take long.</summary>
internal static class ResilienceReader
{
    /// <summary>As long as a back end may be silent.</summary>
    private const int TenMinutes = 600_000;
    private const int MaxFallback = 65_536;

    public static IReadOnlyList<string> RetryOn { get; } = ["connect", "reset", "timeout", "429", "500", "502", "503", "504"];

    public static TimeoutPolicy Timeout(NodeReader node)
    {
        TimeoutPolicy timeout = new()
        {
            TotalMilliseconds = node.Integer("totalMilliseconds", 1, TenMinutes),
            PerTryMilliseconds = node.Integer("perTryMilliseconds", 1, TenMinutes),
        };
        if (timeout.PerTryMilliseconds > timeout.TotalMilliseconds)
        {
            node.Wrong(
                "policy-timeout-order", "perTryMilliseconds", $"is {timeout.PerTryMilliseconds}, longer than all tries together ({timeout.TotalMilliseconds}).",
                "Make it smaller than `totalMilliseconds`, or leave it out.");
        }

        return timeout;
    }

    public static RetryPolicy Retry(NodeReader node)
    {
        RetryPolicy defaults = new();
        return new RetryPolicy
        {
            Attempts = node.Integer("attempts", 2, 5) ?? defaults.Attempts,
            On = node.Has("on") ? node.Scalars("on", RetryOn, minimum: 1) : defaults.On,
            BudgetPercent = node.Integer("budgetPercent", 1, 100) ?? defaults.BudgetPercent,
            BackoffMilliseconds = node.Integer("backoffMilliseconds", 0, 10_000) ?? defaults.BackoffMilliseconds,
        };
    }

    public static HedgePolicy Hedge(NodeReader node) => new()
    {
        AfterMilliseconds = node.Integer("afterMilliseconds", 1, TenMinutes, required: true) ?? 1,
        MaxPercent = node.Integer("maxPercent", 1, 100) ?? 5,
    };

    public static CachePolicy Cache(NodeReader node) => new()
    {
        StaleSeconds = node.Integer("staleSeconds", 1, 604_800, required: true) ?? 1,
        MaxBytes = node.Integer("maxBytes", 1024, 256 * 1024 * 1024) ?? 1024 * 1024,
        Vary = node.Texts("vary", TextRule.HeaderName, maximum: 10),
    };

    public static FallbackPolicy Fallback(NodeReader node)
    {
        FallbackPolicy defaults = new() { Body = "" };
        return new FallbackPolicy
        {
            Status = node.Integer("status", 200, 599) ?? defaults.Status,
            ContentType = node.OptionalText("contentType", TextRule.MediaType) ?? defaults.ContentType,
            Body = node.Text("body", TextRule.Length(0, MaxFallback)),
        };
    }
}
