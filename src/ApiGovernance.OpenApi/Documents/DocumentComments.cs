using System.Text;
using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.OpenApi.Documents;

/// <summary>A comment of a YAML file.</summary>
/// <param name="Text">What follows the <c>#</c>, to the end of the line.</param>
/// <param name="Span">From the <c>#</c> on.</param>
/// <param name="IsTrailing">Something stands before it in its line.</param>
public sealed record DocumentComment(string Text, SourceSpan Span, bool IsTrailing);

/// <summary>The comments of a file, and which key or object each belongs to. They are looked for when someone asks; JSON has none.</summary>
public sealed class DocumentComments
{
    private readonly Placed[] _comments;
    private readonly List<(int Start, int End)> _tokens;
    private readonly SourceText? _text;

    private DocumentComments(SourceText? text, List<(int Start, int End)> tokens, Placed[] comments) =>
        (_text, _tokens, _comments) = (text, tokens, comments);

    /// <summary>All, in the text's order.</summary>
    public IReadOnlyList<DocumentComment> All => [.. _comments.Select(c => c.Comment)];

    /// <summary>The comments on lines of their own above a key, since the value before it.</summary>
    public IReadOnlyList<DocumentComment> Before(DocumentMember member)
    {
        ArgumentNullException.ThrowIfNull(member);
        return Before(member.NameStart, member.NameSpan.Column);
    }

    /// <summary>The same for an item of a block sequence; those above its dash.</summary>
    public IReadOnlyList<DocumentComment> Before(DocumentNode item)
    {
        ArgumentNullException.ThrowIfNull(item);
        return Before(item.Start, item.Span.Column);
    }

    /// <summary>The comments behind a key or behind its value, in the same line.</summary>
    public IReadOnlyList<DocumentComment> Behind(DocumentMember member)
    {
        ArgumentNullException.ThrowIfNull(member);
        int line = member.NameSpan.Line;
        SourceSpan value = member.Value.Span;
        int last = member.Value.Style is NodeStyle.Block or NodeStyle.Literal or NodeStyle.Folded || member.Value.Start < member.NameStart ? line : value.EndLine;
        return [.. _comments.Select(c => c.Comment).Where(c => c.IsTrailing && c.Span.Column > member.NameSpan.Column && (c.Span.Line == line || c.Span.Line == last))];
    }

    /// <summary>The comments on lines of their own below the last member or item of a block, indented like it.</summary>
    public IReadOnlyList<DocumentComment> AtEndOf(DocumentNode block)
    {
        ArgumentNullException.ThrowIfNull(block);
        if (block.Style != NodeStyle.Block || _text is null)
            return [];
        int column = block.Span.Column;
        int inner = (block.IsObject ? block.Members[^1].Value : block.Items[^1]) is { Style: NodeStyle.Block } last ? last.Span.Column : int.MaxValue;
        int next = _tokens.FindIndex(token => token.Start >= block.End);
        int limit = next < 0 ? int.MaxValue : _tokens[next].Start;
        int nextColumn = next < 0 ? 0 : _text.Position(limit).Column;
        return
        [
            .. _comments.Where(c => c.Start >= block.End && c.Start < limit && !c.Comment.IsTrailing).Select(c => c.Comment)
                .Where(c => c.Span.Column >= column && c.Span.Column > nextColumn && c.Span.Column < inner),
        ];
    }

    internal static DocumentComments Of(SourceDocument document)
    {
        if (document.Text is not { } text || !document.IsReadable)
            return new DocumentComments(null, [], []);
        List<(int Start, int End)> tokens = Tokens(document.Root, text);
        var found = new List<Placed>();
        int at = text.Start;
        foreach ((int start, int end) in tokens)
        {
            Find(text, at, start, found);
            at = Math.Max(at, end);
        }

        Find(text, at, text.Utf8.Length, found);
        return new DocumentComments(text, tokens, [.. found]);
    }

    private DocumentComment[] Before(int start, int column)
    {
        int before = _tokens.FindLastIndex(token => token.End <= start);
        int from = before < 0 ? 0 : _tokens[before].End;
        return [.. _comments.Where(c => c.Start >= from && c.Start < start && !c.Comment.IsTrailing && c.Comment.Span.Column <= column).Select(c => c.Comment)];
    }

    /// <summary>Where keys and scalars stand: what looks like a comment there is none.</summary>
    private static List<(int Start, int End)> Tokens(DocumentNode root, SourceText text)
    {
        var tokens = new List<(int Start, int End)>();
        var seen = new HashSet<DocumentNode>(ReferenceEqualityComparer.Instance);
        var open = new Stack<DocumentNode>([root]);
        while (open.TryPop(out DocumentNode? node))
        {
            if (!seen.Add(node))
                continue;
            if (node.Style is NodeStyle.Literal or NodeStyle.Folded)
            {
                int header = text.Utf8.Span[node.Start..node.End].IndexOf((byte)'\n');
                tokens.Add((node.Start, node.Start + 1));
                tokens.Add((header < 0 ? node.End : node.Start + header, node.End));
            }
            else if (node is { IsObject: false, IsArray: false } && node.End > node.Start)
            {
                tokens.Add((node.Start, node.End));
            }

            foreach (DocumentMember member in node.Members)
            {
                tokens.Add((member.NameStart, member.NameEnd));
                open.Push(member.Value);
            }

            foreach (DocumentNode item in node.Items)
                open.Push(item);
        }

        tokens.Sort();
        return tokens;
    }

    private static void Find(SourceText text, int from, int to, List<Placed> found)
    {
        ReadOnlySpan<byte> bytes = text.Utf8.Span;
        for (int at = from; at < to; at++)
        {
            if (bytes[at] != '#' || (at > from && bytes[at - 1] is not ((byte)' ' or (byte)'\t' or (byte)'\n' or (byte)'\r')))
                continue;
            int length = bytes[at..].IndexOfAny((byte)'\n', (byte)'\r');
            int end = length < 0 ? bytes.Length : at + length;
            int line = bytes[..at].LastIndexOfAny((byte)'\n', (byte)'\r') + 1;
            bool trailing = bytes[Math.Max(line, text.Start)..at].ContainsAnyExcept((byte)' ', (byte)'\t');
            found.Add(new Placed(at, new DocumentComment(Encoding.UTF8.GetString(bytes[(at + 1)..end]), text.Span(at, end), trailing)));
            at = end;
        }
    }

    private readonly record struct Placed(int Start, DocumentComment Comment);
}
