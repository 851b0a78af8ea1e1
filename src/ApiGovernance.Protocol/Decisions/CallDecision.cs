namespace ApiGovernance.Protocol.Decisions;

/// <summary>What a gateway did with one call, and which records of the catalog made it do so. No body, header field or credential of the call is in it.</summary>
/// <param name="RequestId">The correlation id that every answer and log line has.</param>
/// <param name="Gateway">The node.</param>
/// <param name="Status">HTTP status as the caller saw it; 499 when it had gone.</param>
/// <param name="Snapshot">The revision by which everything was decided; null when the gateway had none yet.</param>
/// <param name="Steps">In the order in which they were taken.</param>
public sealed record CallDecision(
    string RequestId, string Gateway, DateTimeOffset At, double ElapsedMs, string Method, string Route, int Status, string? Snapshot,
    IReadOnlyList<DecisionStep> Steps)
{
    public string? Api { get; init; }

    public string? Version { get; init; }

    /// <summary>Hash of the API version's part of the snapshot.</summary>
    public string? Part { get; init; }

    /// <summary><c>info.version</c> of the contract.</summary>
    public string? ContractVersion { get; init; }

    /// <summary>Lower-case hex SHA-256 of the contract as one JSON document.</summary>
    public string? ContractHash { get; init; }

    public string? Operation { get; init; }

    public string? Consumer { get; init; }

    /// <summary>Id of the problem type with which the gateway refused; null when the back end answered.</summary>
    public string? Problem { get; init; }
}

/// <summary>One step of the way through the gateway.</summary>
/// <param name="Stage">E.g. <c>authorize</c>.</param>
/// <param name="Outcome"><c>passed</c>, <c>refused</c> or <c>noted</c>.</param>
/// <param name="Record">The record that decided, e.g. <c>plans/partner</c>; null where the request itself did.</param>
/// <param name="Rule">The member of that record, e.g. <c>spec.limits</c>; null where the record as a whole decided.</param>
/// <param name="Detail">What it came to, for people.</param>
public sealed record DecisionStep(string Stage, string Outcome, string? Record, string? Rule, string Detail);
