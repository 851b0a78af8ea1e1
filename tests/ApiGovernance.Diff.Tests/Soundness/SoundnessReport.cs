using System.Globalization;
using System.Text;
using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.Diff.Tests.Soundness;

/// <summary>The figures of a run, for <c>docs/diff-soundness.md</c>.</summary>
internal static class SoundnessReport
{
    private const string Start = "<!-- figures: written by SoundnessTests with APIGOV_ACCEPT=1 -->";
    private const string End = "<!-- end of figures -->";

    public static void Write(string file, SoundnessRun run, int pairs)
    {
        string page = File.ReadAllText(file);
        int start = page.IndexOf(Start, StringComparison.Ordinal) + Start.Length, end = page.IndexOf(End, StringComparison.Ordinal);
        File.WriteAllText(file, page[..start] + "\n" + Figures(run, pairs) + page[end..]);
    }

    public static string Figures(SoundnessRun run, int pairs)
    {
        StringBuilder text = new();
        int broken = run.WithExample, alarms = run.FalseAlarms.Count, fruitless = run.FalseAlarms.Count(judgement => !judgement.IsSendable);
        text.Append(CultureInfo.InvariantCulture, $"{pairs:N0} pairs (seed {SchemaPair.Seed}), each judged as a request and as a response: {run.Judged:N0} answers, {run.Proofs:N0} witnesses.\n\n");
        text.Append("| | answers | share |\n|---|--:|--:|\n");
        Row(text, "the search found a counter-example", broken, run.Judged);
        Row(text, "... and the diff says breaking", run.SaidOfBroken[ChangeCompatibility.BreakingProven] + run.SaidOfBroken[ChangeCompatibility.BreakingByRule], broken);
        Row(text, "... breaking, proven", run.SaidOfBroken[ChangeCompatibility.BreakingProven], broken);
        Row(text, "... undecided", run.SaidOfBroken[ChangeCompatibility.Undecided], broken);
        Row(text, "... compatible (unsound)", run.SaidOfBroken[ChangeCompatibility.Compatible], broken);
        Row(text, "witnesses that do not hold", run.FalseProofs.Count, run.Judged);
        Row(text, "the search found none", run.Judged - broken, run.Judged);
        Row(text, "... and the diff says compatible", run.SaidOfOthers[ChangeCompatibility.Compatible], run.Judged - broken);
        Row(text, "... breaking, and proves it: the diff found what the search did not", run.SaidOfOthers[ChangeCompatibility.BreakingProven], run.Judged - broken);
        Row(text, "... breaking by rule", alarms, run.Judged - broken);
        Row(text, "...... of these, of schemas of which nobody can send anything", fruitless, run.Judged - broken);
        Row(text, "... undecided", run.SaidOfOthers[ChangeCompatibility.Undecided], run.Judged - broken);
        text.Append("\nChanges of which the diff says that they break by rule, without a counter-example in a long search, most frequent first:\n\n");
        text.AppendJoin(", ", SoundnessRun.Classes(run.FalseAlarms.Where(judgement => judgement.IsSendable)).Take(20).Select(pair => $"`{pair.Id}` {pair.Count}")).Append(".\n\n");
        text.Append("Changes that have a counter-example and no proof, most frequent first:\n\n");
        text.AppendJoin(", ", SoundnessRun.Classes(run.Unproven).Take(20).Select(pair => $"`{pair.Id}` {pair.Count}")).Append(".\n");
        return text.ToString();
    }

    private static void Row(StringBuilder text, string what, int count, int of) =>
        text.Append(CultureInfo.InvariantCulture, $"| {what} | {count:N0} | {(of == 0 ? 0 : 100.0 * count / of):0.00} % |\n");
}
