using ApiGovernance.OpenApi.Findings;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace ApiGovernance.OpenApi.Documents;

/// <summary>
/// Reads YAML 1.2 into the tree that JSON would give. The parser is used for its events only: types of scalars, keys, aliases and
/// limits are decided here.
/// </summary>
internal sealed class YamlText(TreeBuilder tree)
{
    private readonly Dictionary<string, CompletedNode> _anchors = new(StringComparer.Ordinal);
    private readonly Stack<(string? Anchor, bool Flow)> _open = new();
    private int _documents;

    public static void Read(string text, TreeBuilder tree)
    {
        var reader = new YamlText(tree);
        var scanner = new Scanner(new StringReader(text), skipComments: true);
        try
        {
            var parser = new Parser(scanner);
            while (!tree.Failed && parser.MoveNext())
                reader.Take(parser.Current!);
        }
        catch (YamlException e)
        {
            bool tab = e.Message.Contains("tab", StringComparison.Ordinal);
            SourceSpan at = (tab ? TabIndentation(text, (int)e.Start.Line, tree.File) : null) ?? reader.Span(e.Start, e.End);
            string fix = tab ? "Indent with spaces." : "Correct the text at this place.";
            tree.Fail("document-syntax", $"This is not YAML: {e.Message.TrimEnd('.')}.", fix, at);
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException or FormatException or OverflowException or IndexOutOfRangeException)
        {
            // Some texts break the parser itself. Where it stood is at or soon after what is wrong.
            Mark at = scanner.CurrentPosition;
            tree.Fail("document-syntax", "This is not YAML: the parser cannot go on here.", "Look just before this place for a bracket or quote that is not closed.", reader.Span(at, at));
        }
    }

    private void Take(ParsingEvent current)
    {
        SourceSpan span = Span(current.Start, current.End);
        switch (current)
        {
            case Scalar scalar when !IsText(scalar.Value):
                tree.Fail(
                    "document-syntax", "The string has an escape that is half of a surrogate pair.", "Write both halves, or the character itself.", span);
                break;
            case DocumentStart when ++_documents > 1:
                tree.Fail("document-multiple", "The file holds more than one YAML document.", "Put each contract into a file of its own.", span);
                break;
            case AnchorAlias alias:
                TakeAlias(alias.Value.Value, span);
                break;
            case Scalar scalar when tree.NeedsKey:
                TakeKey(scalar, span);
                break;
            case Scalar scalar:
                DocumentNode node = Resolve(scalar, span);
                tree.Scalar(node);
                Remember(Name(scalar), new CompletedNode(node, 1, 0));
                break;
            case MappingStart or SequenceStart when tree.NeedsKey:
                tree.Fail("document-yaml-key", "A key is a mapping or a sequence; JSON has only text as keys.", "Write the key as text.", span);
                break;
            case MappingStart mapping:
                Begin(NodeKind.Object, mapping, mapping.Style == MappingStyle.Flow);
                break;
            case SequenceStart sequence:
                Begin(NodeKind.Array, sequence, sequence.Style == SequenceStyle.Flow);
                break;
            case MappingEnd or SequenceEnd:
                (string? anchor, bool flow) = _open.Pop();
                // The mark of a flow style's end stands before its bracket; a block's stands at whatever comes next.
                Remember(anchor, tree.End(flow ? Position(current.Start) with { Column = (int)current.Start.Column + 1 } : null));
                break;
        }
    }

    private void Begin(NodeKind kind, NodeEvent node, bool flow)
    {
        string? anchor = Name(node);
        if (anchor is not null)
            _anchors.Remove(anchor); // from here on the name means this node, which is not finished
        _open.Push((anchor, flow));
        tree.Begin(kind, Position(node.Start));
    }

    private void Remember(string? anchor, CompletedNode node)
    {
        if (anchor is not null)
            _anchors[anchor] = node;
    }

    private void TakeAlias(string name, SourceSpan span)
    {
        if (_open.Any(frame => frame.Anchor == name))
        {
            tree.Fail("document-recursive-alias", $"The alias '*{name}' contains itself.", "Use $ref for recursive structures.", span);
        }
        else if (!_anchors.TryGetValue(name, out CompletedNode known))
        {
            tree.Fail("document-syntax", $"This is not YAML: the alias '*{name}' has no anchor before it.", $"Define '&{name}' before it is used.", span);
        }
        else if (!tree.NeedsKey)
        {
            tree.Repeat(known, span);
        }
        else if (known.Node.Text is { } text)
        {
            tree.Key(text, span);
        }
        else
        {
            tree.Fail("document-yaml-key", $"The alias '*{name}' is a key, but stands for no text.", "Write the key as text.", span);
        }
    }

    private void TakeKey(Scalar scalar, SourceSpan span)
    {
        if (scalar is { Value: "<<", Style: ScalarStyle.Plain })
        {
            tree.Findings.Add(DocumentFindings.Error(
                "document-yaml-merge-key",
                "The merge key '<<' is not part of YAML 1.2; it is read as a key named '<<'.",
                "Write the members out, or use $ref.",
                span));
        }

        // OpenAPI asks for keys of type string; `200:` is common and means "200".
        tree.Key(scalar.Value, span);
        Remember(Name(scalar), new CompletedNode(DocumentNode.String(span, scalar.Value), 1, 0));
    }

    private DocumentNode Resolve(Scalar scalar, SourceSpan span)
    {
        string tag = scalar.Tag.IsEmpty ? "" : scalar.Tag.Value;
        switch (tag)
        {
            case "" when scalar.Style != ScalarStyle.Plain:
            case "!" or "tag:yaml.org,2002:str":
                return DocumentNode.String(span, scalar.Value);
            case "":
            case "tag:yaml.org,2002:int" or "tag:yaml.org,2002:float" or "tag:yaml.org,2002:bool" or "tag:yaml.org,2002:null":
                if (YamlCoreSchema.IsNotFinite(scalar.Value))
                {
                    tree.Findings.Add(DocumentFindings.Warning(
                        "document-yaml-not-json", $"'{scalar.Value}' is no number in JSON; it is read as text.", "Leave the value out or quote it.", span));
                }

                return YamlCoreSchema.Resolve(scalar.Value, span);
            default:
                tree.Findings.Add(DocumentFindings.Warning(
                    "document-yaml-tag", $"The tag '{tag}' means nothing in an API document; the value is read as text.", "Remove the tag.", span));
                return DocumentNode.String(span, scalar.Value);
        }
    }

    // JSON refuses such a string too: it has no form in UTF-8.
    private static bool IsText(string value)
    {
        for (int i = 0; i < value.Length; i++)
        {
            if (!char.IsSurrogate(value[i]))
                continue;
            if (!char.IsSurrogatePair(value, i))
                return false;
            i++;
        }

        return true;
    }

    // The parser complains about the mapping around the tab; a person looks for the tab.
    private static SourceSpan? TabIndentation(string text, int fromLine, string file)
    {
        string[] lines = text.Split('\n');
        for (int i = fromLine - 1; i < lines.Length; i++)
        {
            int column = lines[i].AsSpan().IndexOfAnyExcept(' ');
            if (column >= 0 && lines[i][column] == '\t')
                return new SourceSpan(file, i + 1, column + 1, i + 1, column + 2);
        }

        return null;
    }

    private static string? Name(NodeEvent node) => node.Anchor.IsEmpty ? null : node.Anchor.Value;

    private SourceSpan Span(in Mark start, in Mark end) => Position(start).To(Position(end), tree.File);

    private static TextPosition Position(in Mark mark) => new((int)mark.Line, (int)mark.Column);
}
