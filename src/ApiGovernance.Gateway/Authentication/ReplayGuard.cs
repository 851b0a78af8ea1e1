using System.Collections.Concurrent;
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
    private ConcurrentDictionary<TokenHash, byte> young = new();
    private ConcurrentDictionary<TokenHash, byte> old = new();
    private long turnedAt = clock.GetTimestamp();
    private int inserted;

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

    private OnceAnswer Use(TokenHash key)
    {
        Turn();
        if (Volatile.Read(ref old).ContainsKey(key))
            return OnceAnswer.Again;
        ConcurrentDictionary<TokenHash, byte> entries = Volatile.Read(ref young);
        if (entries.ContainsKey(key))
            return OnceAnswer.Again;
        // To count a dictionary's entries takes all its locks.
        if (Interlocked.Increment(ref inserted) > MaxEntries)
            return OnceAnswer.Full;
        return entries.TryAdd(key, 0) ? OnceAnswer.First : OnceAnswer.Again;
    }

    /// <summary>Two generations: each is kept for a whole window after the last entry went into it.</summary>
    private void Turn()
    {
        if (clock.GetElapsedTime(Volatile.Read(ref turnedAt)) < Window)
            return;
        lock (gate)
        {
            TimeSpan age = clock.GetElapsedTime(turnedAt);
            if (age < Window)
                return;
            // After two windows nothing of either is of use any more.
            Volatile.Write(ref old, age < 2 * Window ? young : new());
            Volatile.Write(ref young, new());
            Volatile.Write(ref inserted, 0);
            Volatile.Write(ref turnedAt, clock.GetTimestamp());
        }
    }
}
