using ApiGovernance.Protocol.Descriptors;

namespace ApiGovernance.Protocol.CatalogApi;

/// <param name="To">The next stage: development, preview or active.</param>
public sealed record PromoteRequest(ApiStage To);

/// <param name="Sunset">The last day (UTC) on which the version answers; not before the notice that the life cycle policy asks for.</param>
/// <param name="Successor">The version that takes its place.</param>
public sealed record DeprecateRequest(DateOnly Sunset, string Successor)
{
    /// <summary>Today when not given.</summary>
    public DateOnly? DeprecatedOn { get; init; }

    /// <summary>Where callers read how to move; sent as <c>Link: rel="deprecation"</c>.</summary>
    public string? Documentation { get; init; }
}

/// <summary>Nothing to say: the version's own dates and the observed usage decide.</summary>
public sealed record RetireRequest;
