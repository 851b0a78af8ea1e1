using System.Collections.Frozen;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using ApiGovernance.Gateway.Validation;
using ApiGovernance.Protocol.Descriptors.Policies;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace ApiGovernance.Gateway.Resilience;

/// <summary>Which answers may be kept, and who may get them later.</summary>
internal sealed class CacheRule
{
    private readonly string[] selecting;
    private readonly FrozenSet<string> known;

    public CacheRule(CachePolicy policy)
    {
        StaleFor = TimeSpan.FromSeconds(policy.StaleSeconds);
        MaxBytes = policy.MaxBytes;
        selecting = [.. policy.Vary.Append(HeaderNames.Accept).Append(HeaderNames.AcceptEncoding).Append(HeaderNames.Cookie).Distinct(StringComparer.OrdinalIgnoreCase)];
        known = selecting.ToFrozenSet(StringComparer.OrdinalIgnoreCase);
    }

    public TimeSpan StaleFor { get; }

    public int MaxBytes { get; }

    /// <summary>A part of something, and what a client wants to be neither kept nor taken from what was kept.</summary>
    public static bool IsFor(HttpRequest request) =>
        HttpMethods.IsGet(request.Method) && request.Headers.Range.Count == 0
        && !Has(request.Headers.CacheControl, "no-store") && !Has(request.Headers.CacheControl, "no-cache");

    /// <summary>
    /// Path and query as sent, the headers that matter, and who asked: a back end that is told the consumer may answer each its own,
    /// so no answer is ever given to another one, or for a token with other scopes. A cookie may say who asks as well, and back ends
    /// forget to say that they look at it.
    /// </summary>
    public string KeyOf(Exchange exchange)
    {
        HttpRequest request = exchange.Context.Request;
        StringBuilder key = new(256);
        key.Append(exchange.Path.RawAfter(exchange.PrefixSegments)).Append(request.QueryString.Value);
        key.Append('\n').Append(exchange.Consumer?.Name);
        if (exchange.Identity is { } identity)
            key.Append('\n').Append(identity.Issuer).Append('\n').Append(identity.Client).Append('\n').Append(identity.Subject).Append('\n').AppendJoin(' ', identity.Scopes.Order(StringComparer.Ordinal));
        // With its name: another policy's field in the same place is another thing.
        foreach (string name in selecting)
            key.Append('\n').Append(name).Append(':').Append(request.Headers[name].ToString());
        return key.ToString();
    }

    /// <summary>RFC 9111, 3 and 4.2.4: what must not be stored by a shared cache, and what must not be given when it is stale.</summary>
    public bool MayKeep(HttpResponseMessage answer)
    {
        if (answer.StatusCode != HttpStatusCode.OK || answer.Headers.NonValidated.Contains(HeaderNames.SetCookie)
            || answer.Content.Headers.ContentLength > MaxBytes || IsStream(answer.Content.Headers))
        {
            return false;
        }

        if (answer.Headers.NonValidated.Contains(HeaderNames.CacheControl)
            && answer.Headers.CacheControl is not { NoStore: false, Private: false, NoCache: false, MustRevalidate: false, ProxyRevalidate: false, SharedMaxAge: null })
        {
            return false;
        }

        // As written: what cannot be read is no reason to think that the answer varies by nothing.
        return !answer.Headers.NonValidated.TryGetValues(HeaderNames.Vary, out HeaderStringValues vary)
            || vary.All(line => line.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).All(known.Contains));
    }

    /// <summary>It may have no end, and its client waits for each part.</summary>
    private static bool IsStream(HttpContentHeaders headers) =>
        headers.NonValidated.TryGetValues(HeaderNames.ContentType, out HeaderStringValues type) && ContentType.TryParse(type.ToString(), out ContentType parsed) && parsed.IsStream;

    private static bool Has(Microsoft.Extensions.Primitives.StringValues cacheControl, string directive) =>
        cacheControl.Count > 0 && cacheControl.ToString().Contains(directive, StringComparison.OrdinalIgnoreCase);
}
