using System.Collections.Concurrent;
using ApiGovernance.Gateway.Problems;
using ApiGovernance.Protocol.Usage;

namespace ApiGovernance.Gateway.Observability.Unregistered;

/// <summary>
/// Counts calls that nothing in the catalog describes, by who called what. Strangers can make up paths without end, so only so many forms
/// of a day are told apart; the rest is one count.
/// </summary>
internal sealed class UnregisteredTraffic(TimeProvider clock)
{
    /// <summary>Forms that one gateway tells apart on one day (UTC).</summary>
    public const int MostForms = 1000;

    /// <summary>What the others are counted under.</summary>
    public const string Others = "(others)";

    private static readonly HashSet<string> Methods =
        new(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT", "QUERY"], StringComparer.Ordinal);

    private readonly ConcurrentDictionary<Form, Counter> counters = new();
    private long forms;
    private DateOnly day = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);

    public static bool IsUnregistered(Problem problem) =>
        problem.Type == ProblemTypes.ApiNotRegistered || problem.Type == ProblemTypes.OperationNotFound || problem.Type == ProblemTypes.MethodNotAllowed;

    /// <summary>The end of a refused call.</summary>
    public void Note(Exchange exchange)
    {
        string method = exchange.Context.Request.Method;
        string? consumer = exchange.Consumer?.Name;
        Form form = new(
            exchange.Api?.Name,
            consumer,
            consumer is null ? CallerNetwork.Of(exchange.Context.Connection.RemoteIpAddress) : null,
            Methods.Contains(method) ? method : "OTHER",
            PathForm.Of(exchange.Path.Text));
        if (!counters.TryGetValue(form, out Counter? counter))
            counter = counters.GetOrAdd(Interlocked.Increment(ref forms) <= MostForms ? form : new Form(null, null, Others, "OTHER", Others), static _ => new Counter());
        counter.Add(clock.GetUtcNow().UtcTicks);
    }

    /// <summary>What was counted since the last call; counts nothing twice.</summary>
    public IReadOnlyList<UnregisteredCalls> Take()
    {
        if (counters.IsEmpty)
            return [];
        List<UnregisteredCalls> taken = [];
        foreach (var (form, counter) in counters)
        {
            var (calls, first, last) = counter.Take();
            if (calls > 0)
                taken.Add(new UnregisteredCalls(form.Method, form.Path, calls, first, last) { Api = form.Api, Consumer = form.Consumer, Network = form.Network });
        }

        DateOnly today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        if (today != day)
        {
            // A call that is being counted right now may be lost with its counter: once a day, one of a refused kind.
            counters.Clear();
            Interlocked.Exchange(ref forms, 0);
            day = today;
        }

        return
        [
            .. taken.OrderBy(calls => calls.Api, StringComparer.Ordinal).ThenBy(calls => calls.Path, StringComparer.Ordinal)
                .ThenBy(calls => calls.Method, StringComparer.Ordinal).ThenBy(calls => calls.Consumer, StringComparer.Ordinal)
                .ThenBy(calls => calls.Network, StringComparer.Ordinal),
        ];
    }

    private readonly record struct Form(string? Api, string? Consumer, string? Network, string Method, string Path);

    private sealed class Counter
    {
        private readonly Lock gate = new();
        private long calls;
        private long first;
        private long last;

        public void Add(long now)
        {
            lock (gate)
            {
                first = calls++ == 0 ? now : first;
                last = now;
            }
        }

        public (long Calls, DateTimeOffset First, DateTimeOffset Last) Take()
        {
            lock (gate)
            {
                long taken = calls;
                calls = 0;
                return (taken, new DateTimeOffset(first, TimeSpan.Zero), new DateTimeOffset(last, TimeSpan.Zero));
            }
        }
    }
}
