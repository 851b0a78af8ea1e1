using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.OpenApi.Documents;

/// <summary>
/// Builds a tree from the events of a JSON or YAML reader, holding the limits of depth and size. After a failure
/// (<see cref="Failed"/>) the reader stops; the reason is the last of <see cref="Findings"/>.
/// </summary>
internal sealed class TreeBuilder(SourceText source, ReadLimits limits)
{
    private readonly MemberStack _members = new(source);
    private Frame[] _open = new Frame[32];
    private DocumentNode[] _items = new DocumentNode[256];
    private int _depth;
    private int _itemCount;
    private long _repeatedText;

    public SourceText Source { get; } = source;

    public List<Finding> Findings { get; } = [];

    public bool Failed { get; private set; }

    /// <summary>The text is refused for its form: read otherwise, it may be a document still.</summary>
    public bool HasSyntaxError => Failed && Findings[^1].RuleId == "document-syntax";

    public DocumentNode? Root { get; private set; }

    /// <summary>Values so far, with those that aliases stand for.</summary>
    public int Nodes { get; private set; }

    public int Depth => _depth;

    /// <summary>The innermost open value is an object.</summary>
    public bool InObject => _depth > 0 && _open[_depth - 1].Kind == NodeKind.Object;

    /// <summary>The next value belongs to an object that still needs its key.</summary>
    public bool NeedsKey => InObject && _open[_depth - 1].Key < 0;

    public void Fail(string rule, string message, string? fix, int start, int end)
    {
        if (Failed)
            return;
        Failed = true;
        Findings.Add(DocumentFindings.Error(rule, message, fix, Source.Span(start, end), Pointer()));
    }

    public void Warn(string rule, string message, string fix, int start, int end) =>
        Findings.Add(DocumentFindings.Warning(rule, message, fix, Source.Span(start, end), Pointer()));

    public void Begin(NodeKind kind, NodeStyle style, int start)
    {
        if (_depth >= limits.MaxDepth)
        {
            FailDepth(start, start);
            return;
        }

        if (!Count(1, start, start))
            return;
        if (_depth == _open.Length)
            Array.Resize(ref _open, _depth * 2);
        _open[_depth++] = new Frame
        {
            Kind = kind,
            Style = style,
            Start = start,
            LastEnd = start,
            Key = -1,
            First = kind == NodeKind.Object ? _members.Count : _itemCount,
        };
    }

    public void Key(ReadOnlySpan<byte> utf8, int start, int end) => Key(_members.Keys.Add(utf8), start, end);

    /// <param name="merge">The key is YAML's merge key: the members of its value belong to this object.</param>
    public void Key(string name, int start, int end, bool merge = false)
    {
        Key(_members.Keys.Add(name), start, end);
        _open[_depth - 1].Merges |= merge;
    }

    /// <param name="text">The value in JSON's spelling; null when <paramref name="form"/> says how to get it from the source.</param>
    public DocumentNode? Scalar(NodeKind kind, NodeForm form, int start, int end, string? text)
    {
        if (!Count(1, start, end))
            return null;
        if (end - start > limits.MaxScalarBytes)
        {
            Fail(
                "document-too-large",
                $"The value is longer than {limits.MaxScalarBytes} bytes (limit MaxScalarBytes).",
                "Shorten the text, or move it out of the document.",
                start,
                end);
            return null;
        }

        var node = new DocumentNode(kind, form, Source, start, end, text);
        Place(node, height: 0, end);
        return node;
    }

    /// <summary>Puts a tree that was built before (a YAML alias) once more, charging its full size and height.</summary>
    public void Repeat(in CompletedNode known, int start, int end)
    {
        _repeatedText += known.Node.End - known.Node.Start;
        if (_depth + known.Height > limits.MaxDepth)
        {
            FailDepth(start, end);
        }
        else if (_repeatedText > limits.MaxBytes)
        {
            Fail(
                "document-too-large",
                $"Aliases stand for more than {limits.MaxBytes} bytes of text (limit MaxBytes).",
                "Use $ref in place of aliases.",
                start,
                end);
        }
        else if (Count(known.Size, start, end))
        {
            Place(known.Node, known.Height, end);
        }
    }

    /// <param name="end">Where the text of the value ends; -1 to take the end of its last child (YAML block style).</param>
    public CompletedNode End(int end)
    {
        ref Frame frame = ref _open[--_depth];
        int to = end < 0 ? frame.LastEnd : end;
        object value = frame.Kind == NodeKind.Object ? _members.Take(frame.First, frame.Merges, this) : TakeItems(frame.First);
        var node = new DocumentNode(frame.Kind, (NodeForm)frame.Style, Source, frame.Start, to, value);
        var completed = new CompletedNode(node, frame.Size + 1, frame.Height + 1);
        if (_depth > 0)
            _open[_depth - 1].Size += frame.Size;
        Place(node, completed.Height, to);
        return completed;
    }

    private void Key(int key, int start, int end)
    {
        ref Frame top = ref _open[_depth - 1];
        (top.Key, top.KeyStart, top.KeyEnd) = (key, start, end);
    }

    private bool Count(int size, int start, int end)
    {
        if (Nodes + (long)size > limits.MaxNodes)
        {
            Fail(
                "document-too-large",
                $"The document has more than {limits.MaxNodes} values, YAML aliases counted as what they stand for (limit MaxNodes).",
                "Split the document, or write out fewer aliases.",
                start,
                end);
            return false;
        }

        Nodes += size;
        if (_depth > 0)
            _open[_depth - 1].Size += size;
        return true;
    }

    private void FailDepth(int start, int end) => Fail(
        "document-too-deep",
        $"The document is nested deeper than {limits.MaxDepth} levels (limit MaxDepth).",
        "Name inner schemas and refer to them.",
        start,
        end);

    private void Place(DocumentNode node, int height, int end)
    {
        if (_depth == 0)
        {
            Root = node;
            return;
        }

        ref Frame top = ref _open[_depth - 1];
        top.Height = Math.Max(top.Height, height);
        top.LastEnd = end;
        if (top.Kind == NodeKind.Array)
        {
            if (_itemCount == _items.Length)
                Array.Resize(ref _items, _itemCount * 2);
            _items[_itemCount++] = node;
            return;
        }

        _members.Add(top.Key, top.KeyStart, top.KeyEnd, node);
        top.Key = -1;
    }

    private DocumentNode[] TakeItems(int first)
    {
        DocumentNode[] items = _items.AsSpan(first, _itemCount - first).ToArray();
        _itemCount = first;
        return items;
    }

    /// <summary>The place of the value being read; spelled only when a finding needs it.</summary>
    public string Pointer()
    {
        string pointer = "";
        for (int i = 0; i < _depth; i++)
        {
            ref Frame frame = ref _open[i];
            if (frame.Kind == NodeKind.Object && frame.Key >= 0)
                pointer = JsonPointer.Append(pointer, _members.Keys[frame.Key]);
            else if (frame.Kind == NodeKind.Array)
                pointer = JsonPointer.Append(pointer, ItemsOf(i));
        }

        return pointer;
    }

    // The items of an open array lie between its first and that of the next open array inside it.
    private int ItemsOf(int frame)
    {
        int end = _itemCount;
        for (int i = _depth - 1; i > frame; i--)
        {
            if (_open[i].Kind == NodeKind.Array)
                end = _open[i].First;
        }

        return end - _open[frame].First;
    }

    private struct Frame
    {
        public NodeKind Kind;
        public NodeStyle Style;
        public int Start;
        public int First; // among the pending members or items
        public int Key; // -1: none yet
        public int KeyStart;
        public int KeyEnd;
        public bool Merges;
        public int LastEnd;
        public int Height; // levels of objects and arrays below this one, itself not counted
        public int Size; // values below this one, itself not counted
    }
}

/// <summary>A finished value with what it costs to repeat it.</summary>
/// <param name="Height">Levels of objects and arrays from this one down; 0 for a scalar.</param>
internal readonly record struct CompletedNode(DocumentNode Node, int Size, int Height);
