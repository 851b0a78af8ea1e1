using ApiGovernance.Gateway.Problems;
using ApiGovernance.Protocol.Snapshots;

namespace ApiGovernance.Gateway.Decisions;

/// <summary>
/// What is kept of a call so that it can be explained: references to what decided it, no body, header field or credential. The explanation itself is
/// only written when somebody asks.
/// </summary>
internal sealed record Decision
{
    public required string RequestId { get; init; }

    public required DateTimeOffset At { get; init; }

    public required TimeSpan Elapsed { get; init; }

    public required string Method { get; init; }

    /// <summary>The contract's route, or where the call got to; never the values of a path.</summary>
    public required string Route { get; init; }

    public required int Status { get; init; }

    public string? Snapshot { get; init; }

    public string? Api { get; init; }

    public string? BasePath { get; init; }

    public ApiVersionPart? Part { get; init; }

    public string? PartHash { get; init; }

    public string? Operation { get; init; }

    public string? Issuer { get; init; }

    public string? Consumer { get; init; }

    public string? Plan { get; init; }

    public string? RateLimit { get; init; }

    public string? Backend { get; init; }

    /// <summary>The contract's media type of a body that nobody could check.</summary>
    public string? UncheckedBody { get; init; }

    public ProblemType? Problem { get; init; }

    /// <summary>What the answer said of it, cut: a caller's own names may stand in it.</summary>
    public string? Detail { get; init; }

    /// <summary>The stage that refused, or the last one; see <see cref="GatewayPipeline.Names"/>.</summary>
    public required int Stage { get; init; }

    /// <summary>What stages had to say beside that; null for nothing.</summary>
    public IReadOnlyList<DecisionNote>? Notes { get; init; }
}

/// <summary>Something that a stage decided and that the call's answer does not show, e.g. a canary or a second try.</summary>
internal readonly record struct DecisionNote(string Stage, string? Record, string? Rule, string Detail);
