namespace ApiGovernance.Protocol.Descriptors;

/// <summary>One major version of an API.</summary>
public sealed record ApiVersionSpec
{
    /// <summary><c>v</c> and a number.</summary>
    public required string Name { get; init; }

    public required ApiStage Stage { get; init; }

    /// <summary>The contract's file, relative to the descriptor and inside its folder.</summary>
    public required string Contract { get; init; }

    /// <summary>Put before the contract's path at the back end; empty for nothing.</summary>
    public string UpstreamPath { get; init; } = "";

    public DateOnly? DeprecatedOn { get; init; }

    /// <summary>The last day (UTC) on which a deprecated version answers.</summary>
    public DateOnly? Sunset { get; init; }

    /// <summary>The version that takes its place.</summary>
    public string? Successor { get; init; }

    public string? Documentation { get; init; }

    /// <summary>Page that says what changed in this version and when.</summary>
    public string? Changelog { get; init; }

    public ValidationMode RequestValidation { get; init; } = ValidationMode.Enforce;

    public ValidationMode ResponseValidation { get; init; } = ValidationMode.Off;

    /// <summary>Another back end than the API's.</summary>
    public string? Backend { get; init; }

    /// <summary>The day (UTC) on which it became active; a call that names a date gets the newest version that was out on it.</summary>
    public DateOnly? ReleasedOn { get; init; }

    public VersionCanary? Canary { get; init; }

    public VersionShadow? Shadow { get; init; }

    /// <summary>In the order of time, without overlap; none unless the version is deprecated.</summary>
    public IReadOnlyList<BrownOut> BrownOuts { get; init; } = [];
}
