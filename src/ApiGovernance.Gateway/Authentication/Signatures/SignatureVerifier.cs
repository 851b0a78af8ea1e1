using ApiGovernance.Gateway.Problems;
using ApiGovernance.Gateway.Validation;
using ApiGovernance.Gateway.Versioning;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;

namespace ApiGovernance.Gateway.Authentication.Signatures;

/// <summary>
/// Knows a caller by the signature of its request (RFC 9421). It must cover what decides about the call: the method, the whole target, the
/// digest of the body and a field that names the version, and it may be used once and only for a short time.
/// </summary>
internal sealed class SignatureVerifier(PublicAddress address, ReplayGuard replays, TimeProvider clock) : IDisposable
{
    public const string InputField = "Signature-Input";
    public const string SignatureField = "Signature";

    /// <summary>How old a signature may be.</summary>
    public static readonly TimeSpan MaxAge = TimeSpan.FromMinutes(5);

    /// <summary>How far it may be ahead.</summary>
    public static readonly TimeSpan MaxAhead = TimeSpan.FromSeconds(30);

    private const int MaxLength = 8 * 1024;
    private const int MaxNonceLength = 256;

    // Whoever knows a key's id can have signatures checked; half of the machine is left for those who ask for something else.
    private static readonly int MaxAtOnce = Math.Max(1, Environment.ProcessorCount / 2);

    private readonly SemaphoreSlim places = new(MaxAtOnce);

    public async ValueTask<Problem?> VerifyAsync(Exchange exchange, SignatureKeys keys)
    {
        HttpRequest request = exchange.Context.Request;
        if (!address.IsKnown(exchange.Context))
            return AuthenticationProblems.PublicAddressUnknown();
        string inputs = Joined(request, InputField), signatures = Joined(request, SignatureField);
        if (inputs.Length > MaxLength || signatures.Length > MaxLength || SignatureInput.Parse(inputs, signatures) is not { } all)
            return NotAcceptable(exchange, "Signature-Input and Signature cannot be read, or do not belong together.");
        if (Choose(all, keys) is not var (input, key))
            return NotAcceptable(exchange, "No signature has the 'keyid' of a consumer's key.");
        if (!IsFresh(input))
            return NotAcceptable(exchange, "The signature is too old, ahead of its time or expired ('created', 'expires'), or its 'nonce' is none.");
        if (input.Has("alg") && input.Algorithm != key.Algorithm)
            return NotAcceptable(exchange, "The signature's 'alg' is not that of the key.");
        bool hasBody = HasBody(exchange.Context);
        if (!CoversWhatDecides(input, exchange, hasBody))
            return NotAcceptable(exchange, "The signature does not cover the method, the whole target, the digest of the body and the field that names the version.");
        if (!await IsSignedAsync(input, key, exchange).ConfigureAwait(false))
            return NotAcceptable(exchange, "The signature is not that of this request under one of the gateway's addresses (--public-url), by this key.");
        if (hasBody && await CheckBodyAsync(exchange).ConfigureAwait(false) is { } wrong)
            return wrong;
        // Last, so that nobody uses up what is another's. Without a nonce it is the signature itself that counts once.
        string once = input.Nonce is { } nonce ? "n" + nonce : "s" + Convert.ToBase64String(key.Unforgeable(input.Signature));
        switch (await replays.UseAsync(OnceKind.Signature, input.KeyId!, once, key.Consumer.Name).ConfigureAwait(false))
        {
            case OnceAnswer.Again:
                return NotAcceptable(exchange, "The signature or its 'nonce' was used before.");
            case OnceAnswer.Full:
                return AuthenticationProblems.ReplayCheckUnavailable();
            default:
                (exchange.Identity, exchange.Consumer) = (key.Identity, key.Consumer);
                return null;
        }
    }

    public void Dispose() => places.Dispose();

    private static (SignatureInput Input, SignatureKey Key)? Choose(IReadOnlyList<SignatureInput> inputs, SignatureKeys keys)
    {
        // Others may have signed too; what counts is the first one of a consumer of ours.
        foreach (SignatureInput input in inputs)
        {
            if (input.KeyId is { } id && keys.Find(id) is { } key)
                return (input, key);
        }

        return null;
    }

    private bool IsFresh(SignatureInput input)
    {
        long now = clock.GetUtcNow().ToUnixTimeSeconds();
        return input.Created is { } created && created <= now + (long)MaxAhead.TotalSeconds && created >= now - (long)MaxAge.TotalSeconds
            && (!input.Has("expires") || (input.Expires is { } expires && expires > now))
            && (!input.Has("nonce") || input.Nonce is { Length: > 0 and <= MaxNonceLength });
    }

    private static bool CoversWhatDecides(SignatureInput input, Exchange exchange, bool hasBody)
    {
        bool query = exchange.Path.Query.IsEmpty || input.Covers("@query");
        bool target = input.Covers("@target-uri")
            || (input.Covers("@authority") && (input.Covers("@request-target") || (input.Covers("@path") && query)));
        return input.Covers("@method") && target && (!hasBody || input.Covers(ContentDigest.Field)) && CoversVersion(input, exchange);
    }

    /// <summary>Another version is another contract and perhaps another back end.</summary>
    private static bool CoversVersion(SignatureInput input, Exchange exchange)
    {
        VersionRules rules = exchange.Api!.VersionRules;
        IHeaderDictionary headers = exchange.Context.Request.Headers;
        if (rules.LooksAtHeader && headers.ContainsKey(rules.Header) && !input.Covers(rules.HeaderComponent))
            return false;
        return !rules.LooksAtMediaType
            || ((!NamesVersion(headers.ContentType, rules) || input.Covers("content-type")) && (!NamesVersion(headers.Accept, rules) || input.Covers("accept")));
    }

    /// <summary>Says yes too often rather than too seldom: how a parameter may be written is not looked at.</summary>
    private static bool NamesVersion(StringValues field, VersionRules rules)
    {
        for (int i = 0; i < field.Count; i++)
        {
            int semicolon = field[i]!.IndexOf(';', StringComparison.Ordinal);
            if (semicolon >= 0 && field[i].AsSpan(semicolon).Contains(rules.MediaTypeParameter, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    private async ValueTask<bool> IsSignedAsync(SignatureInput input, SignatureKey key, Exchange exchange)
    {
        await places.WaitAsync(exchange.Context.RequestAborted).ConfigureAwait(false);
        try
        {
            return IsSigned(input, key, exchange);
        }
        finally
        {
            places.Release();
        }
    }

    private bool IsSigned(SignatureInput input, SignatureKey key, Exchange exchange)
    {
        byte[]? before = null;
        foreach (string known in address.BasesOf(exchange.Context))
        {
            byte[]? message = SignatureBase.Of(input, exchange.Context.Request, exchange.Path, known);
            if (message is null || (before is not null && before.AsSpan().SequenceEqual(message)))
                continue;
            if (key.Verify(message, input.Signature))
                return true;
            before = message;
        }

        return false;
    }

    /// <summary>Reads the body and holds it against its digest: what was read is what goes on.</summary>
    private static async ValueTask<Problem?> CheckBodyAsync(Exchange exchange)
    {
        HttpRequest request = exchange.Context.Request;
        int most = exchange.Version?.Part.MaxBodyBytes ?? exchange.Api!.MaxBodyBytes;
        (exchange.SignedBody, Problem? unreadable) = await RequestBody.ReadAsync(exchange, most).ConfigureAwait(false);
        if (exchange.SignedBody is not { } body)
            return unreadable;
        return ContentDigest.Matches(Joined(request, ContentDigest.Field), body.Span)
            ? null
            : AuthenticationProblems.SignatureNotAcceptable("The body is not the one of the signed Content-Digest.");
    }

    private static Problem NotAcceptable(Exchange exchange, RefusalReason why)
    {
        why.Note(exchange);
        return AuthenticationProblems.SignatureNotAcceptable("The signature is not acceptable.");
    }

    private static string Joined(HttpRequest request, string field) => request.Headers[field] is { Count: > 0 } values ? string.Join(", ", values!) : "";

    private static bool HasBody(HttpContext context) =>
        context.Request.ContentLength is > 0 || (context.Request.ContentLength is null && context.Features.Get<IHttpRequestBodyDetectionFeature>() is { CanHaveBody: true });
}
