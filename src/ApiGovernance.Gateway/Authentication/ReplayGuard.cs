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

/// <summary>
/// Remembers what may be used only once, for as long as it could be used: in memory, and in Redis where gateways share one. Without Redis,
/// or while it does not answer, what was used at one gateway could be used once more at each of the others.
/// </summary>
internal sealed class ReplayGuard(RedisLink redis, TimeProvider clock)
{
    /// <summary>How long an entry is kept at least; nothing that is checked here may be usable for longer.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(12);

    private const int MaxEntries = 500_000;

    private readonly Lock gate = new();
    private HashSet<TokenHash> young = [];
    private HashSet<TokenHash> old = [];
    private long turnedAt = clock.GetTimestamp();

    /// <param name="kind">What it is, so that two kinds never meet.</param>
    public async ValueTask<OnceAnswer> UseAsync(string kind, string owner, string value)
    {
        string name = string.Create(CultureInfo.InvariantCulture, $"{kind}:{owner.Length}:{owner}:{value}");
        TokenHash key = TokenHash.Of(name);
        OnceAnswer here = Use(key);
        if (here != OnceAnswer.First || redis.Database is not { } database)
            return here;
        try
        {
            RedisKey shared = "apigov:once:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)));
            return await database.StringSetAsync(shared, "1", Window, When.NotExists).ConfigureAwait(false) ? OnceAnswer.First : OnceAnswer.Again;
        }
        catch (Exception error) when (error is RedisException or TimeoutException)
        {
            return here;
        }
    }

    /// <summary>Two generations: each is kept for a whole window after the last entry went into it.</summary>
    private OnceAnswer Use(TokenHash key)
    {
        lock (gate)
        {
            TimeSpan age = clock.GetElapsedTime(turnedAt);
            if (age >= Window)
            {
                // After two windows nothing of either is of use any more.
                (old, young, turnedAt) = (age < 2 * Window ? young : [], [], clock.GetTimestamp());
            }

            if (old.Contains(key) || young.Contains(key))
                return OnceAnswer.Again;
            if (young.Count >= MaxEntries)
                return OnceAnswer.Full;
            young.Add(key);
            return OnceAnswer.First;
        }
    }
}
