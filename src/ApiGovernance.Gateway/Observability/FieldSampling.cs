namespace ApiGovernance.Gateway.Observability;

/// <summary>How many calls are looked at for the names of their fields, for each pair of consumer and operation.</summary>
public sealed record FieldSampling
{
    /// <summary>Every call, until the names are too many.</summary>
    public static FieldSampling Always { get; } = new() { Rate = 1 };

    /// <summary>No call; reports then say that nothing is known of fields.</summary>
    public static FieldSampling Never { get; } = new() { FirstCalls = 0, Rate = 0 };

    /// <summary>
    /// So many calls in a row are always looked at, and after them one in each <see cref="Interval"/>: who calls seldom is seen completely, and a
    /// caller who sends a lot costs the same however much it is. 0 to 100,000; 0 for none.
    /// </summary>
    public int FirstCalls { get; init; } = 20;

    /// <summary>How soon one more call is always looked at; 1 ms to 1 h.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Which part of the other calls is looked at; 0 to 1.</summary>
    public double Rate { get; init; } = 0.01;

    /// <summary>Different names that are kept of one consumer and operation as long as the gateway runs; 1 to 10,000.</summary>
    public int MaxNames { get; init; } = 1000;
}
