using System.Globalization;
using ApiGovernance.Diff.Comparison;
using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.Diff.Rules.Info;

/// <summary>What `info.version` says when a caller breaks. Before 1.0.0 the second number takes the place of the first (Semantic Versioning, 4).</summary>
internal static class VersionRule
{
    public static Change? Check(ContractPair contracts) => Check(
        contracts.Before.Version, contracts.After.Version, contracts.After.Info?.Place.Member("version") ?? contracts.At("info"), contracts.OldRoot.Member("info")?.Member("version"));

    /// <param name="at">Where the revision's version is written.</param>
    public static Change? Check(string before, string after, ResolvedNode at, ResolvedNode? writtenBefore)
    {
        if (before == after)
            return Of("api-version-not-bumped", $"A caller breaks, and `info.version` is still {after}.");
        if (Numbers(before) is not { } was || Numbers(after) is not { } now)
            return null;
        int step = was.Zip(now).TakeWhile(pair => pair.First == pair.Second).Count();
        if (step < was.Length && now[step] < was[step])
            return Of("api-version-decreased", $"A caller breaks, and `info.version` went down from {before} to {after}.");
        return step > (was[0] == 0 && now[0] == 0 ? 1 : 0) ? Of("api-major-version-not-bumped", $"A caller breaks, and `info.version` went from {before} to {after} only.") : null;

        Change Of(string id, string message) => new(id, at, message) { Before = before, After = after, Identity = "document version", Was = writtenBefore };
    }

    // v1, 1.2 and 2026-11-28 are numbers enough.
    private static int[]? Numbers(string version)
    {
        string text = version.TrimStart('v', 'V').Split('+')[0];
        string[] parts = text.Split('.');
        int[] numbers = new int[3];
        for (int i = 0; i < Math.Min(3, parts.Length); i++)
        {
            if (!int.TryParse(parts[i].Split('-')[0], NumberStyles.None, CultureInfo.InvariantCulture, out numbers[i]))
                return null;
        }

        return numbers;
    }
}
