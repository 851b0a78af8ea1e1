using System.Globalization;
using ApiGovernance.Catalog.Storage;
using ApiGovernance.Protocol.Acknowledgements;
using ApiGovernance.Protocol.CatalogApi;

namespace ApiGovernance.Catalog.Rollouts;

/// <summary>
/// Whether calls fare worse with the candidate: against the same API version at the gateways that still have the stable snapshot, in the
/// same time, and against how it fared at the candidate's gateways before. What is bad everywhere is not the candidate's doing, and neither
/// is what was bad there already.
/// </summary>
internal static class RolloutJudge
{
    public const string Failures = "failures";
    public const string Refusals = "refusals";

    /// <summary>Calls that the candidate has taken since the wave began.</summary>
    public static long Requests(Rollout rollout, Fleet fleet) =>
        fleet.On(rollout.Release, rollout.Started).Sum(report => Since(report.Latest, report.Mark).Sum(version => version.Requests));

    /// <param name="served">Names of API versions that the stable snapshot has; of others nothing can have become worse.</param>
    public static IReadOnlyList<RolloutRegression> Regressions(Rollout rollout, RolloutPolicy policy, Fleet fleet, IReadOnlySet<string> served)
    {
        DateTimeOffset began = rollout.Waves[rollout.Wave - 1].Started ?? rollout.Started;
        IReadOnlyList<StoredReleaseReport> candidates = fleet.On(rollout.Release, rollout.Started);
        Dictionary<string, VersionFigures> candidate = Sum(candidates.SelectMany(report => Since(report.Latest, report.Mark)));
        Dictionary<string, VersionFigures> control = Sum(fleet.On(rollout.StableRelease, began).SelectMany(report => Since(report.Latest, report.Mark)));
        Dictionary<string, VersionFigures> before = Sum(candidates.Select(report => report.Before)
            .Where(report => report?.Release == rollout.StableRelease).SelectMany(report => report!.Versions));
        List<RolloutRegression> found = [];
        foreach ((string name, VersionFigures figures) in candidate.Where(pair => served.Contains(pair.Key)).OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            VersionFigures?[] baselines = Baselines(control.GetValueOrDefault(name), before.GetValueOrDefault(name), policy.MinRequests);
            // What failed cannot have been fine before; what was refused may always have been.
            Judge(Failures, FailuresOf, baselines.Length == 0 ? 0 : baselines.Max(baseline => Rate(baseline!, FailuresOf, 1)));
            if (baselines.Length > 0)
                Judge(Refusals, RefusalsOf, baselines.Max(baseline => Rate(baseline!, RefusalsOf, 1)));

            void Judge(string measure, Func<VersionFigures, long> count, double baseline)
            {
                // Calls that are lacking to the least number are taken for good ones, so that one failure of three calls is no verdict.
                double rate = Rate(figures, count, policy.MinRequests);
                if (rate > baseline + (policy.MaxRisePoints / 100) && rate > baseline * policy.MaxRiseFactor)
                    found.Add(new RolloutRegression(measure, Math.Round(rate, 4), Math.Round(baseline, 4), figures, GatewaysWith(candidates, figures, count)));
            }
        }

        return found;
    }

    /// <summary>In a sentence: which API version, which figures, which gateways.</summary>
    public static string Describe(RolloutRegression regression)
    {
        VersionFigures figures = regression.Figures;
        string what = regression.Measure == Failures
            ? $"{figures.GatewayFailures + figures.BackendFailures} of {figures.Requests} calls failed (gateway {figures.GatewayFailures}, back end {figures.BackendFailures})"
            : $"{figures.Refusals} of {figures.Requests} calls were refused";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{figures.Api}/{figures.Version}: {what} at {string.Join(", ", regression.Gateways)}, {regression.Rate:P2} against {regression.Baseline:P2} with the stable snapshot");
    }

    private static long FailuresOf(VersionFigures figures) => figures.GatewayFailures + figures.BackendFailures;

    private static long RefusalsOf(VersionFigures figures) => figures.Refusals;

    private static double Rate(VersionFigures figures, Func<VersionFigures, long> count, int atLeast) =>
        (double)count(figures) / Math.Max(figures.Requests, atLeast);

    /// <summary>Each that has calls enough, else both together, else none.</summary>
    private static VersionFigures?[] Baselines(VersionFigures? control, VersionFigures? before, int enough)
    {
        VersionFigures?[] each = [.. new[] { control, before }.Where(figures => figures?.Requests >= enough)];
        if (each.Length > 0 || control is null || before is null)
            return each;
        VersionFigures both = Add(control, before);
        return both.Requests >= enough ? [both] : [];
    }

    /// <summary>What was counted after the mark; all of it when the counting began anew.</summary>
    private static IEnumerable<VersionFigures> Since(ReleaseReport latest, ReleaseReport? mark)
    {
        if (mark is null || mark.Release != latest.Release || mark.Since != latest.Since)
            return latest.Versions;
        Dictionary<string, VersionFigures> then = Sum(mark.Versions);
        return latest.Versions.Select(now => then.TryGetValue(Name(now), out VersionFigures? old)
            ? now with
            {
                Requests = now.Requests - old.Requests,
                GatewayFailures = now.GatewayFailures - old.GatewayFailures,
                BackendFailures = now.BackendFailures - old.BackendFailures,
                Refusals = now.Refusals - old.Refusals,
            }
            : now);
    }

    private static Dictionary<string, VersionFigures> Sum(IEnumerable<VersionFigures> all)
    {
        Dictionary<string, VersionFigures> sums = new(StringComparer.Ordinal);
        foreach (VersionFigures figures in all)
            sums[Name(figures)] = sums.TryGetValue(Name(figures), out VersionFigures? sum) ? Add(sum, figures) : figures;
        return sums;
    }

    private static VersionFigures Add(VersionFigures one, VersionFigures other) => one with
    {
        Requests = one.Requests + other.Requests,
        GatewayFailures = one.GatewayFailures + other.GatewayFailures,
        BackendFailures = one.BackendFailures + other.BackendFailures,
        Refusals = one.Refusals + other.Refusals,
    };

    private static string Name(VersionFigures figures) => $"{figures.Api}/{figures.Version}";

    private static IReadOnlyList<string> GatewaysWith(IReadOnlyList<StoredReleaseReport> candidates, VersionFigures figures, Func<VersionFigures, long> count) =>
    [
        .. candidates.Where(report => Since(report.Latest, report.Mark).Any(version => Name(version) == Name(figures) && count(version) > 0))
            .Select(report => report.Gateway),
    ];
}
