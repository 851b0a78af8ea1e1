using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.OpenApi.Tests.Documents;

public sealed class DocumentCommentsTests
{
    private const string Text = """
        # head
        openapi: 3.1.0 # version

        # about info
        #  twice
        info: # opens
          title: "a # b" # title
          text: | # literal
            # not a comment
            x
          # above d
          d: [1, # one
            2] # two
          # end of info
            # deeper
        paths:
          - a#b
          # above c
          - 'c # d'
          # end of paths
        url: http://x/#y
        # end of all
        """;

    private readonly SourceDocument _document = Texts.Read(Text);

    [Fact]
    public void All_comments_are_found_with_their_places()
    {
        DocumentComments comments = _document.FindComments();

        comments.All.Select(c => c.Text.Trim()).ShouldBe(
            ["head", "version", "about info", "twice", "opens", "title", "literal", "above d", "one", "two", "end of info", "deeper", "above c", "end of paths", "end of all"]);
        comments.All[1].Span.Place().ShouldBe("2:16-2:25");
        comments.All.Where(c => c.IsTrailing).Select(c => c.Text.Trim()).ShouldBe(["version", "opens", "title", "literal", "one", "two"]);
    }

    [Fact]
    public void Comments_belong_to_keys_items_and_blocks()
    {
        DocumentComments comments = _document.FindComments();
        DocumentNode root = _document.Root;
        DocumentNode info = root["info"]!;

        Words(comments.Before(root.Member("openapi"))).ShouldBe("head");
        Words(comments.Behind(root.Member("openapi"))).ShouldBe("version");
        Words(comments.Before(root.Member("info"))).ShouldBe("about info, twice");
        Words(comments.Behind(root.Member("info"))).ShouldBe("opens");
        Words(comments.Behind(info.Member("title"))).ShouldBe("title");
        Words(comments.Behind(info.Member("text"))).ShouldBe("literal");
        Words(comments.Before(info.Member("d"))).ShouldBe("above d");
        Words(comments.Behind(info.Member("d"))).ShouldBe("one, two");
        Words(comments.AtEndOf(info)).ShouldBe("end of info, deeper");
        Words(comments.Before(root.Member("paths"))).ShouldBe("");
        Words(comments.Before(root["paths"]!.Items[1])).ShouldBe("above c");
        Words(comments.AtEndOf(root["paths"]!)).ShouldBe("end of paths");
        Words(comments.AtEndOf(root)).ShouldBe("end of all");
    }

    [Fact]
    public void Json_has_none() => Texts.Read("""{"a": "# x"}""").FindComments().All.ShouldBeEmpty();

    [Theory]
    [InlineData("a: &x#y 1 # c\nb: *x#y # d\n", "c, d")]
    [InlineData("%YAML 1.2 # v\n--- # s\na: !t 'x #y' # z\n", "v, s, z")]
    [InlineData("a: x\r\n# c\r\nb: y # d\r\n", "c, d")]
    public void Anchors_tags_and_directives_do_not_hide_them(string text, string expected) => Words(Texts.Read(text).FindComments().All).ShouldBe(expected);

    private static string Words(IReadOnlyList<DocumentComment> comments) => string.Join(", ", comments.Select(c => c.Text.Trim()));
}
