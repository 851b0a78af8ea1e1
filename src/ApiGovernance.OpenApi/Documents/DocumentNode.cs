using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.OpenApi.Documents;

/// <summary>One value of a document with its place in the text. Immutable; key order is the text's.</summary>
public sealed class DocumentNode
{
    // Below this a scan beats a hash table; `paths` and `schemas` of real documents have thousands of members.
    private const int IndexedFrom = 12;

    private static readonly IReadOnlyList<DocumentMember> NoMembers = [];
    private static readonly IReadOnlyList<DocumentNode> NoItems = [];
    private Dictionary<string, DocumentNode>? _index;

    private DocumentNode(NodeKind kind, SourceSpan span, string? text, IReadOnlyList<DocumentMember>? members, IReadOnlyList<DocumentNode>? items)
    {
        (Kind, Span, Text, Members, Items) = (kind, span, text, members ?? NoMembers, items ?? NoItems);
    }

    public NodeKind Kind { get; }

    public SourceSpan Span { get; }

    /// <summary>A string's value; a number, boolean or null exactly as JSON spells it (numbers keep every digit). Null for objects and arrays.</summary>
    public string? Text { get; }

    /// <summary>The members of an object in the text's order; keys are unique (the reader reports duplicates and keeps the last).</summary>
    public IReadOnlyList<DocumentMember> Members { get; }

    public IReadOnlyList<DocumentNode> Items { get; }

    /// <summary>The value of member <paramref name="name"/>, or null when this is no object or has no such member.</summary>
    public DocumentNode? this[string name]
    {
        get
        {
            if (Members.Count >= IndexedFrom)
                return (_index ??= BuildIndex()).GetValueOrDefault(name);

            foreach (DocumentMember member in Members)
            {
                if (string.Equals(member.Name, name, StringComparison.Ordinal))
                    return member.Value;
            }

            return null;
        }
    }

    public bool IsObject => Kind == NodeKind.Object;

    public bool IsArray => Kind == NodeKind.Array;

    /// <summary>The value of a string node; null for every other kind.</summary>
    public string? AsString => Kind == NodeKind.String ? Text : null;

    /// <summary>The value of a boolean node; null for every other kind.</summary>
    public bool? AsBoolean => Kind == NodeKind.Boolean ? Text == "true" : null;

    /// <summary>The tree as UTF-8 JSON: keys in the text's order, numbers as written.</summary>
    public byte[] ToJson() => NodeJson.Write(this);

    public static DocumentNode Object(SourceSpan span, IReadOnlyList<DocumentMember> members) => new(NodeKind.Object, span, null, members, null);

    public static DocumentNode Array(SourceSpan span, IReadOnlyList<DocumentNode> items) => new(NodeKind.Array, span, null, null, items);

    public static DocumentNode String(SourceSpan span, string value) => new(NodeKind.String, span, value, null, null);

    /// <param name="text">The number as JSON spells it.</param>
    public static DocumentNode Number(SourceSpan span, string text) => new(NodeKind.Number, span, text, null, null);

    public static DocumentNode Boolean(SourceSpan span, bool value) => new(NodeKind.Boolean, span, value ? "true" : "false", null, null);

    public static DocumentNode Null(SourceSpan span) => new(NodeKind.Null, span, "null", null, null);

    // Two threads may build it twice; both results are equal and assignment is atomic.
    private Dictionary<string, DocumentNode> BuildIndex()
    {
        var index = new Dictionary<string, DocumentNode>(Members.Count, StringComparer.Ordinal);
        foreach (DocumentMember member in Members)
            index[member.Name] = member.Value;
        return index;
    }
}
