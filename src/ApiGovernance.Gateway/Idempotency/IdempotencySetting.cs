using System.ComponentModel.DataAnnotations;

namespace ApiGovernance.Gateway.Idempotency;

/// <summary>Which store keeps the keys.</summary>
/// <param name="Kind"><c>sqlite</c>, <c>redis</c> or <c>sqlserver</c>.</param>
/// <param name="Value">The file, or the connection string; null for the one that everything of the kind uses.</param>
public sealed record IdempotencySetting(string Kind, string? Value)
{
    public const string FileName = "idempotency.db";

    /// <summary>For messages: without the connection string, which may hold a password.</summary>
    public string Place => Kind == "sqlite" ? Value ?? FileName : Kind == "redis" ? "Redis" : "SQL Server";

    /// <summary>What is used where nothing is said: gateways that share a Redis share the keys, a gateway by itself has a file.</summary>
    public static IdempotencySetting Of(GatewayOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        IdempotencySetting setting = Parse(options.Idempotency ?? (options.Redis is null ? "sqlite" : "redis"));
        if (setting is { Kind: "redis" } && options.Redis is null)
            throw new ValidationException("Idempotency keys cannot be kept in Redis: none is named.");
        return setting is { Kind: "sqlite", Value: null } ? setting with { Value = Path.Combine(options.StateDirectory, FileName) } : setting;
    }

    /// <param name="text"><c>sqlite</c>, <c>sqlite=FILE</c>, <c>redis</c> or <c>sqlserver=CONNECTION</c>.</param>
    /// <exception cref="ValidationException">It is none of these.</exception>
    public static IdempotencySetting Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        int equals = text.IndexOf('=', StringComparison.Ordinal);
        (string kind, string? value) = equals < 0 ? (text, (string?)null) : (text[..equals], text[(equals + 1)..]);
        bool isKnown = (kind, value) is ("sqlite", null or { Length: > 0 }) or ("redis", null) or ("sqlserver", { Length: > 0 });
        return isKnown ? new IdempotencySetting(kind, value)
            : throw new ValidationException("The store of idempotency keys is none of: sqlite, sqlite=FILE, redis, sqlserver=CONNECTION.");
    }
}
