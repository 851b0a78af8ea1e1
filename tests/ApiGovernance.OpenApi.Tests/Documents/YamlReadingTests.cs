using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.OpenApi.Tests.Documents;

public sealed class YamlReadingTests
{
    [Fact]
    public void Keys_and_values_have_their_places()
    {
        DocumentNode root = Texts.Read("openapi: 3.1.0\ninfo:\n  title: \"é😀\"\n  # a comment\n  tags: [a, b ]\nlist:\n- x\n- y: 1\n").Root;

        root.Member("openapi").NameSpan.Place().ShouldBe("1:1-1:8");
        root["openapi"]!.Span.Place().ShouldBe("1:10-1:15");
        root.Member("info").NameSpan.Place().ShouldBe("2:1-2:5");
        root["info"]!.Span.Place().ShouldBe("3:3-5:16");
        root["info"]!["title"]!.Span.Place().ShouldBe("3:10-3:15");
        root["info"]!["tags"]!.Span.Place().ShouldBe("5:9-5:16");
        root["info"]!["tags"]!.Items[1].Span.Place().ShouldBe("5:13-5:14");
        root["list"]!.Items[1].Member("y").NameSpan.Place().ShouldBe("8:3-8:4");
        root["list"]!.Span.Place().ShouldBe("7:1-8:7");
    }

    [Fact]
    public void Columns_count_utf16_units() => Texts.Read("a: [é, €, 😀, x]\n").Root["a"]!.Items[3].Span.Place().ShouldBe("1:15-1:16");

    [Theory]
    [InlineData("~", "null")]
    [InlineData("null", "null")]
    [InlineData("", "null")]
    [InlineData("True", "true")]
    [InlineData("FALSE", "false")]
    [InlineData("yes", "\"yes\"")]
    [InlineData("no", "\"no\"")]
    [InlineData("on", "\"on\"")]
    [InlineData("nULL", "\"nULL\"")]
    [InlineData("2024-01-31", "\"2024-01-31\"")]
    [InlineData("12:30:45", "\"12:30:45\"")]
    [InlineData("1_000", "\"1_000\"")]
    [InlineData("0b101", "\"0b101\"")]
    [InlineData("1.2.3", "\"1.2.3\"")]
    [InlineData("12", "12")]
    [InlineData("+12", "12")]
    [InlineData("-12", "-12")]
    [InlineData("007", "7")]
    [InlineData("0o17", "15")]
    [InlineData("0xFf", "255")]
    [InlineData("0xZZ", "\"0xZZ\"")]
    [InlineData("1.50", "1.50")]
    [InlineData(".5", "0.5")]
    [InlineData("5.", "5.0")]
    [InlineData(".", "\".\"")]
    [InlineData("1e3", "1e3")]
    [InlineData("-1.5E+10", "-1.5E+10")]
    [InlineData("1e", "\"1e\"")]
    [InlineData("123456789012345678901234567890", "123456789012345678901234567890")]
    [InlineData("'12'", "\"12\"")]
    [InlineData("\"true\"", "\"true\"")]
    [InlineData("!!str 12", "\"12\"")]
    [InlineData("! 12", "\"12\"")]
    [InlineData("!!int \"12\"", "12")]
    public void Scalars_follow_the_core_schema_of_yaml_1_2(string yaml, string json)
    {
        SourceDocument document = Texts.Read($"a: {yaml}\n");

        document.Json().ShouldBe($$"""{"a":{{json}}}""");
        document.Findings.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(".inf")]
    [InlineData("-.INF")]
    [InlineData(".NaN")]
    public void Numbers_that_json_lacks_stay_text_and_are_reported(string text)
    {
        SourceDocument document = Texts.Read($"a: {text}");

        document.Json().ShouldBe($$"""{"a":"{{text}}"}""");
        document.Findings.Short().ShouldBe(["document-yaml-not-json 1:4"]);
    }

    [Fact]
    public void Keys_become_their_text() => Texts.Read("200: a\ntrue: b\nnull: c\n'x': d\n").Json().ShouldBe("""{"200":"a","true":"b","null":"c","x":"d"}""");

    [Fact]
    public void Block_scalars_keep_their_lines() => Texts.Read("a: |\n  x\n  y\nb: >-\n  x\n  y\n").Json().ShouldBe("""{"a":"x\ny\n","b":"x y"}""");

    [Fact]
    public void Aliases_stand_for_their_anchors()
    {
        SourceDocument document = Texts.Read("a: &x {k: 1}\nb: *x\nc: &s text\nd: *s\n*s : e\n");

        document.Json().ShouldBe("""{"a":{"k":1},"b":{"k":1},"c":"text","d":"text","text":"e"}""");
        document.Findings.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("a: &x\n  b: *x\n", "document-recursive-alias 2:6")]
    [InlineData("a: *nope\n", "document-syntax 1:4")]
    [InlineData("a: 1\n---\nb: 2\n", "document-multiple 2:1")]
    [InlineData("? [a]\n: 1\n", "document-yaml-key 1:3")]
    [InlineData("a: 1\n b: 2\n", "document-syntax 2:3")]
    [InlineData("a: \"x\n", "document-syntax 1:4")]
    [InlineData("a: \"\\ud83d\"\n", "document-syntax 1:4")]
    [InlineData("a:\n\t- 1\n", "document-syntax 2:1")]
    public void What_cannot_be_read_is_refused_at_its_place(string text, string expected)
    {
        SourceDocument document = Texts.Read(text);

        document.IsReadable.ShouldBeFalse();
        document.Findings.Short().ShouldBe([expected], document.Findings[0].Message + document.Findings[0].Source!.Place());
        document.Findings[0].Message.ShouldNotContain("Idx");
    }

    [Fact]
    public void Duplicate_keys_and_merge_keys_are_reported()
    {
        SourceDocument document = Texts.Read("x: &x {a: 1}\ny:\n  <<: *x\n  b: 1\n  b: 2\n");

        document.IsReadable.ShouldBeTrue();
        document.Findings.Short().ShouldBe(["document-yaml-merge-key 3:3", "document-duplicate-key 5:3"]);
        document.Findings.ShouldAllBe(f => f.Severity == Severity.Error);
        document.Root["y"]!["b"]!.Text.ShouldBe("2");
    }

    [Fact]
    public void An_alias_bomb_is_charged_for_what_it_stands_for()
    {
        string bomb = "a0: &a0 [x]\n" + string.Concat(Enumerable.Range(1, 40).Select(i => $"a{i}: &a{i} [*a{i - 1}, *a{i - 1}]\n"));

        SourceDocument document = Texts.Read(bomb);

        document.IsReadable.ShouldBeFalse();
        document.Findings.ShouldHaveSingleItem().RuleId.ShouldBe("document-too-large");
    }

    [Fact]
    public void Aliases_cannot_go_past_the_limit_of_depth()
    {
        string tower = "a0: &a0 [x]\n" + string.Concat(Enumerable.Range(1, 300).Select(i => $"a{i}: &a{i} [*a{i - 1}]\n"));

        Texts.Read(tower).Findings.ShouldHaveSingleItem().RuleId.ShouldBe("document-too-deep");
        Texts.Read("a: &a [[[x]]]\nb: *a\n", new ReadLimits { MaxDepth = 4 }).Findings.ShouldBeEmpty();
        Texts.Read("a: &a [[[x]]]\nb: [*a]\n", new ReadLimits { MaxDepth = 4 }).Findings.Short().ShouldBe(["document-too-deep 2:5"]);
    }

    [Theory]
    [InlineData("a: ", "[")]
    [InlineData("a: ", "{a: ")]
    [InlineData("", "- ")]
    public void A_depth_bomb_is_refused_quickly(string start, string level)
    {
        string bomb = start + string.Concat(Enumerable.Repeat(level, 100_000));

        Texts.Read(bomb).Findings.ShouldHaveSingleItem().RuleId.ShouldBe("document-too-deep");
    }
}
