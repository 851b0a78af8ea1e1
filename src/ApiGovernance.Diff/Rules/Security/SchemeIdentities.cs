using ApiGovernance.Diff.Comparison;
using ApiGovernance.OpenApi.Model;

namespace ApiGovernance.Diff.Rules.Security;

/// <summary>
/// Which schemes of the two documents are one: those of one meaning, whatever they are called, and those of one name, whose change is
/// reported where the scheme is declared and not again for every operation.
/// </summary>
internal sealed class SchemeIdentities(ContractPair contracts)
{
    private readonly Dictionary<string, ApiSecurityDefinition> _before = contracts.Before.SecurityDefinitions.ToDictionary(scheme => scheme.Name, StringComparer.Ordinal);

    public static IReadOnlyList<Alternative> Before(IReadOnlyList<ApiSecurityRequirement> security) => Alternatives(security, scheme => scheme.Definition is { } known ? SchemeMeaning.Of(known) : scheme.Name);

    public IReadOnlyList<Alternative> After(IReadOnlyList<ApiSecurityRequirement> security) => Alternatives(
        security,
        scheme => scheme.Definition is not { } known ? scheme.Name : SchemeMeaning.Of(_before.GetValueOrDefault(scheme.Name) ?? known));

    /// <summary>No requirement at all lets everybody in, as an empty one does.</summary>
    private static IReadOnlyList<Alternative> Alternatives(IReadOnlyList<ApiSecurityRequirement> security, Func<ApiSecurityScheme, string> id) => security.Count == 0
        ? [new Alternative([])]
        :
        [
            .. security.Select(requirement => new Alternative(
            [
                .. requirement.Schemes
                    .Select(scheme => new Need(id(scheme), scheme.Name, scheme.Definition, [.. scheme.Scopes.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]))
                    .OrderBy(need => need.Id, StringComparer.Ordinal),
            ])),
        ];
}
