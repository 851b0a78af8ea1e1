using System.Globalization;
using System.Text;

namespace ApiGovernance.Benchmarks.Ratios;

/// <summary>One table over several comparisons: a line for each, a column for each contender. It is what docs/benchmarks.md shows.</summary>
internal static class RatioSummary
{
    /// <param name="cell">What to show of a result: its ratio, its time.</param>
    public static string Write(string title, IReadOnlyList<(string Name, IReadOnlyList<RatioResult> Results)> comparisons, Func<RatioResult, double> cell)
    {
        string[] columns = [.. comparisons.SelectMany(one => one.Results).Select(result => result.Name).Distinct()];
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"\n{title}\n\n| | {string.Join(" | ", columns)} |\n|---|{string.Concat(columns.Select(_ => "--:|"))}\n");
        foreach (var (name, results) in comparisons)
        {
            IEnumerable<string> cells = columns.Select(column => results.FirstOrDefault(result => result.Name == column) is { Refused: null } result
                ? RatioTable.Number(cell(result))
                : "-");
            text.Append(CultureInfo.InvariantCulture, $"| {name} | {string.Join(" | ", cells)} |\n");
        }

        return text.ToString();
    }
}
