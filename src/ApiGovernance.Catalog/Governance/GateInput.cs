using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Model;
using ApiGovernance.Protocol.CatalogApi;
using ApiGovernance.Protocol.Descriptors;

namespace ApiGovernance.Catalog.Governance;

/// <summary>Everything that the gate looks at. It looks at nothing else, so the same input has the same verdict anywhere.</summary>
public sealed record GateInput
{
    /// <summary>The API's catalog name; null when it is not registered (a file compared with a file).</summary>
    public string? Api { get; init; }

    /// <summary>E.g. <c>v2</c>.</summary>
    public string? Version { get; init; }

    /// <summary>Who may call the API; null when it is not registered: it is then judged as a public one.</summary>
    public Visibility? Visibility { get; init; }

    /// <summary>The later, the stricter: from preview on lint errors block, from active on breaking changes do.</summary>
    public required ApiStage Stage { get; init; }

    /// <summary>The contract in force; null when there is none to compare with.</summary>
    public ApiContract? Baseline { get; init; }

    /// <summary>The contract proposed.</summary>
    public required DocumentBundle Revision { get; init; }

    public required PolicySet Policies { get; init; }

    /// <summary>Observed calls of this version.</summary>
    public IReadOnlyList<UsageRow> Usage { get; init; } = [];

    public DateTimeOffset? UsageAsOf { get; init; }

    /// <summary>Decides which waivers still hold (UTC).</summary>
    public required DateOnly Today { get; init; }
}
