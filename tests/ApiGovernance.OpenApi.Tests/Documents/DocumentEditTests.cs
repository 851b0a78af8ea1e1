using System.Text;
using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.OpenApi.Tests.Documents;

public sealed class DocumentEditTests
{
    private const string Yaml = """
        # head
        info:   # opens
          title:  'a' # title
          text: |
            x
          tags: [a,  b]
          empty:
        list:
          - k: 1 # one
            j: 2
          - - x
            - y
        last: end
        """;

    [Fact]
    public void Values_are_replaced_in_their_style_and_nothing_else_moves()
    {
        Edit(Yaml, (edit, root) =>
        {
            edit.ReplaceText(root["info"]!["title"]!, "it's");
            edit.Replace(root["info"]!["text"]!, "y");
            edit.ReplaceText(root["info"]!["tags"]!.Items[1], "c, d");
            edit.Replace(root["info"]!["empty"]!, "null");
            edit.Replace(root["list"]!.Items[0]["k"]!, "10");
            edit.Rename(root.Member("last"), "200");
            edit.ReplaceText(root["last"]!, "end: of it");
        }).ShouldBe(Yaml
            .Replace("'a'", "'it''s'", StringComparison.Ordinal)
            .Replace("|\n    x", "y", StringComparison.Ordinal)
            .Replace(" b]", " \"c, d\"]", StringComparison.Ordinal)
            .Replace("empty:", "empty: null", StringComparison.Ordinal)
            .Replace("k: 1", "k: 10", StringComparison.Ordinal)
            .Replace("last: end", "\"200\": \"end: of it\"", StringComparison.Ordinal));
    }

    [Fact]
    public void Members_and_items_are_removed_with_their_lines()
    {
        Edit(Yaml, (edit, root) =>
        {
            edit.Remove(root["info"]!, root["info"]!.Member("title"));
            edit.Remove(root["info"]!, root["info"]!.Member("text"));
            edit.RemoveItem(root["info"]!["tags"]!, 1);
            edit.Remove(root["list"]!.Items[0], root["list"]!.Items[0].Member("k"));
            edit.RemoveItem(root["list"]!.Items[1], 0);
            edit.Remove(root, root.Member("last"));
        }).ShouldBe("# head\ninfo:   # opens\n  tags: [a]\n  empty:\nlist:\n  - j: 2\n  - - y\n");
        Edit("a:\n  b: 1\nc: [1]\n", (edit, root) =>
        {
            edit.Remove(root["a"]!, root["a"]!.Member("b"));
            edit.RemoveItem(root["c"]!, 0);
        }).ShouldBe("a:\n  {}\nc: []\n");
    }

    [Fact]
    public void Members_and_items_are_added_behind_the_last()
    {
        Edit(Yaml, (edit, root) =>
        {
            edit.AddMember(root["info"]!, "new", "1");
            edit.AddItem(root["info"]!["tags"]!, "c");
            edit.AddItem(root["list"]!, "z");
            edit.AddMember(root["list"]!.Items[0], "true", "x");
            edit.AddMember(root, "more", "{}");
        }).ShouldBe(Yaml
            .Replace("  b]", "  b, c]", StringComparison.Ordinal)
            .Replace("  empty:\n", "  empty:\n  new: 1\n", StringComparison.Ordinal)
            .Replace("    j: 2\n", "    j: 2\n    \"true\": x\n", StringComparison.Ordinal)
            .Replace("    - y\n", "    - y\n  - z\n", StringComparison.Ordinal) + "\nmore: {}");
    }

    [Fact]
    public void Json_keeps_its_layout()
    {
        const string Text = "{\r\n  \"a\": [1, 2],\r\n  \"b\": { },\r\n  \"c\": \"x\"\r\n}\r\n";

        Edit(Text, (edit, root) =>
        {
            edit.AddItem(root["a"]!, "3");
            edit.AddMember(root["b"]!, "é", "true");
            edit.ReplaceText(root["c"]!, "\"\n");
            edit.AddMember(root, "d", "null");
        }).ShouldBe("{\r\n  \"a\": [1, 2, 3],\r\n  \"b\": {\"é\": true},\r\n  \"c\": \"\\\"\\n\",\r\n  \"d\": null\r\n}\r\n");
        Edit(Text, (edit, root) => edit.Remove(root, root.Member("a"))).ShouldBe("{\r\n  \"b\": { },\r\n  \"c\": \"x\"\r\n}\r\n");
        Edit(Text, (edit, root) => edit.Remove(root, root.Member("c"))).ShouldBe("{\r\n  \"a\": [1, 2],\r\n  \"b\": { }\r\n}\r\n");
    }

    [Fact]
    public void The_encoding_and_the_byte_order_mark_stay()
    {
        foreach (Encoding encoding in (Encoding[])[new UTF8Encoding(true), Encoding.Unicode, Encoding.BigEndianUnicode, Encoding.UTF32])
        {
            SourceDocument document = DocumentReader.Read("a.yaml", (byte[])[.. encoding.GetPreamble(), .. encoding.GetBytes("é: 1\nb: 2\n")]);
            var edit = new DocumentEdit(document);
            edit.Replace(document.Root["b"]!, "3");

            edit.Apply().ShouldBe((byte[])[.. encoding.GetPreamble(), .. encoding.GetBytes("é: 1\nb: 3\n")]);
        }
    }

    [Fact]
    public void Two_changes_of_one_text_are_refused()
    {
        SourceDocument document = Texts.Read("a: {b: 1}\n");
        var edit = new DocumentEdit(document);
        edit.Replace(document.Root["a"]!, "1");
        edit.Replace(document.Root["a"]!["b"]!, "2");

        Should.Throw<InvalidOperationException>(edit.Apply).Message.ShouldContain("api.txt:1:8");
    }

    [Fact]
    public void Any_removal_from_a_random_document_removes_that_and_nothing_else()
    {
        int seed = Environment.TickCount;
        var random = new Random(seed);
        for (int i = 0; i < 1000; i++)
        {
            string text = random.Next(3) == 0 ? RandomJson.Text(random) : RandomYaml.Text(random);
            SourceDocument document = DocumentReader.Read("a.yaml", Texts.Utf8(text));
            if (!document.IsReadable || document.Findings.Count > 0 || !document.Root.IsObject || document.Root.Members.Count == 0 || text.Contains('&', StringComparison.Ordinal))
                continue;
            DocumentNode owner = document.Root;
            while (owner.Members.Where(m => m.Value is { IsObject: true, Members.Count: > 0 }).OrderBy(_ => random.Next()).FirstOrDefault() is { } inner && random.Next(3) > 0)
                owner = inner.Value;
            DocumentMember removed = owner.Members[random.Next(owner.Members.Count)];

            var edit = new DocumentEdit(document);
            edit.Remove(owner, removed);
            SourceDocument after = DocumentReader.Read("a.yaml", edit.Apply());

            string name = $"seed {seed}, text {i}, without {removed.Name} at {removed.NameSpan}:\n{text}\ngave:\n{Encoding.UTF8.GetString(after.Bytes.Span)}";
            after.Findings.ShouldBeEmpty(name);
            after.Json().ShouldBe(Without(document.Root, owner, removed), name);
        }
    }

    private static string Without(DocumentNode root, DocumentNode owner, DocumentMember removed)
    {
        return Encoding.UTF8.GetString(Copy(root).ToJson());

        DocumentNode Copy(DocumentNode node) => node.Kind switch
        {
            NodeKind.Object => DocumentNode.Object(node.Span, [.. node.Members.Where(m => node != owner || m != removed).Select(m => m with { Value = Copy(m.Value) })]),
            NodeKind.Array => DocumentNode.Array(node.Span, [.. node.Items.Select(Copy)]),
            _ => node,
        };
    }

    private static string Edit(string text, Action<DocumentEdit, DocumentNode> change)
    {
        SourceDocument document = Texts.Read(text);
        document.Findings.ShouldBeEmpty();
        var edit = new DocumentEdit(document);
        change(edit, document.Root);
        string edited = Encoding.UTF8.GetString(edit.Apply());
        Texts.Read(edited).Findings.ShouldBeEmpty();
        return edited;
    }
}
