using ApiGovernance.Diff.Comparison;

namespace ApiGovernance.Diff.Rules.Operations;

/// <summary>The names by which generated clients and catalogues know an operation.</summary>
internal static class LabelRule
{
    public static IEnumerable<Change> Check(OperationPair pair)
    {
        if (pair.Before.OperationId != pair.After.OperationId)
            yield return OperationId(pair, pair.Before.OperationId, pair.After.OperationId);
        foreach (string tag in pair.Before.Tags.Except(pair.After.Tags, StringComparer.Ordinal))
            yield return new Change("api-tag-removed", pair.Place, $"no longer has the tag `{tag}`.") { Before = tag, Identity = $"{pair.Identity} tag", Was = pair.OldPlace };
        foreach (string tag in pair.After.Tags.Except(pair.Before.Tags, StringComparer.Ordinal))
            yield return new Change("api-tag-added", pair.Place, $"has the new tag `{tag}`.") { After = tag, Identity = $"{pair.Identity} tag" };
    }

    private static Change OperationId(OperationPair pair, string? was, string? now) => new(
        was is null ? "api-operation-id-added" : "api-operation-id-removed",
        pair.Place.Member("operationId") ?? pair.Place,
        was is null ? $"has the operationId `{now}` now." : now is null ? $"no longer has the operationId `{was}`." : $"has another operationId: `{now}` instead of `{was}`.")
    {
        Before = was,
        After = now,
        Was = pair.OldPlace.Member("operationId"),
        Identity = $"{pair.Identity} operationId",
    };
}
