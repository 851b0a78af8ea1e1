using ApiGovernance.Gateway.Admission.Limits;
using ApiGovernance.Protocol.Descriptors;
using ApiGovernance.Protocol.Descriptors.Policies;
using ApiGovernance.Protocol.Snapshots;

namespace ApiGovernance.Gateway.Admission.Backends;

/// <summary>What a back end's owner allows, as compiled for as long as its record says the same.</summary>
internal sealed class BackendRules
{
    private const int Minute = 60;
    private const int Hour = 3600;
    private const int Day = 86_400;

    /// <summary>
    /// The part of every budget that each priority may not touch, in the priorities' order: it is there for those before it. Of ten
    /// places a report gets six at most.
    /// </summary>
    private static readonly double[] Reserved = [0, 0.05, 0.1, 0.2, 0.4];

    private readonly HashSet<string> keys;

    public BackendRules(SnapshotBackend backend, QuotaGroup group)
    {
        MaxConcurrency = backend.MaxConcurrency;
        Queue = backend.Queue;
        Adaptive = backend.AdaptiveConcurrency;
        Calendar = backend.Calendar.Count == 0 ? null : new BackendCalendar(backend.Calendar);
        CompiledLimit[] requests =
        [
            .. Limit("requests-per-second", backend.Limits.RequestsPerSecond, 1, LimitWindow.Sliding),
            .. Limit("requests-per-minute", backend.Limits.RequestsPerMinute, Minute, LimitWindow.Sliding),
            .. Limit("requests-per-hour", backend.Limits.RequestsPerHour, Hour, LimitWindow.Sliding),
            .. Limit("requests-per-day", backend.Limits.RequestsPerDay, Day, LimitWindow.Fixed),
        ];
        CompiledLimit[] transactions = [.. requests, .. Limit("transactions-per-day", backend.Limits.TransactionsPerDay, Day, LimitWindow.Fixed)];
        keys = transactions.Select(limit => limit.Key).ToHashSet(StringComparer.Ordinal);
        Requests = [.. requests.Select(limit => group.State(limit, ""))];
        Transactions = [.. transactions.Select(limit => group.State(limit, ""))];
    }

    public int? MaxConcurrency { get; }

    public BackendQueue? Queue { get; }

    public AdaptiveConcurrency? Adaptive { get; }

    /// <summary>Null when it is open at all times.</summary>
    public BackendCalendar? Calendar { get; }

    /// <summary>The counters of every call.</summary>
    public LimitState[] Requests { get; }

    /// <summary>The counters of a call that changes something.</summary>
    public LimitState[] Transactions { get; }

    /// <summary>Whether nothing is limited.</summary>
    public bool IsOpen => MaxConcurrency is null && Adaptive is null && Calendar is null && Transactions.Length == 0;

    /// <inheritdoc cref="ConsumerLimits.TakeEffect"/>
    public void TakeEffect(QuotaGroup group) => group.Keep(keys);

    public static double ReservedFrom(BusinessPriority priority) => Reserved[(int)priority];

    /// <summary>Of so many places, how many a call of this priority may find taken by others and itself.</summary>
    public static int PlacesFor(BusinessPriority priority, int places) => places - (int)(places * ReservedFrom(priority));

    private static IEnumerable<CompiledLimit> Limit(string name, int? requests, int seconds, LimitWindow window) =>
        requests is { } most ? [new CompiledLimit(new PlanLimit(name, most, seconds) { Window = window })] : [];
}
