using System.Text;

namespace ApiGovernance.OpenApi.Documents;

/// <summary>
/// Changes to a file that leave every byte they do not concern as it is: comments, order, indentation, line ends. Changes are collected,
/// then applied together; they must not touch the same text. For YAML and JSON.
/// </summary>
public sealed class DocumentEdit
{
    private readonly SourceDocument _document;
    private readonly SourceText _text;
    private readonly List<Change> _changes = [];

    /// <param name="document">A file that could be read.</param>
    public DocumentEdit(SourceDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        _text = document.Text ?? throw new ArgumentException("The document has no text.", nameof(document));
        _document = document;
        IsJson = document.Root.Style == NodeStyle.Flow;
    }

    /// <summary>Values are spelled as JSON; so they are in a YAML file that is one value in brackets.</summary>
    public bool IsJson { get; }

    /// <summary>A text as it is written in this file: plain where that reads back the same, else in double quotes.</summary>
    public string Spell(string text) => ScalarSpelling.Of(text, NodeStyle.Plain, IsJson);

    /// <summary>Puts text in place of a value, as it is given: quotes and line breaks are the caller's affair.</summary>
    public void Replace(DocumentNode value, string written)
    {
        ArgumentNullException.ThrowIfNull(value);
        bool line = value.End > value.Start && Bytes[value.End - 1] == '\n' && !written.EndsWith('\n');
        // A value that is left out stands right behind its colon or dash.
        Add(value.Start, value.End, value.End == value.Start ? $" {written}" : line ? written + LineEnd : written);
    }

    /// <summary>Gives a scalar another text, spelled in its style where that can hold it and in double quotes otherwise.</summary>
    public void ReplaceText(DocumentNode value, string text)
    {
        ArgumentNullException.ThrowIfNull(value);
        Replace(value, ScalarSpelling.Of(text, value.Style, IsJson));
    }

    public void Rename(DocumentMember member, string name)
    {
        ArgumentNullException.ThrowIfNull(member);
        NodeStyle style = Bytes[member.NameStart] switch { (byte)'"' => NodeStyle.DoubleQuoted, (byte)'\'' => NodeStyle.SingleQuoted, _ => NodeStyle.Plain };
        Add(member.NameStart, member.NameEnd, ScalarSpelling.Of(name, style, IsJson));
    }

    /// <summary>Takes a member out, with its value and the comment behind it.</summary>
    public void Remove(DocumentNode owner, DocumentMember member)
    {
        ArgumentNullException.ThrowIfNull(owner);
        int index = owner.Members.TakeWhile(m => m != member).Count();
        if (owner.Members.Count == 1)
            Add(owner.Start, ContentEnd(owner), "{}");
        else if (owner.Style == NodeStyle.Flow)
            RemoveFromFlow([.. owner.Members.Select(m => (m.NameStart, EndOf(m)))], index);
        else if (StartsLine(member.NameStart, out int line))
            Add(line, NextLine(EndOf(member)), "");
        else
            Add(member.NameStart, owner.Members[index + 1].NameStart, ""); // the first behind a dash
    }

    /// <summary>Takes an item out of an array. It must be written there: one that an alias stands for cannot be removed alone.</summary>
    public void RemoveItem(DocumentNode owner, int index)
    {
        ArgumentNullException.ThrowIfNull(owner);
        DocumentNode item = owner.Items[index];
        if (item.Start < owner.Start || item.End > owner.End)
            throw new ArgumentException("The item stands elsewhere.", nameof(index));
        if (owner.Items.Count == 1)
            Add(owner.Start, ContentEnd(owner), "[]");
        else if (owner.Style == NodeStyle.Flow)
            RemoveFromFlow([.. owner.Items.Select(i => (i.Start, i.End))], index);
        else if (StartsLine(Bytes[..item.Start].LastIndexOf((byte)'-'), out int line))
            Add(line, NextLine(item.End), "");
        else
            Add(item.Start, owner.Items[index + 1].Start, ""); // the first behind a dash of another array
    }

    /// <summary>Adds a member behind the last one.</summary>
    /// <param name="written">The value as it is to stand in the file, on one line.</param>
    public void AddMember(DocumentNode owner, string name, string written)
    {
        ArgumentNullException.ThrowIfNull(owner);
        string key = ScalarSpelling.Of(name, owner.Members.Count > 0 && Bytes[owner.Members[0].NameStart] == '"' ? NodeStyle.DoubleQuoted : NodeStyle.Plain, IsJson);
        string text = $"{key}: {written}";
        if (owner.Members.Count == 0)
            Add(owner.Start, owner.End, $"{{{text}}}");
        else if (owner.Style == NodeStyle.Flow)
            AddToFlow(owner.Members[^1].NameStart, EndOf(owner.Members[^1]), text);
        else
            AddLine(owner.Members[0].NameStart, EndOf(owner.Members[^1]), text);
    }

    /// <summary>Adds an item behind the last one.</summary>
    public void AddItem(DocumentNode owner, string written)
    {
        ArgumentNullException.ThrowIfNull(owner);
        if (owner.Items.Count == 0)
            Add(owner.Start, owner.End, $"[{written}]");
        else if (owner.Style == NodeStyle.Flow)
            AddToFlow(owner.Items[^1].Start, owner.Items[^1].End, written);
        else
            AddLine(owner.Start, owner.End, $"- {written}");
    }

    /// <summary>The bytes of the file with all changes, in the encoding that it has.</summary>
    /// <exception cref="InvalidOperationException">Two changes touch the same text.</exception>
    public byte[] Apply()
    {
        var result = new MemoryStream(Bytes.Length + 256);
        int done = 0;
        foreach (Change change in _changes.OrderBy(c => c.Start).ThenBy(c => c.End))
        {
            if (change.Start < done)
                throw new InvalidOperationException($"Two changes touch the same text at {_text.Span(change.Start, change.End)}.");
            result.Write(Bytes[done..change.Start]);
            result.Write(Encoding.UTF8.GetBytes(change.Text));
            done = change.End;
        }

        result.Write(Bytes[done..]);
        return _document.Encoding is { } foreign ? Encoding.Convert(Encoding.UTF8, foreign, result.ToArray()) : result.ToArray();
    }

    /// <summary>Takes over the changes of another edit of the same file; false, and none of them, when they touch text that already changes.</summary>
    public bool TryAdd(DocumentEdit other)
    {
        ArgumentNullException.ThrowIfNull(other);
        // Two insertions at one place stand one behind the other; the same one twice is meant once.
        List<Change> added = [.. other._changes.Where(change => !(change.IsInsertion && _changes.Contains(change)))];
        if (added.Exists(change => _changes.Exists(mine => mine.Start <= change.End && change.Start <= mine.End && !(mine.IsInsertion && change.IsInsertion))))
            return false;
        _changes.AddRange(added);
        return true;
    }

    internal void ReplaceSpan(int start, int end, string written) => Add(start, end, written);

    private ReadOnlySpan<byte> Bytes => _text.Utf8.Span;

    private string LineEnd => Bytes.IndexOf("\r\n"u8) >= 0 ? "\r\n" : "\n";

    private void Add(int start, int end, string text) => _changes.Add(new Change(start, end, text));

    // The value of an alias stands before the key; the member ends with its line then.
    private int EndOf(DocumentMember member) => member.Value.Start >= member.NameEnd ? member.Value.End : LineStop(member.NameEnd);

    private int ContentEnd(DocumentNode block) => block.End > block.Start && Bytes[block.End - 1] == '\n' ? Bytes[..block.End].TrimEnd("\r\n"u8).Length : block.End;

    private void RemoveFromFlow((int Start, int End)[] parts, int index)
    {
        if (index + 1 < parts.Length)
            Add(parts[index].Start, parts[index + 1].Start, "");
        else
            Add(parts[index - 1].End, parts[index].End, "");
    }

    private void AddToFlow(int lastStart, int lastEnd, string text)
    {
        // As the last one is set off: by a line break and its indentation, or by a blank.
        string space = StartsLine(lastStart, out int line) ? LineEnd + new string(' ', lastStart - line) : " ";
        Add(lastEnd, lastEnd, $",{space}{text}");
    }

    private void AddLine(int firstStart, int lastEnd, string text)
    {
        string indent = new(' ', _text.Position(firstStart).Column - 1);
        int at = NextLine(lastEnd);
        bool open = at == Bytes.Length && Bytes[^1] != '\n';
        Add(at, at, open ? $"{LineEnd}{indent}{text}" : $"{indent}{text}{LineEnd}");
    }

    private bool StartsLine(int at, out int line)
    {
        line = Math.Max(Bytes[..at].LastIndexOf((byte)'\n') + 1, _text.Start);
        return !Bytes[line..at].ContainsAnyExcept((byte)' ', (byte)'\t');
    }

    private int LineStop(int at) => Bytes[at..].IndexOf((byte)'\n') is >= 0 and var length ? at + length : Bytes.Length;

    private int NextLine(int end) => end > 0 && Bytes[end - 1] == '\n' ? end : Math.Min(LineStop(end) + 1, Bytes.Length);

    private readonly record struct Change(int Start, int End, string Text)
    {
        public bool IsInsertion => Start == End;
    }
}
