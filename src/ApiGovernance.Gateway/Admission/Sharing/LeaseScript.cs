namespace ApiGovernance.Gateway.Admission.Sharing;

/// <summary>
/// The scripts that run in Redis. Each runs as one step and by Redis's own clock, so that neither the order of gateways nor their
/// clocks matter.
/// </summary>
internal static class LeaseScript
{
    /// <summary>Numbers that are sent per counter.</summary>
    public const int ArgumentsPerCounter = 10;

    /// <summary>Numbers that come back per counter; before them come Redis's time and whether anything was granted.</summary>
    public const int RepliesPerCounter = 4;

    /// <summary>
    /// For each key a counter: first what is owed is booked and what is left is worked out, then either every counter has what is
    /// needed and grants it, or none grants anything. Beside what is needed now, a counter grants what callers wait for, and a lease
    /// while there is plenty: never more than half of a gateway's part of what is left.
    /// </summary>
    public const string Lease = """
        local time = redis.call('TIME')
        local now = time[1] * 1000000 + time[2]
        local replicas = tonumber(ARGV[1])
        local counters = {}
        local ok = true
        for i = 1, #KEYS do
          local a = 1 + (i - 1) * 10
          local c = {
            bucket = ARGV[a + 1] == '1', requests = tonumber(ARGV[a + 2]), segment = tonumber(ARGV[a + 3]), kept = tonumber(ARGV[a + 4]),
            need = tonumber(ARGV[a + 5]), spared = tonumber(ARGV[a + 6]), demand = tonumber(ARGV[a + 7]), lease = tonumber(ARGV[a + 8]),
            owed = tonumber(ARGV[a + 9]), since = tonumber(ARGV[a + 10]) }
          if c.bucket then
            local known = redis.call('HMGET', KEYS[i], 'tokens', 'at')
            local tokens = c.requests
            if known[1] then
              tokens = math.min(c.requests, tonumber(known[1]) + math.max(0, now - tonumber(known[2])) * c.requests / c.segment)
            end
            c.left = math.max(-c.requests, math.min(c.requests, tokens + c.owed))
          else
            c.index = math.floor(now / c.segment)
            c.used = {}
            local total = 0
            local stored = redis.call('HGETALL', KEYS[i])
            for n = 1, #stored, 2 do
              local index = tonumber(stored[n])
              if index > c.index - c.kept then
                c.used[index] = tonumber(stored[n + 1])
                total = total + c.used[index]
              else
                redis.call('HDEL', KEYS[i], stored[n])
              end
            end
            if c.owed > 0 then
              local taken = math.min(c.index, math.floor(c.since / c.segment))
              local given = math.min(c.owed, c.used[taken] or 0)
              if given > 0 then
                c.used[taken] = c.used[taken] - given
                total = total - given
                c.touched = taken
              end
            elseif c.owed < 0 then
              c.used[c.index] = (c.used[c.index] or 0) - c.owed
              total = total - c.owed
            end
            c.left = c.requests - total
          end
          if c.left + 0.000001 < c.need + c.spared then
            c.refused = true
            if c.need > 0 or c.spared > 0 then ok = false end
          end
          counters[i] = c
        end
        local reply = { string.format('%.0f', now), ok and 1 or 0 }
        for i = 1, #KEYS do
          local c = counters[i]
          local granted = 0
          if ok then
            local whole = math.floor(c.left + 0.000001)
            local room = math.max(c.need, math.min(whole, whole - math.max(0, c.spared)))
            granted = math.max(c.need, math.min(room, math.max(c.demand, math.min(c.lease, math.floor(c.left / (2 * replicas))))))
            c.left = c.left - granted
          end
          local wait = 0
          local wanted = math.floor(c.left + 0.000001) + 1
          if c.refused then wanted = c.need + math.max(0, c.spared) end
          wanted = math.min(c.requests, wanted)
          if c.bucket then
            if c.left < c.requests then wait = math.max(0, math.ceil((wanted - 0.000001 - c.left) * c.segment / c.requests)) end
            if granted ~= 0 or c.owed ~= 0 then
              redis.call('HSET', KEYS[i], 'tokens', string.format('%.9f', c.left), 'at', string.format('%.0f', now))
              redis.call('PEXPIRE', KEYS[i], string.format('%.0f', math.ceil(c.segment / 1000) * 2 + 1000))
            end
          else
            if granted ~= 0 then c.used[c.index] = (c.used[c.index] or 0) + granted end
            if granted ~= 0 or c.owed < 0 then
              redis.call('HSET', KEYS[i], string.format('%.0f', c.index), string.format('%.9f', c.used[c.index]))
            end
            if c.touched then
              redis.call('HSET', KEYS[i], string.format('%.0f', c.touched), string.format('%.9f', c.used[c.touched]))
            end
            if granted ~= 0 or c.owed ~= 0 then
              redis.call('PEXPIRE', KEYS[i], string.format('%.0f', math.ceil(c.segment * (c.kept + 1) / 1000) + 1000))
            end
            local lacking = wanted - 0.000001 - c.left
            for index = c.index - c.kept + 1, c.index do
              local used = c.used[index] or 0
              lacking = lacking - used
              if used > 0 and lacking <= 0 then
                wait = (index + c.kept) * c.segment - now
                break
              end
            end
          end
          reply[#reply + 1] = string.format('%.9f', granted)
          reply[#reply + 1] = string.format('%.9f', c.left)
          reply[#reply + 1] = string.format('%.0f', wait)
          reply[#reply + 1] = (c.refused and not ok) and 1 or 0
        end
        return reply
        """;

    /// <summary>Says that a gateway lives; answers how many do, the mark of this Redis's data, and its time.</summary>
    public const string Heartbeat = """
        local time = redis.call('TIME')
        local now = time[1] * 1000 + math.floor(time[2] / 1000)
        redis.call('ZADD', KEYS[1], string.format('%.0f', now), ARGV[1])
        redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', string.format('%.0f', now - tonumber(ARGV[2])))
        redis.call('SET', KEYS[2], ARGV[3], 'NX')
        return { redis.call('ZCARD', KEYS[1]), redis.call('GET', KEYS[2]), string.format('%.0f', time[1] * 1000000 + time[2]) }
        """;
}
