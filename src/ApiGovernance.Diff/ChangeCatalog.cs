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
    /// <summary>What belongs together, from the operations to the values in them.</summary>
    public static IReadOnlyList<ChangeArea> Areas { get; } =
    [
        new("Operations", [.. OperationChanges.All]),
        new("Deprecation and stability", [.. DeprecationChanges.All]),
        new("Parameters", [.. ParameterChanges.All]),
        new("Bodies", [.. BodyChanges.All]),
        new("Responses", [.. ResponseChanges.All]),
        new("Links", [.. LinkChanges.All]),
        new("Webhooks and callbacks", [.. CallbackChanges.All]),
        new("Security", [.. SecurityChanges.All]),
        new("Servers", [.. ServerChanges.All]),
        new("The document", [.. InfoChanges.All]),
        new("Sets of documents", [.. DocumentChanges.All]),
        new("Not compared", [.. NotComparedChanges.All]),
        new("Events", [.. EventChanges.All]),
        new("Properties", [.. PropertyChanges.All]),
        new("Schemas", [.. SchemaAspects.Definitions()]),
    ];

    private static readonly Dictionary<string, ChangeDefinition> ById = Areas.SelectMany(area => area.Changes).ToDictionary(change => change.Id, StringComparer.Ordinal);

    /// <summary>Ordered by id.</summary>
    public static IReadOnlyList<ChangeDefinition> All { get; } = [.. ById.Values.OrderBy(change => change.Id, StringComparer.Ordinal)];

    internal static ChangeDefinition Get(string id) => ById[id];

    internal static bool Knows(string id) => ById.ContainsKey(id);
}

/// <summary>Changes that belong together.</summary>
public sealed record ChangeArea(string Name, IReadOnlyList<ChangeDefinition> Changes);
