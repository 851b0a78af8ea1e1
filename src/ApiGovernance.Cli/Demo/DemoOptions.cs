namespace ApiGovernance.Cli.Demo;

internal sealed record DemoOptions
{
    public bool ExitAfterTour { get; init; }

    /// <summary>Null: the repository's own, found upward from the current folder or from the program.</summary>
    public string? CatalogDirectory { get; init; }

    public string? PoliciesDirectory { get; init; }

    /// <summary>Null: a temporary folder that is removed at the end.</summary>
    public string? DataDirectory { get; init; }

    public required Uri GatewayUrl { get; init; }

    public required Uri ControlPlaneUrl { get; init; }

    public bool ShowLogs { get; init; }
}
