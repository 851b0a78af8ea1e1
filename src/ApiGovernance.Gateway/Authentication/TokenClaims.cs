using System.Buffers.Text;
using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Unicode;

namespace ApiGovernance.Gateway.Authentication;

/// <summary>Reads claims strictly: types as RFC 7519 says, and no claim twice.</summary>
internal static class TokenClaims
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 16 };

    /// <returns>Null when the payload is no JSON object, or repeats a claim.</returns>
    public static JsonDocument? Parse(ReadOnlySpan<char> encodedPayload)
    {
        try
        {
            return ParseBytes(Base64Url.DecodeFromChars(encodedPayload));
        }
        catch (FormatException)
        {
            return null;
        }
    }

    /// <inheritdoc cref="Parse"/>
    public static JsonDocument? ParseBytes(byte[] payload)
    {
        // The parser does not look into texts that nobody asks for.
        if (!Utf8.IsValid(payload))
            return null;
        JsonDocument? document = null;
        try
        {
            document = JsonDocument.Parse(payload, Strict);
            if (document.RootElement.ValueKind == JsonValueKind.Object)
                return document;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
        }

        document?.Dispose();
        return null;
    }

    public static string? Text(JsonElement claims, string name) =>
        claims.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? SafeText(value) : null;

    /// <summary>A NumericDate (RFC 7519, 2); null when absent or not one between the years 1970 and 9999.</summary>
    public static DateTimeOffset? Date(JsonElement claims, string name)
    {
        if (!claims.TryGetProperty(name, out JsonElement value) || value.ValueKind != JsonValueKind.Number
            || !value.TryGetDouble(out double seconds) || seconds is not (>= 0 and < 253402300800))
            return null;
        return DateTimeOffset.UnixEpoch.AddSeconds(Math.Floor(seconds));
    }

    /// <summary>The values of <c>aud</c>, which is a text or a list of texts (RFC 7519, 4.1.3); none where anything else is in it.</summary>
    public static IReadOnlyList<string> Audiences(JsonElement claims)
    {
        if (!claims.TryGetProperty("aud", out JsonElement value))
            return [];
        if (value.ValueKind != JsonValueKind.Array)
            return Text(claims, "aud") is { } single ? [single] : [];
        List<string> audiences = [];
        foreach (JsonElement item in value.EnumerateArray())
        {
            if (item.ValueKind != JsonValueKind.String || SafeText(item) is not { } audience)
                return [];
            audiences.Add(audience);
        }

        return audiences;
    }

    /// <summary>Scopes come as one text with spaces (RFC 6749, 3.3) or as an array, depending on the issuer.</summary>
    public static FrozenSet<string> Scopes(JsonElement claims, string name)
    {
        if (!claims.TryGetProperty(name, out JsonElement value))
            return FrozenSet<string>.Empty;
        IEnumerable<string> scopes = value.ValueKind switch
        {
            JsonValueKind.String => (SafeText(value) ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries),
            JsonValueKind.Array => value.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.String).Select(SafeText).OfType<string>(),
            _ => [],
        };
        return scopes.ToFrozenSet(StringComparer.Ordinal);
    }

    /// <summary>The values of some claims: a text, a number or a boolean as it is written, and each of those in an array.</summary>
    public static FrozenDictionary<string, string[]> Values(JsonElement claims, string[] names)
    {
        if (names.Length == 0)
            return FrozenDictionary<string, string[]>.Empty;
        List<KeyValuePair<string, string[]>> found = [];
        foreach (string name in names)
        {
            if (!claims.TryGetProperty(name, out JsonElement value))
                continue;
            string[] values = value.ValueKind == JsonValueKind.Array
                ? [.. value.EnumerateArray().Select(Scalar).OfType<string>().Distinct(StringComparer.Ordinal)]
                : Scalar(value) is { } single ? [single] : [];
            if (values.Length > 0)
                found.Add(new(name, values));
        }

        return found.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static string? Scalar(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => SafeText(value),
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
        _ => null,
    };

    private static string? SafeText(JsonElement value)
    {
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            // A lone surrogate: valid JSON, but no text.
            return null;
        }
    }
}
