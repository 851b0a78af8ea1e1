using ApiGovernance.Diff.Comparison;
using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.Diff.Rules.Deprecation;

/// <summary>How far an operation may be relied on (`x-stability-level`). One that says nothing is stable.</summary>
internal static class StabilityRule
{
    private const string Extension = "x-stability-level";

    private static readonly string[] Levels = ["draft", "alpha", "beta", "stable"];

    public static IEnumerable<Change> Check(OperationPair pair)
    {
        string? was = Text(pair.Before.Node), now = Text(pair.After.Node);
        if (was == now)
            yield break;
        ResolvedNode at = pair.Place.Member(Extension) ?? pair.Place;
        int before = Array.IndexOf(Levels, was ?? "stable"), after = Array.IndexOf(Levels, now ?? "stable");
        if (after < 0)
        {
            yield return Of("api-invalid-stability-level", $"has an `{Extension}` that is not known: `{now}`.");
            yield break;
        }

        if (before >= 0 && before != after)
            yield return Of(after < before ? "api-stability-decreased" : "api-stability-increased", $"is {Levels[after]} now; it was {Levels[before]}.");

        Change Of(string id, string message) => new(id, at, message) { Before = was, After = now, Identity = $"{pair.Identity} stability", Was = pair.OldPlace.Member(Extension) };
    }

    private static string? Text(DocumentNode node) => node[Extension]?.Text;
}
