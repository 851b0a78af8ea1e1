using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.Diff.Reports;

/// <summary>How many changes there are of each standing, and how much was not compared.</summary>
internal sealed class DiffCounts
{
    private readonly Dictionary<ChangeStanding, int> _counts = [];

    public static DiffCounts Of(DiffReport report)
    {
        DiffCounts counts = new() { NotCompared = report.NotCompared.Count };
        foreach (Finding finding in report.AllChanges)
        {
            ChangeStanding standing = ChangeStandings.Of(finding);
            counts._counts[standing] = counts[standing] + 1;
        }

        return counts;
    }

    public int this[ChangeStanding standing] => _counts.GetValueOrDefault(standing);

    public int Breaking => this[ChangeStanding.Breaking] + this[ChangeStanding.BreakingByRule];

    public int Accepted => this[ChangeStanding.Accepted];

    public int All => _counts.Values.Sum();

    public int NotCompared { get; private init; }
}
