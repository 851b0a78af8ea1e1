using System.Globalization;

namespace ApiGovernance.Gateway.Admission.Backends;

internal enum ObstacleKind
{
    None,
    Closed,
    Paused,
    Concurrency,
    AdaptiveConcurrency,
    Rate,

    /// <summary>Nobody knows yet: Redis is being asked for units of a limit.</summary>
    Lease,
    QueueFull,
    Displaced,
}

/// <summary>What keeps a call from a back end now; put into words only when the call is refused for it.</summary>
/// <param name="Wait">Microseconds until it is gone; 0 when that cannot be known.</param>
/// <param name="Name">Of the window or limit.</param>
/// <param name="Number">Calls in flight, or waiting.</param>
internal readonly record struct Obstacle(ObstacleKind Kind, long Wait = 0, string? Name = null, int Number = 0)
{
    public bool IsNone => Kind == ObstacleKind.None;

    public string Policy => Kind switch
    {
        ObstacleKind.Closed or ObstacleKind.Rate => Name!,
        ObstacleKind.Paused => "backend-retry-after",
        ObstacleKind.AdaptiveConcurrency => "backend-adaptive-concurrency",
        ObstacleKind.Lease => "backend-limits",
        ObstacleKind.QueueFull or ObstacleKind.Displaced => "backend-queue",
        _ => "backend-concurrency",
    };

    public Refusal Refuse(bool hasWaited)
    {
        string reason = Kind switch
        {
            ObstacleKind.Closed => $"takes no calls during '{Name}'",
            ObstacleKind.Paused => "has asked not to be called for now",
            ObstacleKind.AdaptiveConcurrency => $"has {Count} calls in flight, which is as many as it answers quickly",
            ObstacleKind.Rate => $"has had the calls that '{Name}' allows for this priority",
            ObstacleKind.Lease => "has limits that gateways count together, and what is left of them was not heard in time",
            ObstacleKind.QueueFull => $"has {Count} calls waiting, its limit",
            ObstacleKind.Displaced => "has more important calls waiting than its queue has places",
            _ => $"has {Count} calls in flight, its limit",
        };
        return new Refusal(Policy, hasWaited ? reason + ", and no place came free in time" : reason, Wait);
    }

    private string Count => Number.ToString(CultureInfo.InvariantCulture);
}
