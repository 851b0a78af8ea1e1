using System.Collections.Concurrent;
using ApiGovernance.Gateway.Problems;
using ApiGovernance.Protocol.Acknowledgements;
using ApiGovernance.Protocol.Snapshots;
using Microsoft.AspNetCore.Http;

namespace ApiGovernance.Gateway.Snapshots;

/// <summary>
/// How calls fare since a release is served. Nothing is counted unless the control plane asked for it; as many counters as API versions
/// are called.
/// </summary>
internal sealed class ReleaseCounters(TimeProvider clock)
{
    private Period? current;
    private TaskCompletionSource changed = New();

    /// <summary>How often to report; null: not at all.</summary>
    public TimeSpan? Interval => Volatile.Read(ref current) is { } period ? TimeSpan.FromSeconds(period.Release.ReportSeconds) : null;

    /// <summary>Ends when another snapshot or another interval holds than when it was taken.</summary>
    public Task Changed => Volatile.Read(ref changed).Task;

    /// <summary>A snapshot is in force; of the release that was in force already it is counted on.</summary>
    public void Serve(string? revision, SnapshotRelease? release)
    {
        Period? period = Volatile.Read(ref current);
        if (release is null || revision is null ? period is null : period?.Release == release && period.Revision == revision)
            return;
        Volatile.Write(ref current, release is null || revision is null ? null
            : period?.Release.Id == release.Id ? period with { Revision = revision, Release = release }
            : new Period(revision, release, clock.GetUtcNow(), new(StringComparer.Ordinal)));
        Interlocked.Exchange(ref changed, New()).SetResult();
    }

    /// <summary>The end of a call.</summary>
    public void Add(Exchange exchange, int status)
    {
        if (Volatile.Read(ref current) is not { } period || exchange.Version is not { } version)
            return;
        // A call that began under another snapshot tells nothing of this one, and one that the caller broke off tells nothing at all.
        if (exchange.Snapshot?.Revision != period.Revision || status == StatusCodes.Status499ClientClosedRequest || IsNobodysFault(exchange.Problem))
            return;
        period.Versions.GetOrAdd(version.Model.Reference.Name, static (_, part) => new Counter(part.Api, part.Version), version.Part)
            .Add(exchange.Problem, status);
    }

    /// <summary>Null when nothing is counted.</summary>
    public ReleaseReport? Report(string node) => Volatile.Read(ref current) is { } period
        ? new ReleaseReport(
            node, period.Revision, period.Release.Id, period.Since,
            [.. period.Versions.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => pair.Value.Read())])
        : null;

    /// <summary>Who may not, found nothing or came too often would have done so with any snapshot; what was announced to end has ended.</summary>
    private static bool IsNobodysFault(Problem? problem) =>
        problem is not null && (problem.Type.Status is 401 or 403 or 404 or 410 or 429 || ReferenceEquals(problem.Type, ProblemTypes.VersionBrownOut));

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private sealed record Period(string Revision, SnapshotRelease Release, DateTimeOffset Since, ConcurrentDictionary<string, Counter> Versions);

    private sealed class Counter(string api, string version)
    {
        private long requests;
        private long gatewayFailures;
        private long backendFailures;
        private long refusals;

        public void Add(Problem? problem, int status)
        {
            Interlocked.Increment(ref requests);
            if (status >= 500)
                Interlocked.Increment(ref problem is { Type.Side: not ProblemSide.Backend } ? ref gatewayFailures : ref backendFailures);
            else if (problem is not null)
                Interlocked.Increment(ref refusals);
        }

        // What went wrong first: a call between the reads then makes the rate smaller, not larger than 1.
        public VersionFigures Read()
        {
            (long gateway, long backend, long refused) = (Volatile.Read(ref gatewayFailures), Volatile.Read(ref backendFailures), Volatile.Read(ref refusals));
            return new VersionFigures(api, version, Volatile.Read(ref requests), gateway, backend, refused);
        }
    }
}
