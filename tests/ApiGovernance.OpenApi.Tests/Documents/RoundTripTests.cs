using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.OpenApi.Tests.Documents;

/// <summary>Nothing is lost between a text and what is written from its tree, and every place is the place of its value.</summary>
public sealed class RoundTripTests
{
    private readonly int _seed = Environment.TickCount;

    [Fact]
    public void Json_is_read_as_system_text_json_reads_it()
    {
        var random = new Random(_seed);
        for (int i = 0; i < 1500; i++)
        {
            string text = RandomJson.Text(random);
            SourceDocument document = Texts.Read(text);
            document.Findings.ShouldBeEmpty(Name(i, text));

            Same(document.ToJson(), text, Name(i, text));
            EveryPlaceHoldsItsValue(document, Name(i, text));
        }
    }

    [Fact]
    public void Yaml_of_random_trees_gives_the_tree_back()
    {
        var random = new Random(_seed);
        for (int i = 0; i < 1500; i++)
        {
            JsonNode? tree = JsonNode.Parse(RandomJson.Text(random));
            string text = YamlWriter.Write(tree, random);
            SourceDocument document = DocumentReader.Read("a.yaml", Texts.Utf8(text));
            document.Findings.ShouldBeEmpty(Name(i, text));

            Same(document.ToJson(), tree?.ToJsonString() ?? "null", Name(i, text));
            EveryPlaceHoldsItsValue(document, Name(i, text));
        }
    }

    [Fact]
    public void Random_yaml_has_its_values_at_their_places()
    {
        var random = new Random(_seed);
        for (int i = 0; i < 1000; i++)
        {
            string text = RandomYaml.Text(random);
            SourceDocument document = DocumentReader.Read("a.yaml", Texts.Utf8(text));
            if (document.IsReadable && document.Findings.Count == 0 && !text.Contains('&', StringComparison.Ordinal))
                EveryPlaceHoldsItsValue(document, Name(i, text));
        }
    }

    [Fact]
    public void A_single_document_is_its_own_json()
    {
        const string Text = """{"z":1.10,"a":[-0,1E400,123456789012345678901234567890],"é\u0000😀\"":"\ud83d\ude00\/","":null}""";

        string written = Encoding.UTF8.GetString(DocumentBundle.FromBytes("a.json", Texts.Utf8(Text)).ToSingleDocument());

        written.ShouldBe("""{"z":1.10,"a":[-0,1E400,123456789012345678901234567890],"é\u0000\uD83D\uDE00\"":"\uD83D\uDE00/","":null}""");
    }

    private string Name(int i, string text) => $"seed {_seed}, text {i}:\n{text}";

    private static void Same(byte[] written, string expected, string name)
    {
        using JsonDocument left = JsonDocument.Parse(written);
        using JsonDocument right = JsonDocument.Parse(expected);
        left.RootElement.GetRawText().ShouldBe(JsonSerializer.Serialize(right.RootElement, Relaxed), name);
    }

    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>What stands at a node's place, read alone at the same column, is the same value.</summary>
    private static void EveryPlaceHoldsItsValue(SourceDocument document, string name)
    {
        string[] lines = Encoding.UTF8.GetString(document.Bytes.Span).Split('\n');
        var open = new Stack<DocumentNode>([document.Root]);
        while (open.TryPop(out DocumentNode? node))
        {
            if (node.Kind == NodeKind.Null && node.WrittenText!.Length == 0)
                continue; // a value that is left out
            if (node.Style == NodeStyle.Literal && node.WrittenText!.StartsWith("|2", StringComparison.Ordinal))
                continue; // counts from the column of what is around it
            string piece = Piece(lines, node);
            piece.TrimStart(' ').ShouldBe(node.WrittenText, name);
            // As the value of a key, so that lines may continue; a block at its own column.
            string alone = node.Style == NodeStyle.Block || piece.TrimStart(' ').Length == 0 ? piece : "k:\n" + (piece.StartsWith(' ') ? "" : " ") + piece;
            SourceDocument again = DocumentReader.Read("b.yaml", Texts.Utf8(alone));
            DocumentNode value = node.Style == NodeStyle.Block ? again.Root : again.Root["k"]!;
            value.ShouldNotBeNull($"{name}\npiece:\n{alone}\n{string.Join(" ", again.Findings.Select(f => f.Message))}");
            value.ToJson().ShouldBe(node.ToJson(), $"{name}\npiece:\n{alone}");
            foreach (DocumentMember member in node.Members)
            {
                Line(lines, member.NameSpan.Line)[(member.NameSpan.Column - 1)..].ShouldNotBeEmpty(name);
                open.Push(member.Value);
            }

            foreach (DocumentNode item in node.Items)
                open.Push(item);
        }
    }

    private static string Piece(string[] lines, DocumentNode node)
    {
        (int line, int column, int endLine, int endColumn) = (node.Span.Line, node.Span.Column, node.Span.EndLine, node.Span.EndColumn);
        string indent = new(' ', column - 1);
        if (line == endLine)
            return indent + Line(lines, line)[(column - 1)..(endColumn - 1)];
        var text = new StringBuilder(indent).Append(Line(lines, line)[(column - 1)..]).Append('\n');
        for (int i = line + 1; i < endLine; i++)
            text.Append(Line(lines, i)).Append('\n');
        return text.Append(Line(lines, endLine)[..(endColumn - 1)]).ToString();
    }

    private static string Line(string[] lines, int number) => number > lines.Length ? "" : lines[number - 1];
}
