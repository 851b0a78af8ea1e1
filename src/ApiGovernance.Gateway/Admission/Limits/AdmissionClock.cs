namespace ApiGovernance.Gateway.Admission.Limits;

/// <summary>
/// Microseconds since 1970 on a clock that only runs forward: it is set when the gateway starts and goes by the machine's monotonic
/// counter from there, so that a corrected clock neither fills nor empties a limit.
/// </summary>
internal sealed class AdmissionClock(TimeProvider clock)
{
    public const long Second = 1_000_000;

    private readonly long startedAt = (clock.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
    private readonly long origin = clock.GetTimestamp();
    private long shift;

    public long Now => startedAt + (clock.GetElapsedTime(origin).Ticks / TimeSpan.TicksPerMicrosecond);

    /// <summary>What the clock that gateways share shows more than this one; 0 where they share none.</summary>
    public long Shift
    {
        get => Volatile.Read(ref shift);
        set => Volatile.Write(ref shift, value);
    }

    /// <summary>Whole seconds, rounded up.</summary>
    public static int Seconds(long microseconds) => (int)Math.Clamp((microseconds + Second - 1) / Second, 0, int.MaxValue);
}
