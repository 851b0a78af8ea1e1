using ApiGovernance.Diff.Comparison;
using ApiGovernance.Diff.Events;
using ApiGovernance.Diff.Rules.Bodies;
using ApiGovernance.Diff.Rules.Callbacks;
using ApiGovernance.Diff.Rules.Deprecation;
using ApiGovernance.Diff.Rules.Info;
using ApiGovernance.Diff.Rules.Links;
using ApiGovernance.Diff.Rules.Operations;
using ApiGovernance.Diff.Rules.Parameters;
using ApiGovernance.Diff.Rules.Responses;
using ApiGovernance.Diff.Rules.Schemas;
using ApiGovernance.Diff.Rules.Security;
using ApiGovernance.Diff.Rules.Servers;
using ApiGovernance.Diff.Sets;

namespace ApiGovernance.Diff;

/// <summary>
/// Every difference that diff can report. The severity of a schema change follows from one law: what a caller sends must not become
/// narrower, what a caller gets must not become wider.
/// </summary>
public static class ChangeCatalog
{
    private static readonly Dictionary<string, ChangeDefinition> ById = Build().ToDictionary(change => change.Id, StringComparer.Ordinal);

    /// <summary>Ordered by id.</summary>
    public static IReadOnlyList<ChangeDefinition> All { get; } = [.. ById.Values.OrderBy(change => change.Id, StringComparer.Ordinal)];

    internal static ChangeDefinition Get(string id) => ById[id];

    internal static bool Knows(string id) => ById.ContainsKey(id);

    private static IEnumerable<ChangeDefinition> Build() =>
    [
        .. OperationChanges.All, .. DeprecationChanges.All, .. ParameterChanges.All, .. BodyChanges.All, .. ResponseChanges.All, .. LinkChanges.All,
        .. CallbackChanges.All, .. SecurityChanges.All, .. ServerChanges.All, .. InfoChanges.All, .. NotComparedChanges.All, .. DocumentChanges.All,
        .. PropertyChanges.All, .. SchemaAspects.Definitions(),
        .. EventChanges.All,
    ];
}
