namespace ApiGovernance.Gateway.Idempotency.Redis;

/// <summary>
/// The rule of claims (<see cref="ClaimRules"/>) and all changes as scripts, so that each is atomic, by Redis' own clock. A record is a
/// hash; a sorted set holds the ids of those that are in flight or unknown. The braces keep all keys in one slot of a cluster.
/// </summary>
internal static class RedisScripts
{
    public const string Prefix = "{apigov:idempotency}:";

    public const string Open = Prefix + "open";

    private const string Now = "local t = redis.call('TIME') local now = t[1] * 1000 + math.floor(t[2] / 1000)\n";

    private const string Owned = """
        local r = redis.call('HMGET', KEYS[1], 'fence', 'state', 'lease')
        if r[1] ~= ARGV[1] then return 0 end

        """;

    /// <summary>KEYS: record, open. ARGV: fingerprint, fence, lease, keep, node, instance, consumer, api, version, operation, key, takes over, id.</summary>
    public const string Claim = Now + """
        local state = redis.call('HGET', KEYS[1], 'state')
        if state then
          local r = redis.call('HMGET', KEYS[1], 'fingerprint', 'lease', 'fence')
          local outcome = 2
          if r[1] ~= ARGV[1] then outcome = 4
          elseif state == '0' and tonumber(r[2]) > now then outcome = 1
          elseif state == '0' or state == '2' then outcome = (r[3] == ARGV[12]) and 0 or 3 end
          if outcome ~= 0 then return {outcome, now, redis.call('HGETALL', KEYS[1])} end
        end
        local stay = ARGV[3] + ARGV[4]
        redis.call('DEL', KEYS[1])
        redis.call('HSET', KEYS[1], 'state', '0', 'fingerprint', ARGV[1], 'fence', ARGV[2], 'claimed', now, 'lease', now + ARGV[3],
          'expires', now + stay, 'node', ARGV[5], 'instance', ARGV[6], 'consumer', ARGV[7], 'api', ARGV[8], 'version', ARGV[9],
          'operation', ARGV[10], 'key', ARGV[11])
        redis.call('PEXPIRE', KEYS[1], stay)
        redis.call('ZADD', KEYS[2], now, ARGV[13])
        return {0, now, {}}
        """;

    /// <summary>ARGV: fence, id, keep, status, headers, has body, body.</summary>
    public const string Complete = Now + Owned + """
        if r[2] ~= '0' and r[2] ~= '2' then return 0 end
        redis.call('HSET', KEYS[1], 'state', '1', 'status', ARGV[4], 'headers', ARGV[5], 'expires', now + ARGV[3])
        redis.call('HDEL', KEYS[1], 'reason')
        if ARGV[6] == '1' then redis.call('HSET', KEYS[1], 'body', ARGV[7]) end
        redis.call('PEXPIRE', KEYS[1], ARGV[3])
        redis.call('ZREM', KEYS[2], ARGV[2])
        return 1
        """;

    /// <summary>ARGV: fence, id.</summary>
    public const string Release = Owned + """
        if r[2] ~= '0' then return 0 end
        redis.call('DEL', KEYS[1])
        redis.call('ZREM', KEYS[2], ARGV[2])
        return 1
        """;

    /// <summary>ARGV: fence, id, keep, reason.</summary>
    public const string Lose = Now + Owned + """
        if r[2] ~= '0' then return 0 end
        redis.call('HSET', KEYS[1], 'state', '2', 'reason', ARGV[4], 'expires', now + ARGV[3])
        redis.call('PEXPIRE', KEYS[1], ARGV[3])
        return 1
        """;

    /// <summary>ARGV: fence, id, keep, state or nothing, reason, by.</summary>
    public const string Resolve = Now + Owned + """
        if not (r[2] == '2' or (r[2] == '0' and tonumber(r[3]) <= now)) then return 0 end
        redis.call('ZREM', KEYS[2], ARGV[2])
        if ARGV[4] == '' then redis.call('DEL', KEYS[1]) return 1 end
        redis.call('HSET', KEYS[1], 'state', ARGV[4], 'reason', ARGV[5], 'by', ARGV[6], 'expires', now + ARGV[3])
        redis.call('PEXPIRE', KEYS[1], ARGV[3])
        return 1
        """;

    /// <summary>KEYS: open. ARGV: prefix, most. Answers the clock and, for each record, its id and fields.</summary>
    public const string List = Now + """
        local found = {}
        for _, id in ipairs(redis.call('ZRANGE', KEYS[1], 0, ARGV[2] - 1)) do
          local fields = redis.call('HGETALL', ARGV[1] .. id)
          if #fields > 0 then found[#found + 1] = {id, fields} end
        end
        return {now, found}
        """;

    /// <summary>KEYS: open. ARGV: prefix, node, instance, reason.</summary>
    public const string Recover = """
        for _, id in ipairs(redis.call('ZRANGE', KEYS[1], 0, -1)) do
          local r = redis.call('HMGET', ARGV[1] .. id, 'state', 'node', 'instance')
          if r[1] == '0' and r[2] == ARGV[2] and r[3] ~= ARGV[3] then redis.call('HSET', ARGV[1] .. id, 'state', '2', 'reason', ARGV[4]) end
        end
        return 1
        """;

    /// <summary>Redis removes records by itself, but not their ids. KEYS: open. ARGV: prefix, most.</summary>
    public const string Prune = """
        local removed = 0
        for _, id in ipairs(redis.call('ZRANGE', KEYS[1], 0, -1)) do
          if redis.call('EXISTS', ARGV[1] .. id) == 0 then
            redis.call('ZREM', KEYS[1], id)
            removed = removed + 1
            if removed >= tonumber(ARGV[2]) then break end
          end
        end
        return removed
        """;
}
