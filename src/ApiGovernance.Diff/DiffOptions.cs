namespace ApiGovernance.Diff;

/// <summary>What a comparison is told beside the two contracts and the policy. The clock is an input: the same input has the same result.</summary>
public sealed record DiffOptions
{
    public static DiffOptions Default { get; } = new();

    /// <summary>The day (UTC) on which sunsets and notice periods are judged; null when nobody knows: then no date has passed and no period is too short.</summary>
    public DateOnly? Today { get; init; }

    /// <summary>The API's name in the catalog, for overrides of the policy.</summary>
    public string? Api { get; init; }

    /// <summary><c>internal</c>, <c>partner</c> or <c>public</c>, for overrides of the policy.</summary>
    public string? Visibility { get; init; }

    /// <summary>
    /// Whose programs a change of an event must not break; null for the usual: of AsyncAPI, those that read what the application sends and
    /// write what it receives; of a JSON Schema, those that read the events.
    /// </summary>
    public EventView? EventView { get; init; }
}
