using System.Net;

namespace ApiGovernance.OpenApi.Reports;

/// <summary>Pages that need nothing but themselves: no file, no address, and no script to be read. Everything from documents is escaped.</summary>
public static class HtmlText
{
    /// <summary>Text for an element or a quoted attribute.</summary>
    public static string Escape(string text) => WebUtility.HtmlEncode(ReportText.Line(text));

    /// <summary>The same for the content of <c>pre</c>, line feeds kept.</summary>
    public static string Block(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return string.Join('\n', text.ReplaceLineEndings("\n").Split('\n').Select(Escape));
    }

    /// <summary>A sentence, with what stands between backticks shown as code.</summary>
    public static string Inline(string text) => ReportText.WithCode(text, Escape, code => $"<code>{Escape(code)}</code>");

    /// <summary>The start of a page up to and with the opening of <c>main</c>; <see cref="End"/> closes it.</summary>
    public static string Start(string title, string style = "") => $"""
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'">
        <title>{Escape(title)}</title>
        <style>
        {HtmlStyle.Css}{style}</style>
        </head>
        <body>
        <main>

        """.ReplaceLineEndings("\n");

    public static string End => "</main>\n</body>\n</html>\n";
}
