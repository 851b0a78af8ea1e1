using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.OpenApi.Documents;

/// <summary>One value of a document with its place in the text. Immutable; key order is the text's. Safe for many threads.</summary>
public sealed class DocumentNode
{
    private static readonly MemberList NoMembers = new([]);
    private static readonly DocumentNode[] NoItems = [];

    private readonly object _origin; // SourceText with offsets, or a SourceSpan for a node that no text stands for
    private readonly NodeForm _form;
    private object? _value; // string, MemberList or DocumentNode[]; null for a scalar that is not decoded yet

    private DocumentNode(NodeKind kind, SourceSpan span, object value) => (Kind, _origin, _value) = (kind, span, value);

    internal DocumentNode(NodeKind kind, NodeForm form, SourceText source, int start, int end, object? value) =>
        (Kind, _form, _origin, Start, End, _value) = (kind, form, source, start, end, value);

    public NodeKind Kind { get; }

    public NodeStyle Style => (NodeStyle)(_form & NodeForm.Style);

    /// <summary>Where the value is written. Counted on demand: keep it rather than ask in a loop.</summary>
    public SourceSpan Span => _origin as SourceSpan ?? ((SourceText)_origin).Span(Start, End);

    /// <summary>The value's characters as they are written in the file, quotes and indicators included; null for a node that is in no file.</summary>
    public string? WrittenText => Source is { } source ? source.Decode(Start, End) : null;

    /// <summary>A string's value; a number, boolean or null exactly as JSON spells it (numbers keep every digit). Null for objects and arrays.</summary>
    public string? Text => _value as string ?? (_value is null ? Decode() : null);

    /// <summary>The members of an object in the text's order; keys are unique (the reader reports duplicates and keeps the last).</summary>
    public IReadOnlyList<DocumentMember> Members => _value as MemberList ?? NoMembers;

    public IReadOnlyList<DocumentNode> Items => _value as DocumentNode[] ?? NoItems;

    /// <summary>The value of member <paramref name="name"/>, or null when this is no object or has no such member.</summary>
    public DocumentNode? this[string name] => (_value as MemberList)?.Find(name);

    public bool IsObject => Kind == NodeKind.Object;

    public bool IsArray => Kind == NodeKind.Array;

    /// <summary>The value of a string node; null for every other kind.</summary>
    public string? AsString => Kind == NodeKind.String ? Text : null;

    /// <summary>The value of a boolean node; null for every other kind.</summary>
    public bool? AsBoolean => Kind == NodeKind.Boolean ? Text == "true" : null;

    internal SourceText? Source => _origin as SourceText;

    /// <summary>Offsets into the bytes of <see cref="Source"/>; the end is exclusive.</summary>
    internal int Start { get; }

    internal int End { get; }

    /// <summary>A string's value or a number's digits as they stand in the file, when they stand there literally.</summary>
    internal ReadOnlySpan<byte> Utf8 => _value is null && (_form & NodeForm.Escaped) == 0 ? Source!.Utf8.Span[Inner] : default;

    private Range Inner => (_form & NodeForm.Quoted) == 0 ? Start..End : (Start + 1)..(End - 1);

    /// <summary>The tree as UTF-8 JSON: keys in the text's order, numbers as written.</summary>
    public byte[] ToJson() => NodeJson.Write(this);

    public static DocumentNode Object(SourceSpan span, IReadOnlyList<DocumentMember> members) => new(NodeKind.Object, span, new MemberList([.. members]));

    public static DocumentNode Array(SourceSpan span, IReadOnlyList<DocumentNode> items) => new(NodeKind.Array, span, (DocumentNode[])[.. items]);

    public static DocumentNode String(SourceSpan span, string value) => new(NodeKind.String, span, value);

    /// <param name="text">The number as JSON spells it.</param>
    public static DocumentNode Number(SourceSpan span, string text) => new(NodeKind.Number, span, text);

    public static DocumentNode Boolean(SourceSpan span, bool value) => new(NodeKind.Boolean, span, value ? "true" : "false");

    public static DocumentNode Null(SourceSpan span) => new(NodeKind.Null, span, "null");

    // Two threads may decode twice; the results are equal and assignment is atomic.
    private string Decode()
    {
        SourceText source = Source!;
        string text = (_form & NodeForm.Escaped) == 0
            ? source.Decode(Inner.Start.Value, Inner.End.Value)
            : JsonEscapes.Decode(source.Utf8.Span[Inner]);
        _value = text;
        return text;
    }
}

/// <summary>The style of a node and how to get its text.</summary>
[Flags]
internal enum NodeForm : byte
{
    Style = 7,

    /// <summary>The text stands between quotes.</summary>
    Quoted = 8,

    /// <summary>The text has JSON's escapes.</summary>
    Escaped = 16,
}
