using ApiGovernance.Protocol.CatalogApi;
using ApiGovernance.Protocol.Descriptors;
using ApiGovernance.Protocol.Usage;

namespace ApiGovernance.Catalog.Usage;

/// <summary>What is known of the callers of one API version. The same input gives the same report anywhere.</summary>
public sealed record ImpactInput
{
    /// <summary>Used where no policy says how many calls must have been looked at.</summary>
    public const long DefaultMinSamples = 100;

    /// <summary>The API's catalog name; null when it is not registered: then only <see cref="Usage"/> says who calls.</summary>
    public string? Api { get; init; }

    public string? Version { get; init; }

    /// <summary>Observed calls of this version in the window.</summary>
    public IReadOnlyList<UsageRow> Usage { get; init; } = [];

    /// <summary>Which fields these calls had, as far as they were looked at.</summary>
    public IReadOnlyList<SampledFields> Fields { get; init; } = [];

    /// <summary>Consumers of the catalog, each with all that it may call; those that may call the version are known even when they never did.</summary>
    public IReadOnlyList<ConsumerDescriptor> Consumers { get; init; } = [];

    public IReadOnlyList<TeamDescriptor> Teams { get; init; } = [];

    /// <summary>The end of the newest usage report of this version; null: no gateway has reported it, so nothing is known.</summary>
    public DateTimeOffset? AsOf { get; init; }

    /// <summary>The first day for which there are calls of this version, in the window or before; null when there is none.</summary>
    public DateOnly? CallsSince { get; init; }

    /// <summary>The first day on which calls were looked at for their fields, in the window or before; null when there is none.</summary>
    public DateOnly? FieldsSince { get; init; }

    public required DateTimeOffset Now { get; init; }

    /// <summary>How many days back the rows go.</summary>
    public required int WindowDays { get; init; }

    /// <summary>
    /// Calls of a consumer to an operation that must have been looked at before "never sent" is believed; fewer are enough when they were
    /// all that there were.
    /// </summary>
    public long MinSamples { get; init; } = DefaultMinSamples;
}
