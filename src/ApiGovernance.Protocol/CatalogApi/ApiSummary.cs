using ApiGovernance.Protocol.Descriptors;

namespace ApiGovernance.Protocol.CatalogApi;

/// <summary>An API in the list of all APIs.</summary>
public sealed record ApiSummary(
    string Name, string Title, string Owner, string Domain, string Entity, Visibility Visibility, string BasePath,
    IReadOnlyList<ApiVersionSummary> Versions);

/// <param name="ContractHash">Lower-case hex SHA-256 of the contract in force; null until one was accepted.</param>
/// <param name="ContractVersion">Its <c>info.version</c>.</param>
/// <param name="Revision">How many contracts have been in force.</param>
public sealed record ApiVersionSummary(string Name, ApiStage Stage, int Revision)
{
    public string? ContractHash { get; init; }

    public string? ContractVersion { get; init; }

    public DateOnly? DeprecatedOn { get; init; }

    public DateOnly? Sunset { get; init; }

    public string? Successor { get; init; }
}
