using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace ApiGovernance.Catalog.Http.Documentation;

/// <summary>HTML under construction: elements are written by us, every text is escaped.</summary>
internal sealed partial class Html
{
    private readonly StringBuilder _text = new();

    public Html Raw(string markup)
    {
        _text.Append(markup);
        return this;
    }

    public Html Text(string? text) => Raw(WebUtility.HtmlEncode(text ?? ""));

    public Html Code(string? text) => Raw("<code>").Text(text).Raw("</code>");

    /// <summary>A sentence of a contract; what stands between backticks is code.</summary>
    public Html Prose(string? text) => Raw(BackTicks().Replace(WebUtility.HtmlEncode(text ?? ""), "<code>$1</code>"));

    public Html Paragraph(string? text) => string.IsNullOrEmpty(text) ? this : Raw("<p>").Prose(text).Raw("</p>");

    public override string ToString() => _text.ToString();

    [GeneratedRegex("`([^`]+)`", RegexOptions.CultureInvariant)]
    private static partial Regex BackTicks();
}
