namespace ApiGovernance.Diff;

/// <summary>Whose programs a change of an event must not break.</summary>
public enum EventView
{
    /// <summary>Whoever reads events: what is sent must not become wider.</summary>
    Consumers,

    /// <summary>Whoever writes events: what is taken must not become narrower.</summary>
    Producers,

    /// <summary>Both: old events are read by new programs, and new events by old ones.</summary>
    Both,
}
