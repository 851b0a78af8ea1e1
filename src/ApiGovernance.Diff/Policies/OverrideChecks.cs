using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.Diff.Policies;

/// <summary>
/// A later override wins, so an earlier one that a later one covers in all that it says never takes effect. That is not what its author
/// meant: most likely the order is wrong.
/// </summary>
internal static class OverrideChecks
{
    public static void Run(IReadOnlyList<PolicyOverride> overrides, string pointer, PolicyReading reading)
    {
        for (int early = 0; early < overrides.Count; early++)
        {
            for (int late = early + 1; late < overrides.Count; late++)
            {
                if (!overrides[late].Match.Covers(overrides[early].Match))
                    continue;
                Compare(overrides[early], overrides[late], JsonPointer.Append(pointer, late), reading);
            }
        }
    }

    private static void Compare(PolicyOverride early, PolicyOverride late, string pointer, PolicyReading reading)
    {
        int line = early.Source?.Line ?? 0;
        if (early.Match.Covers(late.Match))
        {
            if (Said(early.Settings).Intersect(Said(late.Settings)).FirstOrDefault() is { } twice)
                reading.Wrong(late.Source, pointer, $"The override at line {line} matches the same changes, and both say `{twice}`.", "Make one of the two.");
        }
        else if (Said(early.Settings).All(Said(late.Settings).Contains))
        {
            reading.Wrong(
                late.Source, pointer, $"The override at line {line} never takes effect: this one comes later, matches all of its changes, and says the same things.",
                "Put the narrower override after the wider one.");
        }
    }

    private static HashSet<string> Said(PolicySettings settings) =>
    [
        .. settings.Severities.Keys,
        .. settings.AtMost is null ? Array.Empty<string>() : ["atMost"],
        .. settings.UndecidedBreaks is null ? Array.Empty<string>() : ["undecided"],
        .. settings.ByRuleBreaks is null ? Array.Empty<string>() : ["byRule"],
        .. settings.Notice.Days.Keys.Select(pair => $"notice.days.{Words<Stability>.Of(pair.Item1)}.{Words<Visibility>.Of(pair.Item2)}"),
        .. settings.Notice.SunsetRequired is null ? Array.Empty<string>() : ["notice.requireSunset"],
    ];
}
