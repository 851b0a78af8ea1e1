using ApiGovernance.Protocol.CatalogApi;

namespace ApiGovernance.Catalog.Rollouts;

/// <summary>What becomes of a rollout now. Pure: the same reports at the same moment decide the same in every control plane.</summary>
internal static class RolloutSteps
{
    /// <summary>A rollout that has reached nobody yet.</summary>
    public static Rollout Begin(string revision, string release, string stableRevision, string stableRelease, RolloutPolicy policy, DateTimeOffset now) =>
        new(revision, release, stableRevision, stableRelease, RolloutStatus.Running, now, [.. policy.Waves.Select(size => new RolloutWave(size.ToString()))]);

    /// <param name="served">Names of API versions that the stable snapshot has.</param>
    /// <returns>The same object when nothing is to be done.</returns>
    public static Rollout Next(Rollout rollout, RolloutPolicy policy, Fleet fleet, IReadOnlySet<string> served, DateTimeOffset now)
    {
        if (RolloutJudge.Regressions(rollout, policy, fleet, served) is { Count: > 0 } regressions)
        {
            return rollout with
            {
                Status = RolloutStatus.RolledBack,
                Regressions = regressions,
                Reason = string.Join("; ", regressions.Take(5).Select(RolloutJudge.Describe)) + (regressions.Count > 5 ? $"; and {regressions.Count - 5} more." : "."),
            };
        }

        if (rollout.Status != RolloutStatus.Running || !fleet.IsSettled)
            return rollout;
        if (fleet.IsEmpty)
            return rollout with { Status = RolloutStatus.Completed, Reason = "There was no gateway to try it at." };
        // All of them silent: it is we who are cut off, and nobody is to get what nobody has tried.
        return fleet.Live.Count == 0 ? rollout : Watch(Assign(rollout, fleet, now), policy, fleet, now);
    }

    private static Rollout Watch(Rollout rollout, RolloutPolicy policy, Fleet fleet, DateTimeOffset now)
    {
        RolloutWave wave = rollout.Waves[rollout.Wave - 1];
        TimeSpan bake = TimeSpan.FromSeconds(policy.BakeSeconds);
        TimeSpan patience = TimeSpan.FromSeconds(Math.Max(policy.MaxWaitSeconds, policy.BakeSeconds));
        if (wave.Applied is not { } applied)
        {
            IReadOnlyList<string> lacking = fleet.Lacking(rollout);
            if (lacking.Count == 0)
                return Replace(rollout, wave with { Applied = now });
            return now - wave.Started > patience ? Pause(rollout, $"Not served after {patience.TotalSeconds:0} s by {string.Join(", ", lacking)}.") : rollout;
        }

        if (now - applied < bake)
            return rollout;
        long requests = RolloutJudge.Requests(rollout, fleet);
        if (requests < policy.MinRequests)
        {
            if (now - applied < patience)
                return rollout;
            if (policy.PausesOnTooFew)
                return Pause(rollout, $"Wave {rollout.Wave} has seen {requests} calls in {patience.TotalSeconds:0} s; {policy.MinRequests} are needed for a verdict.");
        }

        return rollout.Wave == rollout.Waves.Count
            ? rollout with { Status = RolloutStatus.Completed }
            : Assign(rollout with { Wave = rollout.Wave + 1 }, fleet, now);
    }

    /// <summary>
    /// Gives the wave as many gateways as it should have of those that live; what vanished is made up for. The last wave is for all, whoever
    /// they are.
    /// </summary>
    private static Rollout Assign(Rollout rollout, Fleet fleet, DateTimeOffset now)
    {
        if (rollout.Waves[^1].Started is not null)
            return rollout;
        HashSet<string> assigned = [.. rollout.Waves.SelectMany(wave => wave.Gateways)];
        int have = fleet.Live.Count(report => assigned.Contains(report.Gateway));
        int number = rollout.Wave;
        int target = TargetOf(rollout, number, fleet);
        // Of a wave that begins with all there are, or with none that is new, nothing could be learned that the last one does not tell.
        while (number < rollout.Waves.Count && rollout.Waves[number - 1].Started is null && (target >= fleet.Live.Count || target <= have))
        {
            number = target >= fleet.Live.Count ? rollout.Waves.Count : number + 1;
            target = TargetOf(rollout, number, fleet);
        }

        string[] more = [.. fleet.Live.Select(report => report.Gateway).Where(gateway => !assigned.Contains(gateway)).Take(Math.Max(0, target - have))];
        RolloutWave wave = rollout.Waves[number - 1];
        if (number == rollout.Wave && wave.Started is not null && more.Length == 0)
            return rollout;
        return Replace(rollout with { Wave = number }, wave with { Gateways = [.. wave.Gateways, .. more], Started = wave.Started ?? now, Applied = null });
    }

    private static int TargetOf(Rollout rollout, int wave, Fleet fleet) =>
        wave == rollout.Waves.Count ? fleet.Live.Count : (WaveSize.Parse(rollout.Waves[wave - 1].Size) ?? WaveSize.All).Of(fleet.Live.Count);

    private static Rollout Pause(Rollout rollout, string reason) => rollout with { Status = RolloutStatus.Paused, Reason = reason };

    private static Rollout Replace(Rollout rollout, RolloutWave wave) =>
        rollout with { Waves = [.. rollout.Waves.Select((other, i) => i == rollout.Wave - 1 ? wave : other)] };
}
