using System.Buffers.Text;
using System.Text;
using System.Text.Json;

namespace ApiGovernance.Gateway.Authentication;

/// <summary>
/// A JSON Web Signature in compact form (RFC 7515), read strictly and not verified: three parts of canonical base64url, two JSON objects
/// without duplicates, nothing critical, unencoded or compressed. What could be read in two ways is not read at all.
/// </summary>
internal sealed class CompactJws : IDisposable
{
    /// <summary>A longer token is not looked at.</summary>
    public const int MaxLength = 16 * 1024;

    private const int MaxNameLength = 256;

    private readonly JsonDocument header;
    private readonly JsonDocument payload;

    private CompactJws(JsonDocument header, JsonDocument payload, byte[] signed, byte[] signature, (string Algorithm, string? Type, string? KeyId) names)
    {
        (this.header, this.payload, Signed, Signature) = (header, payload, signed, signature);
        (Algorithm, Type, KeyId) = names;
    }

    public string Algorithm { get; }

    public string? Type { get; }

    public string? KeyId { get; }

    public JsonElement Header => header.RootElement;

    public JsonElement Claims => payload.RootElement;

    /// <summary>The bytes that are signed: header and payload as they were sent.</summary>
    public byte[] Signed { get; }

    public byte[] Signature { get; }

    public static CompactJws? Parse(string token)
    {
        if (token.Length > MaxLength)
            return null;
        int first = token.IndexOf('.', StringComparison.Ordinal);
        int last = token.LastIndexOf('.');
        // Five parts would be an encrypted token, two an unsigned one of a sloppy writer.
        if (first <= 0 || last == first || last == token.Length - 1 || token.AsSpan(first + 1, last - first - 1) is not { Length: > 0 } middle
            || middle.Contains('.') || !IsCanonical(token.AsSpan(0, first)) || !IsCanonical(middle) || !IsCanonical(token.AsSpan(last + 1)))
            return null;
        JsonDocument? header = TokenClaims.Parse(token.AsSpan(0, first));
        JsonDocument? payload = header is null ? null : TokenClaims.Parse(middle);
        if (header is null || payload is null || Names(header.RootElement) is not { } names)
        {
            header?.Dispose();
            payload?.Dispose();
            return null;
        }

        return new CompactJws(header, payload, Encoding.ASCII.GetBytes(token, 0, last), Base64Url.DecodeFromChars(token.AsSpan(last + 1)), names);
    }

    public void Dispose()
    {
        header.Dispose();
        payload.Dispose();
    }

    private static (string Algorithm, string? Type, string? KeyId)? Names(JsonElement header)
    {
        // Critical extensions must be understood (RFC 7515, 4.1.11) and none is; b64 (RFC 7797), zip and enc would change what the bytes mean.
        foreach (JsonProperty member in header.EnumerateObject())
        {
            if (member.Name is "crit" or "b64" or "zip" or "enc")
                return null;
        }

        return Name(header, "alg", out string? algorithm) && algorithm is not null && Name(header, "typ", out string? type) && Name(header, "kid", out string? kid)
            ? (algorithm, type, kid)
            : null;
    }

    /// <returns>False for one that is no text of a sensible length.</returns>
    private static bool Name(JsonElement header, string name, out string? value)
    {
        value = null;
        if (!header.TryGetProperty(name, out _))
            return true;
        value = TokenClaims.Text(header, name);
        return value is { Length: > 0 and <= MaxNameLength };
    }

    /// <summary>Base64url without padding, and no bits after the last byte: each value has one spelling (RFC 4648, 3.5).</summary>
    private static bool IsCanonical(ReadOnlySpan<char> part)
    {
        foreach (char character in part)
        {
            if (!char.IsAsciiLetterOrDigit(character) && character is not ('-' or '_'))
                return false;
        }

        return (part.Length % 4) switch
        {
            0 => true,
            2 => (Value(part[^1]) & 0b1111) == 0,
            3 => (Value(part[^1]) & 0b11) == 0,
            _ => false,
        };
    }

    private static int Value(char character) => character switch
    {
        >= 'A' and <= 'Z' => character - 'A',
        >= 'a' and <= 'z' => character - 'a' + 26,
        >= '0' and <= '9' => character - '0' + 52,
        '-' => 62,
        _ => 63,
    };
}
