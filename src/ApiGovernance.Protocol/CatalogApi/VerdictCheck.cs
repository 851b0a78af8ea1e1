using System.Text.Json.Serialization;
using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.Protocol.CatalogApi;

/// <summary>What one engine of the gate was asked, so that what passed can be shown and what was not looked at is seen.</summary>
/// <param name="Kind">Of the findings that it makes.</param>
/// <param name="Rules">The ids of the rules that it was asked for.</param>
public sealed record VerdictCheck(
    [property: JsonConverter(typeof(CamelCaseEnum<FindingKind>))] FindingKind Kind, IReadOnlyList<string> Rules)
{
    /// <summary>Why it was not asked, or not about all of the contract; null when it was.</summary>
    public string? NotChecked { get; init; }

    /// <summary>With how many other APIs the contract was compared (overlap only).</summary>
    public int? Compared { get; init; }
}
