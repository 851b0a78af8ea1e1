using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ApiGovernance.Gateway.Redis;
using StackExchange.Redis;

namespace ApiGovernance.Gateway.Authentication;

/// <summary>What became of something that may be used once.</summary>
internal enum OnceAnswer
{
    First,
    Again,

    /// <summary>More were used in this time than can be kept; to let it pass would be to give up the check.</summary>
    Full,
}

/// <summary>What may be used once.</summary>
/// <param name="Name">So that two kinds never meet.</param>
/// <param name="Window">How long an entry is kept at least; longer than it could be used.</param>
internal sealed record OnceKind(string Name, TimeSpan Window)
{
    public static OnceKind Proof { get; } = new("dpop", TimeSpan.FromMinutes(3));

    public static OnceKind Signature { get; } = new("signature", TimeSpan.FromMinutes(6));
}

/// <summary>
/// Remembers what may be used only once, for as long as it could be used: in memory, and in Redis where gateways share one. Without Redis,
/// or while it does not answer, what was used at one gateway could be used once more at each of the others.
/// </summary>
internal sealed class ReplayGuard(RedisLink redis, GatewayOptions options, TimeProvider clock)
{
    /// <summary>A Redis that did not answer is left alone for so long: a connection that hangs looks like any other for a while.</summary>
    private static readonly TimeSpan RetryAfterFailure = TimeSpan.FromSeconds(1);

    private readonly OncePot proofs = new(OnceKind.Proof.Window, clock);
    private readonly OncePot signatures = new(OnceKind.Signature.Window, clock);
    private long failedAt = long.MinValue;

    /// <param name="kind">What it is.</param>
    /// <param name="key">Whose key it was made with; what two keys make never meets.</param>
    /// <param name="value">What is used.</param>
    /// <param name="owner">On whose account it is remembered.</param>
    public async ValueTask<OnceAnswer> UseAsync(OnceKind kind, string key, string value, string owner)
    {
        string name = string.Create(CultureInfo.InvariantCulture, $"{kind.Name}:{key.Length}:{key}:{value}");
        OnceAnswer here = (kind == OnceKind.Proof ? proofs : signatures).Use(TokenHash.Of(name), owner);
        if (here != OnceAnswer.First || IsLeftAlone() || redis.Database is not { } database)
            return here;
        try
        {
            RedisKey shared = "apigov:once:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)));
            Task<bool> setting = database.StringSetAsync(shared, "1", kind.Window, When.NotExists);
            return await setting.WaitAsync(options.RedisPatience, clock).ConfigureAwait(false) ? OnceAnswer.First : OnceAnswer.Again;
        }
        catch (Exception error) when (error is RedisException or TimeoutException)
        {
            Volatile.Write(ref failedAt, clock.GetTimestamp());
            return here;
        }
    }

    private bool IsLeftAlone() => Volatile.Read(ref failedAt) is var at && at != long.MinValue && clock.GetElapsedTime(at) < RetryAfterFailure;
}
