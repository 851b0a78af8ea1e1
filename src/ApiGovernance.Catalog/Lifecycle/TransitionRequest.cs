using ApiGovernance.Catalog.Governance;
using ApiGovernance.Protocol.CatalogApi;
using ApiGovernance.Protocol.Descriptors;

namespace ApiGovernance.Catalog.Lifecycle;

/// <summary>A step that somebody wants to take, with everything that decides on it. The clock is an input.</summary>
public sealed record TransitionRequest
{
    public required ApiDescriptor Api { get; init; }

    public required ApiVersionSpec Version { get; init; }

    public required ApiStage To { get; init; }

    /// <summary>All versions of the API.</summary>
    public required IReadOnlyList<ApiVersionSpec> Versions { get; init; }

    public required LifecyclePolicy Policy { get; init; }

    public required DateOnly Today { get; init; }

    /// <summary>True when the API's owner is a team that is registered.</summary>
    public bool HasOwner { get; init; } = true;

    /// <summary>True when a contract is in force for the version.</summary>
    public bool HasContract { get; init; }

    /// <summary>What the gate says of that contract at the stage wanted; null when there is none.</summary>
    public Verdict? GateVerdict { get; init; }

    /// <summary>Who approved that contract, those who submitted it and who asks for the step left out.</summary>
    public IReadOnlyList<string> Approvers { get; init; } = [];

    /// <summary>Who refused that contract and has not taken it back; null when nobody did.</summary>
    public string? RejectedBy { get; init; }

    /// <summary>Calls of this version in the last <see cref="LifecyclePolicy.QuietDays"/> days.</summary>
    public IReadOnlyList<UsageRow> Usage { get; init; } = [];

    /// <summary>The first day for which gateways reported calls of any API; null when they reported none in the days of <see cref="Usage"/>.</summary>
    public DateOnly? ObservedSince { get; init; }

    /// <summary>What is known of consumers, by name.</summary>
    public IReadOnlyDictionary<string, ConsumerDescriptor> Consumers { get; init; } = new Dictionary<string, ConsumerDescriptor>();

    public IReadOnlyList<Waiver> Waivers { get; init; } = [];

    public DateOnly? DeprecatedOn { get; init; }

    public DateOnly? Sunset { get; init; }

    public string? Successor { get; init; }

    public string? Documentation { get; init; }

    public DateOnly DeprecationDay => DeprecatedOn ?? Version.DeprecatedOn ?? Today;
}
