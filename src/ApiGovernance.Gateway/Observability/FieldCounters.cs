using ApiGovernance.JsonSchema.Observation;
using ApiGovernance.JsonSchema.Parameters;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.Protocol.Usage;

namespace ApiGovernance.Gateway.Observability;

/// <summary>Which fields one consumer sent to one operation since the last report; the lock is taken for calls that were looked at only.</summary>
internal sealed class FieldCounters(FieldSampling sampling, long timestampFrequency)
{
    private readonly Lock gate = new();
    private readonly Dictionary<(FieldKind Kind, string Name), Tally> tallies = [];
    private readonly uint threshold = (uint)Math.Min(uint.MaxValue, sampling.Rate * uint.MaxValue);
    private readonly long interval = (long)(sampling.Interval.TotalSeconds * timestampFrequency);
    private long begun;

    /// <summary>When all calls in a row may be looked at again.</summary>
    private long full;
    private long sampled;
    private long notSeen;
    private long withUnknown;
    private bool truncated;

    /// <summary>Whether the call is to be looked at.</summary>
    /// <param name="now">When it came; a timestamp.</param>
    public bool Choose(long now)
    {
        if (sampling is { FirstCalls: 0, Rate: 0 })
            return false;
        long number = Interlocked.Increment(ref begun);
        // Multiples of the golden ratio are spread evenly, in every regular part of them too: callers that repeat a pattern of calls do
        // not fall between the calls that are looked at, as they could with every hundredth.
        return IsAmongFirst(now) || unchecked((uint)number * 2654435769u) <= threshold;
    }

    /// <summary>A bucket of so many calls that fills by one in each interval, kept as the time at which it is full (GCRA). Evenly spread, it costs no burst of work.</summary>
    private bool IsAmongFirst(long now)
    {
        long before = Volatile.Read(ref full);
        long begins = Math.Max(before, now);
        // Of two calls at once one may be left to chance.
        return begins - now <= (sampling.FirstCalls - 1) * interval && Interlocked.CompareExchange(ref full, begins + interval, before) == before;
    }

    public void Add(FieldObservation observation, DateTimeOffset now)
    {
        IReadOnlyList<FieldPathUsage> paths = observation.Properties.Paths;
        lock (gate)
        {
            bool unknown = observation.HasUnknownParameters;
            foreach (ParameterDescription parameter in observation.Parameters)
                Count(KindOf(parameter.In), parameter.Name, now);
            foreach (FieldPathUsage path in paths)
            {
                unknown |= !path.IsNamed;
                // The keys of a map are data; that the map was sent is counted by itself.
                if (path.IsNamed && !path.Path.EndsWith("/*", StringComparison.Ordinal))
                    Count(FieldKind.Property, path.Path, now);
            }

            truncated |= observation.Properties.IsNamedTruncated;
            if (observation.IsIncomplete)
                notSeen++;
            else
                sampled++;
            if (unknown && !observation.IsIncomplete)
                withUnknown++;
        }
    }

    /// <summary>What was counted since the last call; counts nothing twice.</summary>
    public SampledFields Take(SampledFields empty)
    {
        lock (gate)
        {
            List<FieldCount> fields = [];
            foreach (var (field, tally) in tallies)
            {
                if (tally.Seen == 0)
                    continue;
                string name = field.Kind == FieldKind.Property ? Path(field.Name) : field.Name;
                fields.Add(new FieldCount(field.Kind, name, tally.Seen, tally.LastSeen));
                tally.Seen = 0;
            }

            SampledFields taken = empty with
            {
                Sampled = sampled,
                NotSeen = notSeen,
                WithUnknown = withUnknown,
                Truncated = truncated,
                Fields = [.. fields.OrderBy(field => field.Kind).ThenBy(field => field.Name, StringComparer.Ordinal)],
            };
            (sampled, notSeen, withUnknown, truncated) = (0, 0, 0, false);
            return taken;
        }
    }

    private void Count(FieldKind kind, string name, DateTimeOffset now)
    {
        if (!tallies.TryGetValue((kind, name), out Tally? tally))
        {
            if (tallies.Count >= sampling.MaxNames)
            {
                truncated = true;
                return;
            }

            tallies.Add((kind, name), tally = new Tally());
        }

        tally.Seen++;
        tally.LastSeen = now;
    }

    private static FieldKind KindOf(ParameterIn place) => place switch
    {
        ParameterIn.Header => FieldKind.Header,
        ParameterIn.Cookie => FieldKind.Cookie,
        _ => FieldKind.Query,
    };

    /// <summary>From the validator's spelling, <c>/lines/*/sku</c>, to the one that reports use.</summary>
    private static string Path(string pointer) => FieldPath.Of(pointer[1..].Split('/').Select(step => step switch
    {
        "*" => null,
        "~2" => "*",
        _ => step.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal),
    }));

    private sealed class Tally
    {
        public long Seen { get; set; }

        public DateTimeOffset LastSeen { get; set; }
    }
}
