using System.Buffers;
using System.Buffers.Text;
using System.Runtime.CompilerServices;
using System.Text.Json;
using ApiGovernance.Gateway.Snapshots;
using Microsoft.AspNetCore.Http;

namespace ApiGovernance.Gateway.Authentication.Onward;

/// <summary>
/// Tells back ends who calls by tokens of the gateway's own (ES256, RFC 9068): for one back end each, for a few minutes, never for longer than
/// the caller's own. The keys to check them with are at <c>/.well-known/jwks.json</c>.
/// </summary>
internal sealed class IdentityTokens(GatewayOptions options, IdentityKeyStore keys, SnapshotState snapshots, TimeProvider clock)
{
    public const string KeysPath = "/.well-known/jwks.json";

    /// <summary>The <c>iss</c> of a gateway that was not told under which address it is known.</summary>
    public const string DefaultIssuer = "apigov-gateway";

    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    /// <summary>What a token has left at least when it is sent on.</summary>
    private static readonly TimeSpan Reserve = TimeSpan.FromMinutes(2);

    private readonly BoundedMemory<CallerAt, (string Value, DateTimeOffset RenewAt)> made = new(options.MaxTokenCacheEntries);
    private readonly string issuer = options.PublicUrls.Count > 0 ? options.PublicUrls[0].ToString().TrimEnd('/') : DefaultIssuer;

    /// <returns>The value of <c>Authorization</c>; null when the caller's own time is over.</returns>
    public string? Of(TokenIdentity identity, string? consumer, string backend)
    {
        DateTimeOffset now = clock.GetUtcNow();
        CallerAt key = new(identity, consumer, backend);
        if (made.TryFind(key, out var known) && now < known.RenewAt)
            return known.Value;
        DateTimeOffset end = identity.Expires < now + Lifetime ? identity.Expires : now + Lifetime;
        // Clock skew forgives a token that has just ended; what is made of it lives for a moment.
        if (end <= now)
            end = now.AddSeconds(5);
        string value = "Bearer " + Make(identity, consumer, backend, now, end);
        // The last minutes of a caller's token are too few for a reserve.
        made.Put(key, (value, end - now > 2 * Reserve ? end - Reserve : now + ((end - now) / 2)));
        return value;
    }

    /// <returns>Null when the request asks for something else, or no back end is told by tokens.</returns>
    public Task? Answer(HttpContext context) =>
        context.Request.Path.Value == KeysPath && snapshots.Current?.Traffic.UsesIdentityTokens == true ? WriteKeysAsync(context) : null;

    private string Make(TokenIdentity identity, string? consumer, string backend, DateTimeOffset now, DateTimeOffset end)
    {
        ArrayBufferWriter<byte> claims = new();
        using (Utf8JsonWriter writer = new(claims))
        {
            writer.WriteStartObject();
            writer.WriteString("iss", issuer);
            writer.WriteString("aud", backend);
            writer.WriteString("sub", identity.Subject ?? identity.Client ?? consumer ?? "");
            writer.WriteString("client_id", identity.Client ?? "");
            if (consumer is not null)
                writer.WriteString("consumer", consumer);
            writer.WriteString("idp", identity.Issuer);
            writer.WriteString("scope", string.Join(' ', identity.Scopes.Order(StringComparer.Ordinal)));
            writer.WriteNumber("iat", now.ToUnixTimeSeconds());
            writer.WriteNumber("exp", end.ToUnixTimeSeconds());
            writer.WriteString("jti", Guid.NewGuid());
            writer.WriteEndObject();
        }

        IdentityKey key = keys.Current();
        return key.Sign($$"""{"alg":"ES256","typ":"at+jwt","kid":"{{key.Id}}"}""", claims.WrittenSpan);
    }

    private Task WriteKeysAsync(HttpContext context)
    {
        ArrayBufferWriter<byte> body = new();
        using (Utf8JsonWriter writer = new(body))
        {
            writer.WriteStartObject();
            writer.WriteStartArray("keys");
            foreach (IdentityKey key in keys.Published())
            {
                var point = key.PublicPoint();
                writer.WriteStartObject();
                writer.WriteString("kty", "EC");
                writer.WriteString("crv", "P-256");
                writer.WriteString("use", "sig");
                writer.WriteString("alg", "ES256");
                writer.WriteString("kid", key.Id);
                writer.WriteString("x", Base64Url.EncodeToString(point.X));
                writer.WriteString("y", Base64Url.EncodeToString(point.Y));
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        context.Response.ContentType = "application/jwk-set+json";
        context.Response.Headers.CacheControl = "public, max-age=600";
        context.Response.ContentLength = body.WrittenCount;
        return HttpMethods.IsHead(context.Request.Method)
            ? Task.CompletedTask
            : context.Response.Body.WriteAsync(body.WrittenMemory, context.RequestAborted).AsTask();
    }

    /// <summary>An identity is one object for as long as it is remembered, so that it need not be compared by its content.</summary>
    private readonly record struct CallerAt(TokenIdentity Identity, string? Consumer, string Backend)
    {
        public bool Equals(CallerAt other) => ReferenceEquals(Identity, other.Identity) && Consumer == other.Consumer && Backend == other.Backend;

        public override int GetHashCode() => HashCode.Combine(RuntimeHelpers.GetHashCode(Identity), Backend);
    }
}
