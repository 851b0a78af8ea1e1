using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.OpenApi.Documents;

/// <summary>
/// Builds a tree from the events of a JSON or YAML reader, holding the limits of depth and size. After a failure
/// (<see cref="Failed"/>) the reader stops; the reason is the last of <see cref="Findings"/>.
/// </summary>
internal sealed class TreeBuilder(string file, ReadLimits limits)
{
    private readonly Stack<Frame> _open = new();

    public string File { get; } = file;

    public List<Finding> Findings { get; } = [];

    public bool Failed { get; private set; }

    public DocumentNode? Root { get; private set; }

    /// <summary>Values so far, with those that aliases stand for.</summary>
    public int Nodes { get; private set; }

    /// <summary>The next value belongs to an object that still needs its key.</summary>
    public bool NeedsKey => _open.TryPeek(out Frame? top) && top.Members is not null && top.Key is null;

    public void Fail(string rule, string message, string? fix, SourceSpan? source)
    {
        if (Failed)
            return;
        Failed = true;
        Findings.Add(DocumentFindings.Error(rule, message, fix, source, Pointer()));
    }

    public void Begin(NodeKind kind, TextPosition start)
    {
        if (_open.Count >= limits.MaxDepth)
        {
            FailDepth(start.To(start, File));
            return;
        }

        if (Count(1, start.To(start, File)))
            _open.Push(new Frame(kind, start));
    }

    public void Key(string name, SourceSpan span) => (_open.Peek().Key, _open.Peek().KeySpan) = (name, span);

    public void Scalar(DocumentNode node)
    {
        if (Count(1, node.Span))
            Place(node, height: 0);
    }

    /// <summary>Puts a tree that was built before (a YAML alias) once more, charging its full size and height.</summary>
    public void Repeat(in CompletedNode known, SourceSpan at)
    {
        if (_open.Count + known.Height > limits.MaxDepth)
            FailDepth(at);
        else if (Count(known.Size, at))
            Place(known.Node, known.Height);
    }

    /// <param name="end">Where the text of the value ends; null to take the end of its last child (YAML block style).</param>
    public CompletedNode End(TextPosition? end)
    {
        Frame frame = _open.Pop();
        SourceSpan span = frame.Start.To(end ?? frame.LastEnd, File);
        DocumentNode node = frame.Members is { } members
            ? DocumentNode.Object(span, members)
            : DocumentNode.Array(span, frame.Items!);
        if (_open.TryPeek(out Frame? parent))
            parent.Size += frame.Size;
        Place(node, frame.Height + 1);
        return new CompletedNode(node, frame.Size + 1, frame.Height + 1);
    }

    private bool Count(int size, SourceSpan at)
    {
        if (Nodes + (long)size > limits.MaxNodes)
        {
            Fail(
                "document-too-large",
                $"The document has more than {limits.MaxNodes} values (YAML aliases counted as what they stand for).",
                "Split the document, or write out fewer aliases.",
                at);
            return false;
        }

        Nodes += size;
        if (_open.TryPeek(out Frame? top))
            top.Size += size;
        return true;
    }

    private void FailDepth(SourceSpan at) =>
        Fail("document-too-deep", $"The document is nested deeper than {limits.MaxDepth} levels.", "Name inner schemas and refer to them.", at);

    private void Place(DocumentNode node, int height)
    {
        if (!_open.TryPeek(out Frame? top))
        {
            Root = node;
            return;
        }

        top.Height = Math.Max(top.Height, height);
        top.LastEnd = new TextPosition(node.Span.EndLine, node.Span.EndColumn);
        if (top.Items is { } items)
        {
            items.Add(node);
            return;
        }

        AddMember(top, new DocumentMember(top.Key!, top.KeySpan!, node));
        top.Key = null;
    }

    private void AddMember(Frame top, DocumentMember member)
    {
        List<DocumentMember> members = top.Members!;
        if (top.Names!.TryAdd(member.Name, members.Count))
        {
            members.Add(member);
            return;
        }

        int first = top.Names[member.Name];
        SourceSpan place = members[first].NameSpan;
        Findings.Add(DocumentFindings.Error(
            "document-duplicate-key",
            $"The key '{member.Name}' is written twice in one object (first at line {place.Line}); readers disagree which one counts.",
            "Remove one of them.",
            member.NameSpan,
            Pointer()));
        members[first] = member;
    }

    /// <summary>The place of the value being read; spelled only when a finding needs it.</summary>
    private string Pointer()
    {
        string pointer = "";
        foreach (Frame frame in _open.Reverse())
        {
            if (frame.Items is { } items)
                pointer = JsonPointer.Append(pointer, items.Count);
            else if (frame.Key is { } key)
                pointer = JsonPointer.Append(pointer, key);
        }

        return pointer;
    }

    private sealed class Frame(NodeKind kind, TextPosition start)
    {
        public TextPosition Start { get; } = start;

        public List<DocumentMember>? Members { get; } = kind == NodeKind.Object ? [] : null;

        public Dictionary<string, int>? Names { get; } = kind == NodeKind.Object ? new(StringComparer.Ordinal) : null;

        public List<DocumentNode>? Items { get; } = kind == NodeKind.Array ? [] : null;

        public string? Key { get; set; }

        public SourceSpan? KeySpan { get; set; }

        public TextPosition LastEnd { get; set; } = start;

        /// <summary>Levels of objects and arrays below this one, itself not counted.</summary>
        public int Height { get; set; }

        /// <summary>Values below this one, itself not counted.</summary>
        public int Size { get; set; }
    }
}

/// <summary>A finished value with what it costs to repeat it.</summary>
/// <param name="Height">Levels of objects and arrays from this one down; 0 for a scalar.</param>
internal readonly record struct CompletedNode(DocumentNode Node, int Size, int Height);
