using System.ComponentModel.DataAnnotations;
using ApiGovernance.Gateway.Idempotency;
using ApiGovernance.Gateway.Observability;
using ApiGovernance.Gateway.Redis;

namespace ApiGovernance.Gateway;

/// <summary>What one gateway node is told by its host; everything about APIs comes with snapshots.</summary>
public sealed record GatewayOptions
{
    /// <summary>The node's name in acknowledgements and usage reports; unique among the gateways of one control plane.</summary>
    public required string Node { get; init; }

    /// <summary>
    /// Where the last good snapshot is kept, so that the gateway starts without a control plane. A folder that cannot be written is
    /// logged, not fatal.
    /// </summary>
    public required string StateDirectory { get; init; }

    /// <summary>Tokens whose verification is remembered; 2 to 1,000,000.</summary>
    public int MaxTokenCacheEntries { get; init; } = 10_000;

    /// <summary>How often usage is reported; 10 ms to 1 h.</summary>
    public TimeSpan UsageInterval { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long one question for a new snapshot stays open; 10 ms to 5 min.</summary>
    public TimeSpan SnapshotWait { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The longest pause between two attempts to reach the control plane; 10 ms to 10 min.</summary>
    public TimeSpan MaxRetryDelay { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How many errors one refused request is told; 1 to 100.</summary>
    public int MaxValidationErrors { get; init; } = 20;

    /// <summary>
    /// Whether texts in iso-8859-1 and utf-16 are converted to be checked, instead of refused with 415. They are forwarded as sent.
    /// </summary>
    public bool TranscodeBodies { get; init; }

    /// <summary>Redis that gateways share, as StackExchange.Redis writes connection strings; null: each gateway is by itself.</summary>
    public string? Redis { get; init; }

    /// <summary>
    /// Where idempotency keys are kept: <c>sqlite</c>, <c>sqlite=FILE</c>, <c>redis</c> or <c>sqlserver=CONNECTION</c>; null: in
    /// <see cref="Redis"/> where there is one, else in a SQLite file in the state directory.
    /// </summary>
    public string? Idempotency { get; init; }

    /// <summary>How many calls are looked at for the names of their fields.</summary>
    public FieldSampling FieldSampling { get; init; } = new();

    /// <summary>Called once when the gateway is composed.</summary>
    /// <exception cref="ValidationException">Names the option that is out of its bounds.</exception>
    internal void Validate()
    {
        Check(!string.IsNullOrWhiteSpace(Node), nameof(Node), "must not be empty");
        Check(!string.IsNullOrWhiteSpace(StateDirectory), nameof(StateDirectory), "must not be empty");
        Check(MaxTokenCacheEntries is >= 2 and <= 1_000_000, nameof(MaxTokenCacheEntries), "must be 2 to 1,000,000");
        Check(MaxValidationErrors is >= 1 and <= 100, nameof(MaxValidationErrors), "must be 1 to 100");
        Check(FieldSampling.FirstCalls is >= 0 and <= 100_000, $"{nameof(FieldSampling)}.{nameof(FieldSampling.FirstCalls)}", "must be 0 to 100,000");
        Check(FieldSampling.Rate is >= 0 and <= 1, $"{nameof(FieldSampling)}.{nameof(FieldSampling.Rate)}", "must be 0 to 1");
        Check(FieldSampling.MaxNames is >= 1 and <= 10_000, $"{nameof(FieldSampling)}.{nameof(FieldSampling.MaxNames)}", "must be 1 to 10,000");
        if (Redis is { } redis)
            RedisLink.Parse(redis);
        IdempotencySetting.Of(this);
        CheckTime(UsageInterval, TimeSpan.FromHours(1), nameof(UsageInterval));
        CheckTime(SnapshotWait, TimeSpan.FromMinutes(5), nameof(SnapshotWait));
        CheckTime(MaxRetryDelay, TimeSpan.FromMinutes(10), nameof(MaxRetryDelay));
    }

    private static void CheckTime(TimeSpan value, TimeSpan most, string name) =>
        Check(value >= TimeSpan.FromMilliseconds(10) && value <= most, name, $"must be 10 ms to {most}");

    private static void Check(bool holds, string name, string rule)
    {
        if (!holds)
            throw new ValidationException($"{nameof(GatewayOptions)}.{name} {rule}.");
    }
}
