using System.Text.Json.Serialization;

namespace ApiGovernance.Protocol.Descriptors;

/// <summary>What an architect has decided about two APIs that do the same.</summary>
public sealed record OverlapDecisionDescriptor : Descriptor
{
    public override string Kind => "OverlapDecision";

    public required OverlapDecisionSpec Spec { get; init; }
}

/// <param name="Apis">Two different APIs; their order means nothing.</param>
public sealed record OverlapDecisionSpec(IReadOnlyList<string> Apis, OverlapChoice Decision, string Reason)
{
    /// <summary>The canonical entity for which it holds; null for all that they share.</summary>
    public string? Entity { get; init; }

    /// <summary>The one of the two that stays; null unless they are consolidated.</summary>
    public string? Into { get; init; }

    /// <summary>The team that owns the record from now on.</summary>
    public string? OwnerOfRecord { get; init; }

    public string? DecidedBy { get; init; }

    /// <summary>The last day (UTC) on which it holds; null for no end.</summary>
    public DateOnly? Expires { get; init; }
}

[JsonConverter(typeof(WordEnum<OverlapChoice>))]
public enum OverlapChoice
{
    /// <summary>Both stay.</summary>
    [JsonStringEnumMemberName("accept")] Accept,

    /// <summary>One takes the place of both.</summary>
    [JsonStringEnumMemberName("consolidate")] Consolidate,
}
