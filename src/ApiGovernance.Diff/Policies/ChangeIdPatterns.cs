using ApiGovernance.Diff.Comparison;
using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.Diff.Policies;

/// <summary>Change ids as a policy names them: one id, or many by <c>*</c>.</summary>
internal static class ChangeIdPatterns
{
    /// <summary>What could not be compared has a setting of its own.</summary>
    private static readonly HashSet<string> Undecided =
    [
        .. NotComparedChanges.All.Select(change => change.Id),
        .. ChangeCatalog.All.Select(change => change.Id).Where(id => id.EndsWith("-not-compared", StringComparison.Ordinal)),
    ];

    /// <summary>The ids that are meant; one that means nothing is reported.</summary>
    public static IReadOnlyList<string> Expand(string pattern, DocumentNode at, string pointer, PolicyReading reading)
    {
        if (Undecided.Contains(pattern))
        {
            reading.Wrong(at, pointer, $"`{pattern}` is no change but what could not be compared.", "Weigh it with `undecided: breaking` or `undecided: warning`.");
            return [];
        }

        string[] ids = [.. ChangeCatalog.All.Select(change => change.Id).Where(id => !Undecided.Contains(id) && Wildcard.Matches(pattern, id))];
        if (ids.Length == 0)
            reading.Wrong(at, pointer, Wildcard.IsWild(pattern) ? $"No change id matches `{pattern}`." : $"There is no change `{pattern}`.", Advice(pattern));
        return ids;
    }

    private static string Advice(string pattern)
    {
        const string All = "See docs/reference/change-ids.md for the ids.";
        return NearId.Of(pattern, ChangeCatalog.All.Select(change => change.Id)) is { } near ? $"Did you mean `{near}`? {All}" : All;
    }
}
