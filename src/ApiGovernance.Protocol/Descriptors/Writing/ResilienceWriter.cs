using System.Globalization;
using System.Text.Json.Nodes;
using ApiGovernance.Protocol.Descriptors.Policies;
using static ApiGovernance.Protocol.Descriptors.Writing.JsonParts;

namespace ApiGovernance.Protocol.Descriptors.Writing;

/// <summary>What operations and back ends say about calls that fail or take long.</summary>
internal static class ResilienceWriter
{
    public static JsonObject? Write(TimeoutPolicy? timeout) => timeout is null ? null : Object(
        ("totalMilliseconds", timeout.TotalMilliseconds),
        ("perTryMilliseconds", timeout.PerTryMilliseconds));

    public static JsonObject? Write(RetryPolicy? retry) => retry is null ? null : Object(
        ("attempts", retry.Attempts),
        ("on", List(retry.On, Scalar)),
        ("budgetPercent", retry.BudgetPercent),
        ("backoffMilliseconds", retry.BackoffMilliseconds));

    public static JsonObject? Write(HedgePolicy? hedge) => hedge is null ? null : Object(
        ("afterMilliseconds", hedge.AfterMilliseconds),
        ("maxPercent", hedge.MaxPercent));

    public static JsonObject? Write(CachePolicy? cache) => cache is null ? null : Object(
        ("staleSeconds", cache.StaleSeconds),
        ("maxBytes", cache.MaxBytes),
        ("vary", SomeTexts(cache.Vary)));

    public static JsonObject? Write(FallbackPolicy? fallback) => fallback is null ? null : Object(
        ("status", fallback.Status),
        ("contentType", fallback.ContentType),
        ("body", fallback.Body));

    public static JsonObject? Write(BackendBreaker? breaker) => breaker is null ? null : Object(
        ("failurePercent", breaker.FailurePercent),
        ("minimumCalls", breaker.MinimumCalls),
        ("windowSeconds", breaker.WindowSeconds),
        ("openSeconds", breaker.OpenSeconds),
        ("halfOpenCalls", breaker.HalfOpenCalls));

    public static JsonObject? Write(BackendHealth? health) => health is null ? null : Object(
        ("path", health.Path),
        ("intervalSeconds", health.IntervalSeconds),
        ("timeoutSeconds", health.TimeoutSeconds),
        ("unhealthyAfter", health.UnhealthyAfter),
        ("healthyAfter", health.HealthyAfter));

    private static JsonNode Scalar(string value) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : value;
}
