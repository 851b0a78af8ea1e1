namespace ApiGovernance.Gateway.Admission.Limits;

/// <summary>Notices a caller that does not wait as it was told: a loop without a pause, most likely. Guarded by its group's lock.</summary>
internal sealed class Impatience
{
    /// <summary>Calls within a minute that came before their time; one more is not normal.</summary>
    public const int Tolerated = 100;

    private long toldUntil = long.MinValue;
    private long minute;
    private int calls;

    /// <param name="wait">Microseconds that the caller is told to wait.</param>
    /// <returns>True when its calls are no longer normal.</returns>
    public bool Refused(long now, long wait)
    {
        if (now / (60 * AdmissionClock.Second) is var present && present != minute)
            (minute, calls) = (present, 0);
        if (now < toldUntil)
            calls++;
        toldUntil = Math.Max(toldUntil, now + wait);
        return calls > Tolerated;
    }
}
