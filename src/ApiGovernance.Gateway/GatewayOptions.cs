using System.ComponentModel.DataAnnotations;
using System.Net;
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

    /// <summary>The environment whose back ends are called; null, or for a back end without it: the address that the catalog has for all.</summary>
    public string? Environment { get; init; }

    /// <summary>Tokens whose verification is remembered; 2 to 1,000,000.</summary>
    public int MaxTokenCacheEntries { get; init; } = 10_000;

    /// <summary>How many of the last calls can be explained; each takes about 300 bytes. 0 to 1,000,000; 0: none.</summary>
    public int MaxDecisions { get; init; } = 10_000;

    /// <summary>How often usage is reported; 10 ms to 1 h.</summary>
    public TimeSpan UsageInterval { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long one question for a new snapshot stays open; 10 ms to 5 min.</summary>
    public TimeSpan SnapshotWait { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How long a gateway that has a snapshot on disk is not ready, because the control plane has not yet said whether it is still the one to serve;
    /// 10 ms to 5 min. A control plane that cannot be reached is not waited for.
    /// </summary>
    public TimeSpan FirstWordPatience { get; init; } = TimeSpan.FromSeconds(10);

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

    /// <summary>Where the secrets are that the catalog names with <c>file:</c>; null: there are none.</summary>
    public string? SecretsDirectory { get; init; }

    /// <summary>
    /// Where the keys are with which the gateway tells back ends who calls; null: in the state directory. Gateways behind one address share it.
    /// </summary>
    public string? IdentityKeyDirectory { get; init; }

    /// <summary>
    /// Under which addresses callers know the gateway. Empty: proofs and signatures are taken only where it is called on its own machine, because
    /// a request's own Host may be that of another server which they were made for.
    /// </summary>
    public IReadOnlyList<Uri> PublicUrls { get; init; } = [];

    /// <summary>PEM file with the certificates of authorities whose client certificates may name consumers by their subject.</summary>
    public string? ClientAuthoritiesFile { get; init; }

    /// <summary>In which field a trusted proxy tells the client's certificate (RFC 9440), e.g. <c>Client-Cert</c>; null: in none.</summary>
    public string? ForwardedCertificateHeader { get; init; }

    /// <summary>The proxies in front whose word about client certificates is taken.</summary>
    public IReadOnlyList<IPNetwork> TrustedProxies { get; init; } = [];

    /// <summary>The longest that a call waits for Redis before limits are counted without it; 10 ms to 10 s.</summary>
    public TimeSpan RedisPatience { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Good answers that are kept for when back ends fail, of all operations together; 0 to 2 GB.</summary>
    public int MaxKeptAnswerBytes { get; init; } = 64 * 1024 * 1024;

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
        Check(MaxDecisions is >= 0 and <= 1_000_000, nameof(MaxDecisions), "must be 0 to 1,000,000");
        Check(MaxValidationErrors is >= 1 and <= 100, nameof(MaxValidationErrors), "must be 1 to 100");
        Check(
            ForwardedCertificateHeader is null || TrustedProxies.Count > 0, nameof(ForwardedCertificateHeader),
            $"needs {nameof(TrustedProxies)}: without them any client could claim any certificate");
        Check(PublicUrls.All(url => url.IsAbsoluteUri && url.Scheme is "http" or "https"), nameof(PublicUrls), "must be absolute http or https URLs");
        Check(MaxKeptAnswerBytes >= 0, nameof(MaxKeptAnswerBytes), "must be at least 0");
        Check(FieldSampling.FirstCalls is >= 0 and <= 100_000, $"{nameof(FieldSampling)}.{nameof(FieldSampling.FirstCalls)}", "must be 0 to 100,000");
        Check(FieldSampling.Interval >= TimeSpan.FromMilliseconds(1) && FieldSampling.Interval <= TimeSpan.FromHours(1), $"{nameof(FieldSampling)}.{nameof(FieldSampling.Interval)}", "must be 1 ms to 1 h");
        Check(FieldSampling.Rate is >= 0 and <= 1, $"{nameof(FieldSampling)}.{nameof(FieldSampling.Rate)}", "must be 0 to 1");
        Check(FieldSampling.MaxNames is >= 1 and <= 10_000, $"{nameof(FieldSampling)}.{nameof(FieldSampling.MaxNames)}", "must be 1 to 10,000");
        if (Redis is { } redis)
            RedisLink.Parse(redis);
        CheckTime(RedisPatience, TimeSpan.FromSeconds(10), nameof(RedisPatience));
        IdempotencySetting.Of(this);
        CheckTime(UsageInterval, TimeSpan.FromHours(1), nameof(UsageInterval));
        CheckTime(SnapshotWait, TimeSpan.FromMinutes(5), nameof(SnapshotWait));
        CheckTime(FirstWordPatience, TimeSpan.FromMinutes(5), nameof(FirstWordPatience));
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
