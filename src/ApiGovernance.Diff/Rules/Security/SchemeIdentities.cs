using ApiGovernance.OpenApi.Model;

namespace ApiGovernance.Diff.Rules.Security;

/// <summary>
/// Which schemes of the two documents are one: those of one meaning, whatever they are called, and those that one operation names on both
/// sides, whose change is reported where the scheme is declared and not again for every operation.
/// </summary>
internal static class SchemeIdentities
{
    public static IReadOnlyList<Alternative> Before(IReadOnlyList<ApiSecurityRequirement> security) => Alternatives(security, scheme => scheme.Definition is { } known ? SchemeMeaning.Of(known) : scheme.Name);

    /// <param name="before">What the base asks for at the same place.</param>
    public static IReadOnlyList<Alternative> After(IReadOnlyList<ApiSecurityRequirement> security, IReadOnlyList<ApiSecurityRequirement> before) =>
        Alternatives(security, scheme => scheme.Definition is not { } known ? scheme.Name : SchemeMeaning.Of(Named(before, scheme.Name) ?? known));

    /// <summary>As the revision's schemes are, whatever those of their names were; only the ways to a token are not told apart.</summary>
    public static IReadOnlyList<Alternative> Now(IReadOnlyList<ApiSecurityRequirement> security, IReadOnlyList<ApiSecurityRequirement> before) => Alternatives(security, scheme => scheme.Definition switch
    {
        null => scheme.Name,
        { } known => SchemeMeaning.Of(Named(before, scheme.Name) is { } old && SchemeMeaning.Words(old) == SchemeMeaning.Words(known) ? old : known),
    });

    public static ApiSecurityDefinition? Named(IReadOnlyList<ApiSecurityRequirement> security, string name) =>
        security.SelectMany(requirement => requirement.Schemes).FirstOrDefault(scheme => scheme.Name == name)?.Definition;

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
