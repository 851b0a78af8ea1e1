using System.Text.Json.Serialization;
using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.Protocol.CatalogApi;

/// <summary>Whom the breaking changes of a contract would hit, as far as calls were observed.</summary>
public sealed record ImpactReport
{
    /// <summary>One sentence for a person.</summary>
    public required string Summary { get; init; }

    /// <summary>How many days back calls were looked at.</summary>
    public required int WindowDays { get; init; }

    /// <summary>The end of the newest usage report that was looked at; null: no gateway has reported this version, so nothing is known.</summary>
    public DateTimeOffset? AsOf { get; init; }

    /// <summary>Consumers that may call the version or were seen calling it: those of <see cref="Consumers"/>.</summary>
    public required int Known { get; init; }

    /// <summary>Of these, those that at least one change breaks.</summary>
    public required int Broken { get; init; }

    /// <summary>Of these, those that no change is known to break and at least one may.</summary>
    public required int Unknown { get; init; }

    /// <summary>Broken ones first, then unknown ones; the busiest first.</summary>
    public IReadOnlyList<ConsumerStanding> Consumers { get => field ?? []; init; } = [];

    /// <summary>The breaking changes in the order of the findings.</summary>
    public IReadOnlyList<ChangeImpact> Changes { get => field ?? []; init; } = [];
}

/// <summary>What a change does to a consumer.</summary>
public enum ImpactState
{
    /// <summary>Observed enough to say that it does not concern them.</summary>
    Unaffected,

    /// <summary>Not observed, or nothing that a gateway can observe.</summary>
    Unknown,

    /// <summary>They were seen doing what will not work any more.</summary>
    Breaks,
}

/// <summary>One consumer, and the worst that the changes do to it.</summary>
/// <param name="Consumer">Its name; <c>(anonymous)</c> for calls without a token.</param>
/// <param name="Calls">Calls in the window to any operation of the version, without those that were answered with 400 or above.</param>
/// <param name="LastCall">Of any such call; null when there was none.</param>
public sealed record ConsumerStanding(
    string Consumer, [property: JsonConverter(typeof(CamelCaseEnum<ImpactState>))] ImpactState State, long Calls, DateTimeOffset? LastCall)
{
    /// <summary>The owning team; null for a trading partner and for who is not in the catalog.</summary>
    public string? Owner { get; init; }

    /// <summary>The trading partner; null for one of our own teams' systems.</summary>
    public string? Partner { get; init; }

    /// <summary>The consumer's own first contact, else its team's.</summary>
    public string? Contact { get; init; }

    /// <summary>What it was seen calling that changes break or may break, as the contract writes it.</summary>
    public IReadOnlyList<string> Operations { get => field ?? []; init; } = [];
}

/// <summary>Whom one change hits.</summary>
/// <param name="Fingerprint">Of the finding.</param>
/// <param name="Note">What was observed, as a sentence.</param>
public sealed record ChangeImpact(string Fingerprint, string RuleId, string Note)
{
    /// <summary>The operations concerned; empty: all.</summary>
    public IReadOnlyList<string> Operations { get => field ?? []; init; } = [];

    /// <summary>The fields concerned; empty when it is the operation as a whole.</summary>
    public IReadOnlyList<CatalogField> Fields { get => field ?? []; init; } = [];

    /// <summary>Consumers by name.</summary>
    public IReadOnlyList<string> Breaks { get => field ?? []; init; } = [];

    public IReadOnlyList<string> Unknown { get => field ?? []; init; } = [];

    /// <summary>Calls to these operations that were looked at for their fields.</summary>
    public long Sampled { get; init; }
}
