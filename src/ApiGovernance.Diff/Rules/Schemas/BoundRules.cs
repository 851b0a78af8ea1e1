using System.Globalization;
using ApiGovernance.Diff.Comparison;

namespace ApiGovernance.Diff.Rules.Schemas;

/// <summary>Numeric bounds, and bounds of lengths and counts.</summary>
internal static class BoundRules
{
    private static readonly string[] Counts = ["max-length", "min-length", "max-items", "min-items", "max-properties", "min-properties"];

    public static void Check(SchemaPair pair)
    {
        Bound(pair, "max", pair.Before.Maximum, pair.After.Maximum, upper: true);
        Bound(pair, "min", pair.Before.Minimum, pair.After.Minimum, upper: false);
        foreach (string count in Counts)
        {
            Bound(
                pair, count,
                pair.Before.Counts.TryGetValue(count, out decimal before) ? new Bound(before, false) : null,
                pair.After.Counts.TryGetValue(count, out decimal after) ? new Bound(after, false) : null,
                count.StartsWith("max", StringComparison.Ordinal));
        }
    }

    private static void Bound(SchemaPair pair, string id, Bound? before, Bound? after, bool upper)
    {
        if (before == after)
            return;
        string word = id.Replace('-', ' ');
        string aspect = (before, after) switch
        {
            (null, _) => $"{id}-set",
            (_, null) => $"{id}-unset",
            // The tighter upper bound is the smaller one, the tighter lower bound the larger one.
            ({ } old, { } now) => SchemaBounds.Tightness(now, upper).CompareTo(SchemaBounds.Tightness(old, upper)) < 0 == upper ? $"{id}-decreased" : $"{id}-increased",
        };
        pair.Report(
            aspect, $"has {word} {Text(after)} instead of {Text(before)} for {pair.Position.Name}.",
            before is null ? null : Text(before), after is null ? null : Text(after));
    }

    private static string Text(Bound? bound) => bound is { } known ? string.Create(CultureInfo.InvariantCulture, $"{known}") : "none";
}
