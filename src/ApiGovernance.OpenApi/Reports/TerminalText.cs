using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.OpenApi.Reports;

/// <summary>Colours, hyperlinks and lines of source for a terminal.</summary>
internal static class TerminalText
{
    private const string Escape = "\u001b";

    public static string Paint(Finding finding, string text, bool colour) => colour ? $"{Escape}[{Code(finding)}m{text}{Escape}[0m" : text;

    /// <summary>A hyperlink as most terminals know it (OSC 8); those that do not show the text alone.</summary>
    /// <param name="uri">Null for no link.</param>
    public static string Link(string text, string? uri) => uri is null ? text : $"{Escape}]8;;{uri}{Escape}\\{text}{Escape}]8;;{Escape}\\";

    public static string? FileUri(string path)
    {
        // What is no file of this machine (standard input, a revision, the catalog) leads nowhere.
        string full = Path.GetFullPath(path);
        return File.Exists(full) ? SafeUri(new Uri(full).AbsoluteUri) : null;
    }

    /// <summary>The address when a terminal can be given it: a web page or a file, without control characters.</summary>
    public static string? SafeUri(string? uri) =>
        uri is not null && Uri.TryCreate(uri, UriKind.Absolute, out Uri? parsed) && parsed.Scheme is "https" or "http" or "file" && uri.All(c => c is > ' ' and < '\u007f') ? uri : null;

    public static void WriteExcerpt(SourceExcerpt excerpt, Finding finding, TextWriter writer, bool colour)
    {
        int width = (excerpt.Line + 1).ToString(System.Globalization.CultureInfo.InvariantCulture).Length;
        WriteLine(excerpt.Line - 1, excerpt.Before);
        WriteLine(excerpt.Line, excerpt.Text);
        string mark = new string('^', excerpt.Length);
        writer.Write($"    {new string(' ', width)} | {new string(' ', excerpt.Start)}{Paint(finding, mark, colour)}\n");
        WriteLine(excerpt.Line + 1, excerpt.After);

        void WriteLine(int line, string? text)
        {
            if (text is not null)
                writer.Write($"    {line.ToString(System.Globalization.CultureInfo.InvariantCulture).PadLeft(width)} | {text}\n");
        }
    }

    private static int Code(Finding finding) => finding switch
    {
        { Counts: false } => 90,
        { Severity: Severity.Error } => 31,
        { Severity: Severity.Warning } => 33,
        { Severity: Severity.Info } => 36,
        _ => 90,
    };
}
