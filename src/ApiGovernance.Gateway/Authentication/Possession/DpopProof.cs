using System.Buffers.Text;
using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace ApiGovernance.Gateway.Authentication.Possession;

/// <summary>A proof that the caller holds the key to which its token is bound (RFC 9449, 4.3).</summary>
internal static class DpopProof
{
    public const string Field = "DPoP";

    /// <summary>How old a proof may be, by the gateway's clock.</summary>
    public static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(60);

    /// <summary>How far a proof may be ahead: clients' clocks are nobody's business but their own.</summary>
    public static readonly TimeSpan MaxAhead = TimeSpan.FromSeconds(30);

    private const int MaxLength = 8 * 1024;
    private const int MaxIdLength = 256;

    private static readonly FrozenSet<string> Taken =
        new[] { "ES256", "ES384", "ES512", "PS256", "PS384", "PS512", "RS256", "RS384", "RS512" }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>What <c>WWW-Authenticate</c> says about it.</summary>
    public static string Algorithms { get; } = "ES256 ES384 ES512 PS256 PS384 PS512 RS256 RS384 RS512";

    /// <param name="token">The access token that the proof is for.</param>
    /// <param name="thumbprint">Of the key to which that token is bound.</param>
    /// <param name="why">Why it proves nothing, for whoever runs the gateway.</param>
    /// <returns>The proof's <c>jti</c>, which must not have been used before; null when the proof proves nothing.</returns>
    public static string? Check(HttpRequest request, Exchange exchange, PublicAddress address, string token, string thumbprint, DateTimeOffset now, out string why)
    {
        StringValues field = request.Headers[Field];
        why = "There is no field DPoP with one proof of 8 KB at most.";
        if (field.Count != 1 || field[0] is not { Length: > 0 and <= MaxLength } text)
            return null;
        using CompactJws? proof = CompactJws.Parse(text);
        why = "The proof is no JWT of the type dpop+jwt with a public key of a usual algorithm.";
        if (proof is null || !string.Equals(proof.Type, "dpop+jwt", StringComparison.OrdinalIgnoreCase) || !Taken.Contains(proof.Algorithm)
            || !proof.Header.TryGetProperty("jwk", out JsonElement jwk) || HoldsSecret(jwk) || JwsKey.Of(jwk) is not { } key)
            return null;
        why = "The proof's key is not the one to which the token is bound.";
        if (key.Thumbprint() != thumbprint)
            return null;
        JsonElement claims = proof.Claims;
        string? id = TokenClaims.Text(claims, "jti");
        if (TokenClaims.Text(claims, "htm") != request.Method)
            why = "The proof is for another method ('htm').";
        else if (TokenClaims.Text(claims, "htu") is not { } target || !IsHere(target, exchange, address))
            why = "The proof is for another address ('htu'); the gateway's own are told with --public-url.";
        else if (TokenClaims.Date(claims, "iat") is not { } issued || !IsFresh(issued, now))
            why = "The proof is too old or ahead of its time ('iat').";
        else if (TokenClaims.Text(claims, "ath") != HashOf(token))
            why = "The proof is for another token ('ath').";
        else if (id is not { Length: > 0 and <= MaxIdLength })
            why = "The proof has no 'jti' of 256 characters at most.";
        // The signature last: it is the dearest, and strangers choose how many there are.
        else if (!key.Verify(proof.Algorithm, proof.Signed, proof.Signature))
            why = "The proof is not signed by its key.";
        else
            return id;
        return null;
    }

    /// <summary>In whole seconds, as the proof has it.</summary>
    private static bool IsFresh(DateTimeOffset issued, DateTimeOffset now)
    {
        long age = now.ToUnixTimeSeconds() - issued.ToUnixTimeSeconds();
        return age <= (long)MaxAge.TotalSeconds && -age <= (long)MaxAhead.TotalSeconds;
    }

    private static string HashOf(string token)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(token), hash);
        return Base64Url.EncodeToString(hash);
    }

    /// <summary>RFC 9449, 4.3: scheme, authority and path, each normalised; query and fragment do not count.</summary>
    private static bool IsHere(string target, Exchange exchange, PublicAddress address)
    {
        if (!Uri.TryCreate(target, UriKind.Absolute, out Uri? named) || named.Scheme is not ("http" or "https") || named.UserInfo.Length > 0)
            return false;
        string origin = PublicAddress.Origin(named);
        foreach (string known in address.BasesOf(exchange.Context))
        {
            if (Uri.TryCreate(string.Concat(known, exchange.Path.Raw), UriKind.Absolute, out Uri? here)
                && PublicAddress.Origin(here) == origin && here.AbsolutePath == named.AbsolutePath)
                return true;
        }

        return false;
    }

    /// <summary>A private or a shared key has no place in a proof: who sends it has given it away.</summary>
    private static bool HoldsSecret(JsonElement jwk) =>
        jwk.ValueKind != JsonValueKind.Object || jwk.TryGetProperty("d", out _) || jwk.TryGetProperty("k", out _) || jwk.TryGetProperty("p", out _);
}
