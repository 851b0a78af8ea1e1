using System.Globalization;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.Testing;

namespace ApiGovernance.Diff.Tests.Soundness;

/// <summary>Where the diff says compatible, random messages find nothing; where it says proven, it is.</summary>
public sealed class SoundnessTests(ITestOutputHelper output)
{
    private static int Pairs => int.TryParse(Environment.GetEnvironmentVariable("APIGOV_DIFF_PAIRS"), CultureInfo.InvariantCulture, out int pairs) ? pairs : 10_000;

    [Fact]
    public void Random_pairs_find_no_wrong_answer()
    {
        SoundnessRun run = SoundnessRun.Of(Pairs);
        output.WriteLine($"seed {SchemaPair.Seed}, {Pairs} pairs");
        output.WriteLine(SoundnessReport.Figures(run, Pairs));
        Dump("UNSOUND", run.Unsound);
        Dump("FALSE PROOF", run.FalseProofs);
        Dump("UNPROVEN", run.Unproven);
        Dump("ALARM", run.FalseAlarms);
        Dump("UNDECIDED", run.Undecided);

        if (Environment.GetEnvironmentVariable("APIGOV_ACCEPT") == "1")
            SoundnessReport.Write(RepositoryPaths.At("docs/diff-soundness.md"), run, Pairs);
        run.FalseProofs.ShouldBeEmpty();
        run.Unsound.ShouldBeEmpty();
        // A generator whose pairs break nothing would find no fault, either.
        run.WithExample.ShouldBeGreaterThan(run.Judged / 5);
        int breaking = run.SaidOfBroken[ChangeCompatibility.BreakingProven] + run.SaidOfBroken[ChangeCompatibility.BreakingByRule];
        ((double)breaking / run.WithExample).ShouldBeGreaterThan(0.99);
        ((double)run.SaidOfBroken[ChangeCompatibility.BreakingProven] / run.WithExample).ShouldBeGreaterThan(0.98);
    }

    private void Dump(string title, List<Judgement> judgements)
    {
        output.WriteLine($"== {title} {judgements.Count}");
        foreach ((string id, int count) in SoundnessRun.Classes(judgements).Take(40))
            output.WriteLine($"   {count} {id}");
        foreach (Judgement judgement in judgements.Take(25))
            output.WriteLine(judgement.ToString());
    }
}
