using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.Diff.Tests.Soundness;

/// <summary>Many pairs, judged and counted.</summary>
internal sealed class SoundnessRun
{
    private const int BatchSize = 25;

    public int Judged { get; private set; }

    public int WithExample { get; private set; }

    /// <summary>Of those with a counter-example.</summary>
    public Dictionary<ChangeCompatibility, int> SaidOfBroken { get; } = Empty();

    /// <summary>Of those for which the search found none.</summary>
    public Dictionary<ChangeCompatibility, int> SaidOfOthers { get; } = Empty();

    public int Proofs { get; private set; }

    public List<Judgement> Unsound { get; } = [];

    public List<Judgement> FalseProofs { get; } = [];

    /// <summary>Said to be undecided although there is an example, and breaking by rule although there is one.</summary>
    public List<Judgement> Unproven { get; } = [];

    public List<Judgement> FalseAlarms { get; } = [];

    public List<Judgement> Undecided { get; } = [];

    public static SoundnessRun Of(int pairs, uint first = 0)
    {
        SoundnessRun run = new();
        for (uint start = first; start < first + (uint)pairs; start += BatchSize)
        {
            uint from = start;
            SchemaPair[] batch = [.. Enumerable.Range(0, (int)Math.Min(BatchSize, first + (uint)pairs - start)).Select(i => SchemaPair.Make(from + (uint)i, (int)((from + (uint)i) / BatchSize)))];
            run.Add(new PairBatch(batch));
        }

        return run;
    }

    /// <summary>The changes that are said to break or undecided, without the words for where; the most frequent first.</summary>
    public static IReadOnlyList<(string Id, int Count)> Classes(IEnumerable<Judgement> judgements) =>
    [
        .. judgements.SelectMany(judgement => judgement.Findings.Where(finding => finding.Compatibility != ChangeCompatibility.Compatible).Select(finding => Class(finding.RuleId)).Distinct())
            .GroupBy(id => id, StringComparer.Ordinal).OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal).Select(group => (group.Key, group.Count())),
    ];

    private static string Class(string id)
    {
        foreach (string subject in (string[])["request-body-", "request-property-", "response-body-", "response-property-"])
        {
            if (id.StartsWith(subject, StringComparison.Ordinal))
                return id[subject.Length..];
        }

        return id;
    }

    public static Judgement?[] One(uint number)
    {
        SchemaPair pair = SchemaPair.Make(number, (int)(number / BatchSize));
        PairBatch batch = new([pair]);
        return [Judgement.Of(batch, pair, isRequest: true), Judgement.Of(batch, pair, isRequest: false)];
    }

    private static Dictionary<ChangeCompatibility, int> Empty() => Enum.GetValues<ChangeCompatibility>().ToDictionary(said => said, _ => 0);

    private void Add(PairBatch batch)
    {
        foreach (SchemaPair pair in batch.Pairs)
        {
            foreach (bool isRequest in (bool[])[true, false])
            {
                if (Judgement.Of(batch, pair, isRequest) is { } judgement)
                    Add(judgement);
            }
        }
    }

    private void Add(Judgement judgement)
    {
        Judged++;
        Proofs += judgement.Findings.Count(finding => finding.Compatibility == ChangeCompatibility.BreakingProven);
        if (judgement.FalseProof is not null)
            FalseProofs.Add(judgement);
        if (judgement.CounterExample is null)
        {
            SaidOfOthers[judgement.Said]++;
            if (judgement.Said == ChangeCompatibility.BreakingByRule)
                FalseAlarms.Add(judgement);
            else if (judgement.Said == ChangeCompatibility.Undecided)
                Undecided.Add(judgement);
            return;
        }

        WithExample++;
        SaidOfBroken[judgement.Said]++;
        if (judgement.Said == ChangeCompatibility.Compatible)
            Unsound.Add(judgement);
        else if (judgement.Said is ChangeCompatibility.Undecided or ChangeCompatibility.BreakingByRule)
            Unproven.Add(judgement);
    }
}
