using ApiGovernance.OpenApi.Findings;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace ApiGovernance.OpenApi.Documents;

/// <summary>
/// Reads YAML 1.2 into the tree that JSON would give. The parser is used for its events and marks only: types of scalars, keys, aliases,
/// merges and limits are decided here.
/// </summary>
internal sealed class YamlText
{
    private readonly YamlInput _input;
    private readonly TreeBuilder _tree;
    private readonly YamlLeniency _leniency;
    private readonly Dictionary<string, CompletedNode> _anchors = new(StringComparer.Ordinal);
    private readonly Stack<OpenNode> _open = new();
    private int _documents;

    private YamlText(YamlInput input, TreeBuilder tree) => (_input, _tree, _leniency) = (input, tree, new YamlLeniency(input, tree));

    public static TreeBuilder Read(SourceText source, ReadLimits limits)
    {
        var tree = new TreeBuilder(source, limits);
        if (YamlCharacters.Check(tree) && tree.Findings.Count == 0 && YamlSubset.TryRead(tree))
            return tree;
        return tree.Failed ? tree : ReadByParser(source, limits);
    }

    /// <summary>The full language; also the measure of what <see cref="YamlSubset"/> reads.</summary>
    internal static TreeBuilder ReadByParser(SourceText source, ReadLimits limits)
    {
        YamlInput input = YamlInput.Of(source);
        var tree = new TreeBuilder(source, limits);
        if (!YamlCharacters.Check(tree))
            return tree;
        new YamlText(input, tree).Run();
        if (!tree.HasSyntaxError)
            return tree;

        // What the parser refuses and common tools read, and what YAML 1.2 allows and the parser does not: put right, then once more.
        IReadOnlyList<TextChange> changes = new YamlMending(input.Parsed).Run();
        if (changes.Count == 0)
            return tree;
        var second = new TreeBuilder(source, limits);
        new YamlText(input.With(changes), second).Run();
        return second.HasSyntaxError ? tree : second;
    }

    private void Run()
    {
        var scanner = new Scanner(new StringReader(_input.Parsed), skipComments: true);
        try
        {
            var parser = new Parser(scanner);
            while (!_tree.Failed && parser.MoveNext())
                Take(parser.Current!);
        }
        catch (YamlException e)
        {
            YamlSyntaxError.Report(_tree, _input, e);
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException or FormatException or OverflowException or IndexOutOfRangeException)
        {
            // Some texts break the parser itself. Where it stood is at or soon after what is wrong.
            int at = _input.ByteAt(_input.WrittenAt(scanner.CurrentPosition.Index));
            _tree.Fail("document-syntax", "This is not YAML: the parser cannot go on here.", "Look just before this place for a bracket or quote that is not closed.", at, at);
        }
    }

    private void Take(ParsingEvent current)
    {
        var place = new YamlPlace(_input, current);
        switch (current)
        {
            case DocumentStart document:
                _leniency.CheckVersion(document, place);
                if (++_documents > 1)
                    _tree.Fail("document-multiple", "The file holds more than one YAML document.", "Put each contract into a file of its own.", place.Start, place.End);
                break;
            case AnchorAlias alias:
                TakeAlias(alias.Value.Value, place);
                break;
            case Scalar scalar:
                TakeScalar(scalar, place);
                break;
            case MappingStart or SequenceStart when _tree.NeedsKey:
                _tree.Fail("document-yaml-key", "A key is a mapping or a sequence; JSON has only text as keys.", "Write the key as text.", place.Start, place.End);
                break;
            case MappingStart mapping:
                Begin(NodeKind.Object, mapping, mapping.Style == MappingStyle.Flow, place);
                break;
            case SequenceStart sequence:
                Begin(NodeKind.Array, sequence, sequence.Style == SequenceStyle.Flow, place);
                break;
            case MappingEnd or SequenceEnd:
                End(place);
                break;
        }
    }

    private void Begin(NodeKind kind, NodeEvent node, bool flow, in YamlPlace place)
    {
        string? anchor = Name(node);
        if (anchor is not null)
            _anchors.Remove(anchor); // from here on the name means this node, which is not finished
        YamlTags.Check(_tree, node, kind, place);
        _open.Push(new OpenNode(anchor, flow, flow ? Column : FirstColumn(node), place.From));
        _tree.Begin(kind, flow ? NodeStyle.Flow : NodeStyle.Block, place.Start);
    }

    private void End(in YamlPlace place)
    {
        OpenNode node = _open.Pop();
        if (node.Flow && !InFlow)
            _leniency.CheckIndentation(node.From, place.From, node.Column, brackets: true);
        // The mark of a flow style's end stands before its bracket; a block's stands at whatever comes next.
        Remember(node.Anchor, _tree.End(node.Flow ? place.Start + 1 : -1));
    }

    private void TakeScalar(Scalar scalar, in YamlPlace place)
    {
        string value = _input.Restore(scalar.Value);
        int end = place.End;
        if (scalar.Style == ScalarStyle.DoubleQuoted && !YamlCharacters.IsText(value))
        {
            // JSON refuses such a string too: it has no form in UTF-8.
            _tree.Fail("document-syntax", "The string has an escape that is half of a surrogate pair.", "Write both halves, or the character itself.", place.Start, end);
            return;
        }

        if (scalar.Start.Line != scalar.End.Line)
            end = CheckLines(scalar, place);
        if (scalar.Style is ScalarStyle.SingleQuoted or ScalarStyle.DoubleQuoted)
            _leniency.CheckComment(place.To);
        var form = (NodeForm)Style(scalar);
        if (_tree.NeedsKey)
        {
            // OpenAPI asks for keys of type string; `200:` is common and means "200".
            bool merge = value == "<<" && scalar.Style == ScalarStyle.Plain;
            _tree.Key(value, place.Start, end, merge);
            if (merge)
                _leniency.ReportMerge(place);
            Remember(Name(scalar), new CompletedNode(new DocumentNode(NodeKind.String, form, _tree.Source, place.Start, end, value), 1, 0));
            return;
        }

        (NodeKind kind, string text) = YamlTags.Resolve(_tree, scalar, value, place);
        int quotes = scalar.Style == ScalarStyle.Plain ? 0 : 2;
        bool asWritten = scalar.Start.Line == scalar.End.Line && place.To - place.From == text.Length + quotes
            && scalar.Style is ScalarStyle.Plain or ScalarStyle.SingleQuoted or ScalarStyle.DoubleQuoted && kind is NodeKind.String or NodeKind.Number;
        if (asWritten && quotes > 0)
            form |= NodeForm.Quoted;
        if (_tree.Scalar(kind, form, place.Start, end, asWritten ? null : text) is { } node)
            Remember(Name(scalar), new CompletedNode(node, 1, 0));
    }

    /// <returns>The end of a value of several lines without what the parser counts to it: blank lines, the next line's indentation.</returns>
    private int CheckLines(Scalar scalar, in YamlPlace place)
    {
        if (scalar.Style is ScalarStyle.Literal or ScalarStyle.Folded)
        {
            _leniency.CheckBlockScalar(scalar, place, Column);
            return _input.ByteAt(YamlCharacters.EndOfBlock(_input.Written, place.From, place.To, Column));
        }

        if (scalar.Style != ScalarStyle.Plain && !InFlow)
            _leniency.CheckIndentation(place.From, place.To, Column, brackets: false);
        return _input.ByteAt(place.From + _input.Written.AsSpan(place.From..place.To).TrimEnd(" \t\r\n").Length);
    }

    private void TakeAlias(string name, in YamlPlace place)
    {
        (int start, int end) = (place.Start, place.End);
        if (_open.Any(frame => frame.Anchor == name))
        {
            _tree.Fail("document-recursive-alias", $"The alias '*{name}' contains itself.", "Use $ref for recursive structures.", start, end);
        }
        else if (!_anchors.TryGetValue(name, out CompletedNode known))
        {
            string fix = $"Define '&{name}' before it is used; if '*{name}' is meant as text, write it in quotes.";
            _tree.Fail("document-syntax", $"This is not YAML: the alias '*{name}' has no anchor before it.", fix, start, end);
        }
        else if (!_tree.NeedsKey)
        {
            _tree.Repeat(known, start, end);
        }
        else if (known.Node.Text is { } text)
        {
            _tree.Key(text, start, end);
        }
        else
        {
            _tree.Fail("document-yaml-key", $"The alias '*{name}' is a key, but stands for no text.", "Write the key as text.", start, end);
        }
    }

    private void Remember(string? anchor, CompletedNode node)
    {
        if (anchor is not null)
            _anchors[anchor] = node;
    }

    private bool InFlow => _open.TryPeek(out OpenNode top) && top.Flow;

    /// <summary>What belongs to the innermost block must stand to the right of this column (0-based); -1 outside of all.</summary>
    private int Column => _open.TryPeek(out OpenNode top) ? top.Column : -1;

    // Before the first key or dash may stand an anchor or tag, even a line above; the mark ends where the key starts or the dash ends.
    private int FirstColumn(NodeEvent node)
    {
        if (node.Anchor.IsEmpty && node.Tag.IsEmpty)
            return (int)node.Start.Column - 1;
        int to = _input.WrittenAt(node.End.Index);
        bool dash = node is SequenceStart && to > 0 && _input.Written[to - 1] == '-';
        return (int)node.End.Column - (dash ? 2 : 1);
    }

    private static string? Name(NodeEvent node) => node.Anchor.IsEmpty ? null : node.Anchor.Value;

    private static NodeStyle Style(Scalar scalar) => scalar.Style switch
    {
        ScalarStyle.SingleQuoted => NodeStyle.SingleQuoted,
        ScalarStyle.DoubleQuoted => NodeStyle.DoubleQuoted,
        ScalarStyle.Literal => NodeStyle.Literal,
        ScalarStyle.Folded => NodeStyle.Folded,
        _ => NodeStyle.Plain,
    };

    private readonly record struct OpenNode(string? Anchor, bool Flow, int Column, int From);
}

/// <summary>The place of an event: in the characters of the file (from, to) and in its bytes (start, end).</summary>
internal readonly struct YamlPlace(YamlInput input, ParsingEvent current)
{
    public int From { get; } = input.WrittenAt(current.Start.Index);

    // The parser ends the value that an anchor or tag stands for, where nothing follows, before it begins.
    public int To { get; } = input.WrittenAt(Math.Max(current.Start.Index, current.End.Index));

    public int Start => input.ByteAt(From);

    public int End => input.ByteAt(To);
}
