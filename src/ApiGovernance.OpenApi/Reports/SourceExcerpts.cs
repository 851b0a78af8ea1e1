using System.Text;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.OpenApi.Reports;

/// <summary>The line that a finding means, between its neighbours.</summary>
/// <param name="Line">1-based.</param>
/// <param name="Text">The line, or a part of a long one.</param>
/// <param name="Start">Where in the text what is meant begins, 0-based.</param>
/// <param name="Length">How much of the text is meant; at least 1.</param>
public sealed record SourceExcerpt(int Line, string? Before, string Text, string? After, int Start, int Length);

/// <summary>
/// The lines around findings, taken while their documents are at hand: a run over many documents does not keep them all. Safe for many
/// threads only while nothing is added.
/// </summary>
public sealed class SourceExcerpts
{
    // A terminal is about this wide; minified files have one line.
    private const int Widest = 120;

    private readonly Dictionary<SourceSpan, SourceExcerpt> _excerpts = [];

    /// <summary>Takes the lines of the findings that are in these documents.</summary>
    public void Add(IEnumerable<SourceDocument> documents, IEnumerable<Finding> findings)
    {
        ArgumentNullException.ThrowIfNull(documents);
        ArgumentNullException.ThrowIfNull(findings);
        Dictionary<string, Lines> lines = new(StringComparer.Ordinal);
        foreach (SourceDocument document in documents.Where(document => document.Text is not null))
            lines.TryAdd(document.Path, new Lines(document.Text!.Utf8));
        foreach (SourceSpan span in findings.Select(finding => finding.Source).OfType<SourceSpan>())
        {
            if (!_excerpts.ContainsKey(span) && lines.TryGetValue(span.File, out Lines? file) && Excerpt(file, span) is { } excerpt)
                _excerpts[span] = excerpt;
        }
    }

    public void Add(SourceExcerpts others)
    {
        ArgumentNullException.ThrowIfNull(others);
        foreach ((SourceSpan span, SourceExcerpt excerpt) in others._excerpts)
            _excerpts.TryAdd(span, excerpt);
    }

    /// <summary>Null when the finding is in no text.</summary>
    public SourceExcerpt? Of(Finding finding)
    {
        ArgumentNullException.ThrowIfNull(finding);
        return finding.Source is { } span ? _excerpts.GetValueOrDefault(span) : null;
    }

    private static SourceExcerpt? Excerpt(Lines file, SourceSpan span)
    {
        if (file[span.Line] is not { } line)
            return null;
        int start = Math.Clamp(span.Column - 1, 0, line.Length);
        int end = span.EndLine == span.Line ? Math.Clamp(span.EndColumn - 1, start, line.Length) : line.Length;
        int from = line.Length <= Widest ? 0 : Math.Clamp(start - (Widest / 4), 0, line.Length - Widest);
        string text = line[from..Math.Min(line.Length, from + Widest)];
        start -= from;
        int length = Math.Clamp(end - from - start, 1, Math.Max(1, text.Length - start));
        return new SourceExcerpt(span.Line, Neighbour(span.Line - 1), Safe(text), Neighbour(span.Line + 1), start, length);

        string? Neighbour(int number) => file[number] is { } neighbour && !string.IsNullOrWhiteSpace(neighbour) ? Safe(neighbour[..Math.Min(neighbour.Length, Widest)]) : null;
    }

    // One character for one, so that the mark stays below what it means.
    private static string Safe(string text) => ReportText.Line(text) == text ? text : string.Concat(text.Select(c => ReportText.Line(c.ToString()) is { Length: 1 } same ? same : "·"));

    /// <summary>Where the lines of a text begin, found once.</summary>
    private sealed class Lines
    {
        private readonly ReadOnlyMemory<byte> _utf8;
        private readonly List<int> _starts = [0];

        public Lines(ReadOnlyMemory<byte> utf8)
        {
            _utf8 = utf8;
            ReadOnlySpan<byte> text = utf8.Span;
            for (int i = 0; i < text.Length; i++)
            {
                if (text[i] == '\n' || (text[i] == '\r' && (i + 1 == text.Length || text[i + 1] != '\n')))
                    _starts.Add(i + 1);
            }
        }

        /// <param name="number">1-based.</param>
        public string? this[int number]
        {
            get
            {
                if (number < 1 || number > _starts.Count)
                    return null;
                int end = number < _starts.Count ? _starts[number] : _utf8.Length;
                // Columns count from behind a byte order mark.
                return Encoding.UTF8.GetString(_utf8.Span[_starts[number - 1]..end]).TrimStart('\ufeff').TrimEnd('\r', '\n');
            }
        }
    }
}
