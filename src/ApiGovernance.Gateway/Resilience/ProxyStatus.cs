using System.Globalization;

namespace ApiGovernance.Gateway.Resilience;

/// <summary>The field by which a gateway says what happened between it and the back end (RFC 9209).</summary>
internal static class ProxyStatus
{
    public const string Header = "Proxy-Status";

    /// <param name="nextHop">The back end's name; its address is nobody's business.</param>
    public static string Of(string error, string? nextHop) =>
        nextHop is null ? $"apigov; error={error}" : $"apigov; error={error}; next-hop=\"{nextHop}\"";

    public static string Of(CallFailure failure, string nextHop) => failure.Error is { } error
        ? Of(error, nextHop)
        : string.Create(CultureInfo.InvariantCulture, $"apigov; received-status={failure.Status}; next-hop=\"{nextHop}\"");
}
