namespace ApiGovernance.Gateway.Validation;

/// <summary>Chooses a part of a row of calls, evenly spread: multiples of the golden ratio do not fall in with callers that repeat themselves.</summary>
internal sealed class Sampler(double rate)
{
    private readonly uint threshold = (uint)Math.Min(uint.MaxValue, rate * uint.MaxValue);
    private uint number;

    public bool Next() => unchecked(Interlocked.Increment(ref number) * 2654435769u) <= threshold;
}
