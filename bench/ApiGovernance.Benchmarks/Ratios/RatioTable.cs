using System.Globalization;
using System.Text;

namespace ApiGovernance.Benchmarks.Ratios;

/// <summary>Writes results as a Markdown table that can be read in a terminal as well.</summary>
internal static class RatioTable
{
    public static string Write(string title, IReadOnlyList<RatioResult> results)
    {
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"\n{title}\n\n");
        string[] head = ["", "us", $"x {results[0].Name}", "10..90 %", "bytes allocated"];
        string[][] rows = [.. results.Select(Row)];
        int[] widths = [.. head.Select((cell, column) => Math.Max(cell.Length, rows.Max(row => row[column].Length)))];
        text.Append(Line(head, widths)).Append('|');
        for (int column = 0; column < widths.Length; column++)
            text.Append(new string('-', widths[column] + (column == 0 ? 2 : 1))).Append(column == 0 ? "|" : ":|");
        text.Append('\n');
        foreach (string[] row in rows)
            text.Append(Line(row, widths));
        foreach (RatioResult result in results.Where(result => result.Refused is not null))
            text.Append(CultureInfo.InvariantCulture, $"\nNo figure for {result.Name}: {result.Refused}.\n");
        return text.ToString();
    }

    private static string[] Row(RatioResult result) => result.Refused is not null
        ? [result.Name, "-", "-", "-", "-"]
        : [result.Name, Number(result.Microseconds), Number(result.Ratio), $"{Number(result.Low)}..{Number(result.High)}", result.AllocatedBytes.ToString("N0", CultureInfo.InvariantCulture)];

    /// <summary>Three digits that matter.</summary>
    public static string Number(double value) =>
        value.ToString(value >= 1000 ? "N0" : value >= 100 ? "F0" : value >= 10 ? "F1" : "F2", CultureInfo.InvariantCulture);

    private static string Line(string[] cells, int[] widths) =>
        "| " + string.Join(" | ", cells.Select((cell, column) => column == 0 ? cell.PadRight(widths[0]) : cell.PadLeft(widths[column]))) + " |\n";
}
