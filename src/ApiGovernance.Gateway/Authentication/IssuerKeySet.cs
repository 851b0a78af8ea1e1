using System.Text.Json;

namespace ApiGovernance.Gateway.Authentication;

/// <summary>The keys that an issuer published at one time.</summary>
internal sealed class IssuerKeySet
{
    private const int MaxKeys = 200;

    private readonly JwsKey[] keys;

    private IssuerKeySet(JwsKey[] keys, byte[] source) => (this.keys, Source) = (keys, source);

    /// <summary>The key set as it came.</summary>
    public byte[] Source { get; }

    /// <returns>
    /// Null when the bytes are no key set, or one without a key that can be used: an issuer that cannot sign anything has a bad moment, and
    /// what it published before is better. Keys that cannot be used are left out, and so is one that was there before.
    /// </returns>
    public static IssuerKeySet? Parse(byte[] json)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(json);
            if (document.RootElement.ValueKind != JsonValueKind.Object || !document.RootElement.TryGetProperty("keys", out JsonElement list)
                || list.ValueKind != JsonValueKind.Array)
                return null;
            JwsKey[] usable = [.. list.EnumerateArray().Take(MaxKeys).Select(JwsKey.Of).OfType<JwsKey>().DistinctBy(key => (key.KeyId, key.Only, key.Thumbprint()))];
            return usable.Length == 0 ? null : new IssuerKeySet(usable, json);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public bool IsSameAs(IssuerKeySet other) => Source.AsSpan().SequenceEqual(other.Source);

    /// <summary>
    /// The one key of this id that fits the algorithm; the id only selects among these keys. Where two keys would do, it is open which was
    /// meant, and so it is where a token names none and there is a choice.
    /// </summary>
    public JwsKey? Find(string? keyId, string algorithm)
    {
        JwsKey? found = null;
        foreach (JwsKey key in keys)
        {
            if ((keyId is not null && !string.Equals(key.KeyId, keyId, StringComparison.Ordinal)) || !key.Fits(algorithm))
                continue;
            if (found is not null)
                return null;
            found = key;
        }

        return found;
    }
}
