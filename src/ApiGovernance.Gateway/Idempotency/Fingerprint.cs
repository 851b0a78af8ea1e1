using System.Security.Cryptography;

namespace ApiGovernance.Gateway.Idempotency;

/// <summary>
/// What tells one request from another under the same key: SHA-256 over the method, the operation, the path behind the version, the
/// query with its parameters in the order of their names, the content type, and the body's bytes as they are forwarded. The bytes and
/// not the JSON they stand for: a client that repeats a call sends what it has sent, and two texts that one reader takes for the same
/// another may not.
/// </summary>
internal static class Fingerprint
{
    public static string Of(Exchange exchange)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        IdempotencyKey.Add(hash, exchange.Operation!.Name);
        // The version's name is part of the key already, and may stand in the path or in a field.
        IdempotencyKey.Add(hash, exchange.Path.RawAfter(exchange.PrefixSegments).ToString());
        IdempotencyKey.Add(hash, Sorted(exchange.Context.Request.QueryString.Value));
        IdempotencyKey.Add(hash, exchange.Context.Request.ContentType ?? "");
        hash.AppendData(exchange.Body is { } body ? body.Span : default);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>Parameters of one name keep their order: it may mean something.</summary>
    private static string Sorted(string? query)
    {
        if (query is null || !query.Contains('&', StringComparison.Ordinal))
            return query ?? "";
        return string.Join('&', query[1..].Split('&').OrderBy(parameter => parameter.Split('=')[0], StringComparer.Ordinal));
    }
}
