using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.OpenApi.Model;

/// <summary>What reading gave: a contract with the findings about its parts, or no contract and the findings that say why.</summary>
public sealed record ContractReadResult
{
    /// <summary>Null when the root could not be read as an API document at all.</summary>
    public ApiContract? Contract { get; init; }

    /// <summary>Everything met while reading the texts, the references and the contract; in that order.</summary>
    public required IReadOnlyList<Finding> Findings { get; init; }

    public bool IsFatal => Contract is null;
}
