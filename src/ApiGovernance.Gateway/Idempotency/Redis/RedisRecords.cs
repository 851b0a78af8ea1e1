using StackExchange.Redis;

namespace ApiGovernance.Gateway.Idempotency.Redis;

/// <summary>From the fields of a hash to a record.</summary>
internal static class RedisRecords
{
    public static IdempotencyRecord Read(string id, RedisResult hash, DateTimeOffset now)
    {
        RedisResult[] pairs = (RedisResult[])hash!;
        Dictionary<string, RedisValue> fields = new(StringComparer.Ordinal);
        for (int i = 0; i + 1 < pairs.Length; i += 2)
            fields[(string)pairs[i]!] = (RedisValue)pairs[i + 1];
        DateTimeOffset lease = Moment("lease");
        return new IdempotencyRecord
        {
            Id = id,
            Key = new IdempotencyKey(Text("consumer"), Text("api"), Text("version"), Text("operation"), Text("key")),
            State = ClaimRules.StateAt((IdempotencyState)(int)fields["state"], lease, now),
            Fingerprint = Text("fingerprint"),
            Fence = Text("fence"),
            Node = Text("node"),
            ClaimedAt = Moment("claimed"),
            LeaseUntil = lease,
            ExpiresAt = Moment("expires"),
            Reason = Optional("reason"),
            ResolvedBy = Optional("by"),
            Response = fields.TryGetValue("status", out RedisValue status)
                ? new StoredResponse((int)status, Text("headers"), fields.TryGetValue("body", out RedisValue body) ? (byte[]?)body ?? [] : null)
                : null,
        };

        string Text(string name) => (string?)fields[name] ?? "";
        string? Optional(string name) => fields.TryGetValue(name, out RedisValue value) && value.Length() > 0 ? (string?)value : null;
        DateTimeOffset Moment(string name) => DateTimeOffset.FromUnixTimeMilliseconds((long)fields[name]);
    }
}
