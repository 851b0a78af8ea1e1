using System.Net;
using System.Net.Http.Headers;
using ApiGovernance.Gateway.Admission.Limits;

namespace ApiGovernance.Gateway.Admission.Backends;

/// <summary>What the back end's answers tell about how much it can take.</summary>
internal sealed partial class BackendGate
{
    /// <summary>A back end that asks for more is asked again after it: its clock may be wrong.</summary>
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(15);

    /// <summary>The head of an answer came.</summary>
    /// <param name="operation">Whose times are compared with each other.</param>
    /// <param name="takenAt">When the call took its place.</param>
    public void Answered(object operation, long takenAt, HttpResponseMessage answer)
    {
        bool isOverloaded = answer.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable;
        if (!isOverloaded && Volatile.Read(ref adaptive) is null)
            return;
        lock (gate)
        {
            if (!isOverloaded)
            {
                adaptive?.Answered(operation, (double)(time.Now - takenAt) / AdmissionClock.Second, InFlight);
                return;
            }

            adaptive?.Overloaded();
            // Read before the other clock: a thread that is held up between the two must not make of a date a later one, for which a retry comes too early.
            long now = time.Now;
            if (Pause(answer.Headers.RetryAfter) is { } pause && pause > TimeSpan.Zero)
                Volatile.Write(ref pausedUntil, Math.Max(pausedUntil, now + (Shortest(pause, LongestPause).Ticks / TimeSpan.TicksPerMicrosecond)));
        }
    }

    /// <summary>No answer came in time.</summary>
    public void TimedOut()
    {
        if (Volatile.Read(ref adaptive) is null)
            return;
        lock (gate)
            adaptive?.Overloaded();
    }

    private TimeSpan? Pause(RetryConditionHeaderValue? header) => header?.Delta ?? (header?.Date is { } date ? date - clock.GetUtcNow() : null);

    private static TimeSpan Shortest(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
