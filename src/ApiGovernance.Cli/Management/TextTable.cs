using System.Text;
using ApiGovernance.Cli.Output;
using ApiGovernance.OpenApi.Reports;

namespace ApiGovernance.Cli.Management;

/// <summary>
/// Columns in line with each other. On a terminal the widest are cut so that no line breaks; in a file or a pipe everything is written out.
/// </summary>
/// <param name="headings">A heading that begins with <c>&gt;</c> is that of a column of numbers.</param>
internal sealed class TextTable(params string[] headings)
{
    private const string Gap = "  ";

    // Below that a column says nothing any more.
    private const int Narrowest = 8;

    private const string Cut = "...";

    /// <param name="indent">Before every line.</param>
    public void Write(TextWriter writer, IReadOnlyList<IReadOnlyList<string>> rows, bool hasHeader = true, string indent = "")
    {
        string[] names = [.. headings.Select(heading => heading.TrimStart('>'))];
        string[][] cells = [.. rows.Select(row => row.Select(ReportText.Line).ToArray())];
        string[][] shown = hasHeader ? [names, .. cells] : cells;
        int[] widths = [.. names.Select((_, column) => shown.Max(row => Width(row[column])))];
        if (TerminalOutput.Columns is { } screen)
            Narrow(widths, screen - indent.Length - (Gap.Length * (widths.Length - 1)));
        foreach (string[] row in shown)
            writer.Write($"{(indent + string.Join(Gap, row.Select((cell, column) => Fitted(cell, widths[column], headings[column][0] == '>')))).TrimEnd()}\n");
    }

    private static void Narrow(int[] widths, int room)
    {
        while (widths.Sum() > room && widths.Max() > Narrowest)
            widths[Array.IndexOf(widths, widths.Max())]--;
    }

    private static string Fitted(string cell, int width, bool isNumber)
    {
        string text = cell;
        if (Width(cell) > width)
        {
            StringBuilder cut = new();
            int left = width - Cut.Length;
            foreach (Rune rune in cell.EnumerateRunes())
            {
                if ((left -= Width(rune)) < 0)
                    break;
                cut.Append(rune);
            }

            text = cut.Append(Cut).ToString();
        }

        string pad = new(' ', Math.Max(0, width - Width(text)));
        return isNumber ? pad + text : text + pad;
    }

    private static int Width(string text) => text.EnumerateRunes().Sum(Width);

    // East Asian wide characters and pictures take two cells; marks on a letter take none.
    private static int Width(Rune rune) => Rune.GetUnicodeCategory(rune) is System.Globalization.UnicodeCategory.NonSpacingMark ? 0
        : rune.Value is (>= 0x1100 and <= 0x115F) or (>= 0x2E80 and <= 0xA4CF) or (>= 0xAC00 and <= 0xD7A3) or (>= 0xF900 and <= 0xFAFF)
            or (>= 0xFE30 and <= 0xFE6F) or (>= 0xFF00 and <= 0xFF60) or (>= 0x1F300 and <= 0x1FAFF) or (>= 0x20000 and <= 0x3FFFD) ? 2 : 1;
}
