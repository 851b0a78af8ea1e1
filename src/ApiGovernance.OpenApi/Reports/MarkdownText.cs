using System.Net;
using System.Text;

namespace ApiGovernance.OpenApi.Reports;

/// <summary>Text of documents in GitHub flavoured Markdown: it must neither break a table nor become markup, a mention or an image.</summary>
public static class MarkdownText
{
    /// <summary>One line, safe in a paragraph and in a cell of a table.</summary>
    public static string Cell(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string safe = WebUtility.HtmlEncode(ReportText.Line(text));
        foreach (char mark in @"\|`*_[]~!")
            safe = safe.Replace(mark.ToString(), $"&#{(int)mark};", StringComparison.Ordinal);
        // GitHub looks for mentions after entities are resolved; a comment keeps the name from following the sign.
        return safe.Replace("@", "@<!-- -->", StringComparison.Ordinal);
    }

    /// <summary>The same, with what stands between backticks shown as code.</summary>
    public static string Inline(string text) => ReportText.WithCode(text, Cell, code => $"<code>{Cell(code)}</code>");

    /// <summary>A fenced block that its content cannot end.</summary>
    public static string Fence(string content, string language = "")
    {
        ArgumentNullException.ThrowIfNull(content);
        int longest = 2, run = 0;
        foreach (char c in content)
        {
            run = c == '`' ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        string fence = new('`', longest + 1);
        return new StringBuilder().Append(fence).Append(language).Append('\n').Append(content).Append('\n').Append(fence).Append('\n').ToString();
    }
}
