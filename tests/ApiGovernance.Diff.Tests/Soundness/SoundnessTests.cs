using System.Globalization;
using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.Diff.Tests.Soundness;

/// <summary>Where the diff says compatible, random messages find nothing; where it says proven, it is.</summary>
public sealed class SoundnessTests(ITestOutputHelper output)
{
    private static int Pairs => int.TryParse(Environment.GetEnvironmentVariable("APIGOV_DIFF_PAIRS"), CultureInfo.InvariantCulture, out int pairs) ? pairs : 5_000;

    [Fact]
    public void Random_pairs_find_no_wrong_answer()
    {
        SoundnessRun run = SoundnessRun.Of(Pairs);
        output.WriteLine($"seed {SchemaPair.Seed}, {Pairs} pairs");
        output.WriteLine($"{run.Judged} judged, {run.WithExample} with an example; of these {Text(run.SaidOfBroken)}; of the others {Text(run.SaidOfOthers)}; {run.Proofs} proofs");
        Dump("UNSOUND", run.Unsound);
        Dump("FALSE PROOF", run.FalseProofs);
        Dump("UNPROVEN", run.Unproven);
        Dump("ALARM", run.FalseAlarms);
        Dump("UNDECIDED", run.Undecided);

        run.FalseProofs.ShouldBeEmpty();
        run.Unsound.ShouldBeEmpty();
    }

    private static string Text(Dictionary<ChangeCompatibility, int> counts) => string.Join(", ", counts.Select(pair => $"{pair.Key} {pair.Value}"));

    private void Dump(string title, List<Judgement> judgements)
    {
        output.WriteLine($"== {title} {judgements.Count}");
        foreach ((string id, int count) in SoundnessRun.Classes(judgements).Take(40))
            output.WriteLine($"   {count} {id}");
        foreach (Judgement judgement in judgements.Take(25))
            output.WriteLine(judgement.ToString());
    }
}
