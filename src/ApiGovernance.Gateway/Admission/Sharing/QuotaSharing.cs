using System.Globalization;
using ApiGovernance.Gateway.Admission.Limits;
using ApiGovernance.Gateway.Redis;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace ApiGovernance.Gateway.Admission.Sharing;

/// <summary>
/// Whether limits are counted together with other gateways. While Redis answers they are; when it does not, each gateway goes on with
/// its share of every limit, and tells Redis afterwards. A question that takes too long counts as no answer.
/// </summary>
internal sealed partial class QuotaSharing(
    GatewayOptions options, RedisLink link, AdmissionClock time, AdmissionMetrics metrics, TimeProvider clock, ILogger<QuotaSharing> logger)
{
    /// <summary>A heartbeat waits longer: no call waits for it.</summary>
    private static readonly TimeSpan HeartbeatPatience = TimeSpan.FromSeconds(1);

    /// <summary>A gateway that has not been heard of for so long does not count.</summary>
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(10);

    /// <summary>A Redis that has not been there since the gateway started is told of after some seconds.</summary>
    private const int BeatsUntilTold = 25;

    // In braces, so that a cluster keeps what one script needs in one place.
    private static readonly RedisKey[] HeartbeatKeys = ["apigov:{gateways}", "apigov:{gateways}:mark"];

    private readonly Lock gate = new();
    private string? mark;
    private int failedBeats;
    private long generation;
    private volatile bool isShared;
    private volatile int replicas = 1;

    /// <summary>Whether there is a Redis, be it reachable or not.</summary>
    public bool IsConfigured => link.IsConfigured;

    /// <summary>The longest that a question to Redis takes.</summary>
    public TimeSpan Patience => options.RedisPatience;

    /// <summary>Whether Redis counts; false while it is gone.</summary>
    public bool IsShared => isShared;

    /// <summary>Gateways that live, as far as is known; at least this one.</summary>
    public int Replicas => replicas;

    /// <summary>Another one whenever <see cref="IsShared"/> has changed.</summary>
    public long Generation => Volatile.Read(ref generation);

    /// <summary>Whether Redis came back without what it had counted.</summary>
    public bool HasLostCounts { get; private set; }

    /// <summary>A group for a name that is in force.</summary>
    public QuotaGroup NewGroup(string name) => new(name, time, IsConfigured ? this : null);

    /// <summary>Asks for leases.</summary>
    /// <returns>Null when Redis did not answer: from then on it is taken as gone.</returns>
    public async Task<LeaseReply[]?> AskAsync(string group, IReadOnlyList<LeaseQuestion> questions)
    {
        RedisKey[] keys = new RedisKey[questions.Count];
        RedisValue[] arguments = new RedisValue[1 + (questions.Count * LeaseScript.ArgumentsPerCounter)];
        arguments[0] = replicas;
        for (int i = 0; i < questions.Count; i++)
        {
            LeaseQuestion question = questions[i];
            CompiledLimit limit = question.State.Limit;
            keys[i] = $"apigov:{{{group}}}:{limit.Key}:{question.State.Scope}";
            Span<RedisValue> own = arguments.AsSpan(1 + (i * LeaseScript.ArgumentsPerCounter), LeaseScript.ArgumentsPerCounter);
            (own[0], own[1], own[2], own[3]) = (limit.IsBucket ? 1 : 0, limit.Requests, limit.Segment, limit.Segments);
            (own[4], own[5], own[6], own[7]) = (question.Need, question.Spared, question.Demand, question.Lease);
            (own[8], own[9]) = (question.Owed, question.OwedSince);
        }

        metrics.AskedForLease();
        RedisResult[]? reply = await EvaluateAsync(LeaseScript.Lease, keys, arguments, Patience).ConfigureAwait(false);
        return reply is null ? null : Read(reply, questions);
    }

    /// <summary>Says that this gateway lives and learns how many do; comes back to the shared count when Redis has come back.</summary>
    public async Task BeatAsync()
    {
        RedisResult[]? reply = await EvaluateAsync(
            LeaseScript.Heartbeat, HeartbeatKeys, [options.Node, (long)Lifetime.TotalMilliseconds, Guid.NewGuid().ToString("N")], HeartbeatPatience)
            .ConfigureAwait(false);
        if (reply is null)
        {
            if (mark is null && ++failedBeats == BeatsUntilTold)
                NeverThere();
            return;
        }

        replicas = Math.Max(1, (int)reply[0]);
        time.Shift = (long)reply[2] - time.Now;
        string present = (string)reply[1]!;
        lock (gate)
        {
            bool lost = mark is not null && mark != present;
            // Began anew between two heartbeats: the counts are gone all the same.
            if (isShared && !lost)
                return;
            (mark, HasLostCounts, isShared) = (present, lost, true);
            Interlocked.Increment(ref generation);
        }

        Joined(replicas, HasLostCounts);
    }

    /// <summary>This gateway stops; the others need not wait to notice.</summary>
    public async Task LeaveAsync()
    {
        try
        {
            if (link.Database is { } database)
                await database.SortedSetRemoveAsync(HeartbeatKeys[0], options.Node).WaitAsync(HeartbeatPatience, clock).ConfigureAwait(false);
        }
        catch (Exception error) when (error is RedisException or RedisCommandException or TimeoutException or ObjectDisposedException)
        {
            // They notice by themselves.
        }
    }

    private async Task<RedisResult[]?> EvaluateAsync(string script, RedisKey[] keys, RedisValue[] arguments, TimeSpan patience)
    {
        try
        {
            if (link.Database is { } database)
                return (RedisResult[]?)await database.ScriptEvaluateAsync(script, keys, arguments).WaitAsync(patience, clock).ConfigureAwait(false);
            Gone(null, "there is no connection");
        }
        catch (Exception error) when (error is RedisException or RedisCommandException or TimeoutException or ObjectDisposedException or OperationCanceledException)
        {
            Gone(error, error.Message);
        }

        return null;
    }

    private void Gone(Exception? error, string reason)
    {
        lock (gate)
        {
            if (!isShared)
                return;
            isShared = false;
            Interlocked.Increment(ref generation);
        }

        metrics.FellBack();
        Lost(error, reason, replicas);
    }

    private static LeaseReply[] Read(RedisResult[] reply, IReadOnlyList<LeaseQuestion> questions)
    {
        long now = (long)reply[0];
        LeaseReply[] replies = new LeaseReply[questions.Count];
        for (int i = 0; i < replies.Length; i++)
        {
            int at = 2 + (i * LeaseScript.RepliesPerCounter);
            long segment = questions[i].State.Limit.Segment;
            replies[i] = new LeaseReply(
                Number(reply[at]), Number(reply[at + 1]), (long)reply[at + 2], (int)reply[at + 3] == 1, now, segment - (now % segment));
        }

        return replies;
    }

    private static double Number(RedisResult value) => double.Parse((string)value!, CultureInfo.InvariantCulture);

    [LoggerMessage(1, LogLevel.Information, "Limits are counted in Redis, together with {Replicas} gateways (its counts were lost: {Lost})")]
    private partial void Joined(int replicas, bool lost);

    [LoggerMessage(3, LogLevel.Warning, "Redis has not been reached since the gateway started: until it is, this gateway counts limits alone")]
    private partial void NeverThere();

    [LoggerMessage(2, LogLevel.Warning, "Redis does not answer: {Reason}. Each of {Replicas} gateways goes on with its share of every limit")]
    private partial void Lost(Exception? error, string reason, int replicas);
}
