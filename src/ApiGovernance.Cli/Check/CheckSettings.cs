using ApiGovernance.Protocol.Descriptors;

namespace ApiGovernance.Cli.Check;

/// <summary>What a run of `apigov check` was asked for.</summary>
internal sealed record CheckSettings
{
    /// <summary>Documents, folders and patterns.</summary>
    public required IReadOnlyList<string> Contracts { get; init; }

    /// <summary>The contract in force; null: each file has its own, or none.</summary>
    public string? Against { get; init; }

    /// <summary>Each contract is compared with the one in force in the live catalog.</summary>
    public bool AgainstCatalog { get; init; }

    /// <summary>A git revision: only what differs from it is judged.</summary>
    public string? Base { get; init; }

    /// <summary>The API and version of the one contract, when no descriptor says it.</summary>
    public (string Api, string Version)? Api { get; init; }

    /// <summary>Null: the stage of the descriptor, else active.</summary>
    public ApiStage? Stage { get; init; }

    public string? Policies { get; init; }

    /// <summary>The catalog's folder with the other APIs and the canonical entities; null: the one that a contract is in.</summary>
    public string? CatalogFolder { get; init; }

    public required Uri Catalog { get; init; }

    /// <summary>Where the comment for the pull request goes.</summary>
    public string? CommentFile { get; init; }

    /// <summary>The verdict is told and fails nothing.</summary>
    public bool IsAdvisory { get; init; }
}
