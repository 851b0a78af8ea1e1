namespace ApiGovernance.Gateway.Resilience;

/// <summary>Calls and failures of the last seconds, in ten slices of time. Its user holds a lock.</summary>
internal sealed class FailureWindow(int seconds, TimeProvider clock)
{
    private const int Slices = 10;

    private readonly long sliceLength = Math.Max(1, seconds * clock.TimestampFrequency / Slices);
    private readonly Slice[] slices = new Slice[Slices];

    public void Add(bool failed)
    {
        long number = clock.GetTimestamp() / sliceLength;
        ref Slice slice = ref slices[number % Slices];
        if (slice.Number != number)
            slice = new Slice { Number = number };
        slice.Calls++;
        if (failed)
            slice.Failures++;
    }

    public bool Exceeds(int minimumCalls, int failurePercent)
    {
        long oldest = (clock.GetTimestamp() / sliceLength) - Slices + 1;
        long calls = 0;
        long failures = 0;
        foreach (Slice slice in slices)
        {
            if (slice.Number < oldest)
                continue;
            calls += slice.Calls;
            failures += slice.Failures;
        }

        return calls >= minimumCalls && failures * 100 >= calls * failurePercent;
    }

    public void Clear() => Array.Clear(slices);

    private struct Slice
    {
        public long Number;
        public int Calls;
        public int Failures;
    }
}
