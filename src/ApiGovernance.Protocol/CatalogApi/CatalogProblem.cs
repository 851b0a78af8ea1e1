namespace ApiGovernance.Protocol.CatalogApi;

/// <summary>How the catalog API says no: problem details (RFC 9457) with everything that was found, not only the first.</summary>
/// <param name="Type">URI that ends in the problem's id, e.g. <c>contract-blocked</c>.</param>
/// <param name="Status">The HTTP status.</param>
public sealed record CatalogProblem(string Type, string Title, int Status)
{
    public string? Detail { get; init; }

    /// <summary>The path asked for.</summary>
    public string? Instance { get; init; }

    public IReadOnlyList<CatalogFinding> Errors { get => field ?? []; init; } = [];

    /// <summary>The roles that could do it; set when the caller's cannot.</summary>
    public IReadOnlyList<string>? RequiredRoles { get; init; }

    /// <summary>Who would break, as observed; set when a contract was blocked.</summary>
    public IReadOnlyList<ConsumerImpact>? Impact { get; init; }

    /// <summary>The same consumer by consumer and change by change.</summary>
    public ImpactReport? ImpactReport { get; init; }

    /// <summary>On what the verdict rests; set when a contract was judged.</summary>
    public VerdictEvidence? Evidence { get; init; }

    /// <summary>What would change, were nothing in the way; set when a folder was not applied.</summary>
    public CatalogPlan? Plan { get; init; }
}
