using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace ApiGovernance.Gateway.Problems;

/// <summary>What the gateway adds to every answer, the back end's and its own.</summary>
internal static class ResponseHeaders
{
    public const string CorrelationId = "X-Correlation-Id";

    /// <summary>Called after the back end's headers were copied, so that what the gateway says replaces what it was told.</summary>
    public static void Apply(Exchange exchange, IHeaderDictionary headers)
    {
        headers[CorrelationId] = exchange.CorrelationId;
        // Which software runs behind the gateway is nobody's business.
        headers.Remove(HeaderNames.Server);
        headers.Remove(HeaderNames.XPoweredBy);
        if (exchange.RateLimit is { } rateLimit)
        {
            headers["RateLimit-Policy"] = exchange.RateLimitPolicy;
            headers["RateLimit"] = rateLimit;
        }

        // An answer that is given again has it already.
        if (exchange.Vary is { } vary && !headers.Vary.Contains(vary))
            headers.Vary = StringValues.Concat(headers.Vary, vary);
        if (exchange.Version is { } version)
        {
            if (!exchange.IsStranger)
                headers[exchange.Api!.VersionRules.Header] = version.Model.Minors.Field;
            version.Model.Lifecycle.Apply(headers);
        }
    }
}
