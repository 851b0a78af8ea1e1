using System.Buffers.Text;
using System.Text.Json;

namespace ApiGovernance.Catalog.Access.Tokens;

/// <summary>Reads a token's payload strictly: one JSON object, no claim twice, dates that are dates.</summary>
internal static class TokenPayload
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 16 };

    /// <returns>Null when it is not such an object.</returns>
    public static JsonElement? Parse(ReadOnlySpan<char> encoded)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(Base64Url.DecodeFromChars(encoded), Strict);
            return document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement.Clone() : null;
        }
        catch (Exception error) when (error is JsonException or FormatException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>Whether the token has begun and not ended (RFC 7519, 4.1). Without an end it is not taken.</summary>
    public static bool IsCurrent(JsonElement claims, DateTimeOffset now, TimeSpan skew)
    {
        if (Date(claims, "exp") is not { } expires || expires + skew <= now)
            return false;
        return !claims.TryGetProperty("nbf", out _) || (Date(claims, "nbf") is { } notBefore && notBefore <= now + skew);
    }

    /// <summary>A NumericDate between the years 1970 and 9999; null when it is none.</summary>
    private static DateTimeOffset? Date(JsonElement claims, string name)
    {
        if (!claims.TryGetProperty(name, out JsonElement value) || value.ValueKind != JsonValueKind.Number
            || !value.TryGetDouble(out double seconds) || seconds is not (>= 0 and < 253402214400))
            return null;
        return DateTimeOffset.UnixEpoch.AddSeconds(Math.Floor(seconds));
    }
}
