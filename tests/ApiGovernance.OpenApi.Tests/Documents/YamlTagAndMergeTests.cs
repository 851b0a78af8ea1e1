using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.OpenApi.Tests.Documents;

public sealed class YamlTagAndMergeTests
{
    [Theory]
    [InlineData("!!int \"3\"", "3")]
    [InlineData("!!float 3", "3")]
    [InlineData("!!float 3.50", "3.50")]
    [InlineData("!!bool 'true'", "true")]
    [InlineData("!!null ''", "null")]
    [InlineData("!!str", "\"\"")]
    [InlineData("!!str null", "\"null\"")]
    [InlineData("!<tag:yaml.org,2002:str> 1", "\"1\"")]
    [InlineData("!!map {x: 1}", """{"x":1}""")]
    [InlineData("!!seq [1]", "[1]")]
    public void Tags_of_the_core_schema_count(string yaml, string json)
    {
        SourceDocument document = Texts.Read($"a: {yaml}\n");

        document.Json().ShouldBe($$"""{"a":{{json}}}""");
        document.Findings.Short().ShouldBe([]);
    }

    [Theory]
    [InlineData("!!int x", "\"x\"")]
    [InlineData("!!int 1.5", "1.5")]
    [InlineData("!!bool yes", "\"yes\"")]
    [InlineData("!!binary aGk=", "\"aGk=\"")]
    [InlineData("!!timestamp 2001-01-01", "\"2001-01-01\"")]
    [InlineData("!!set {x, y}", """{"x":null,"y":null}""")]
    [InlineData("!!map [1]", "[1]")]
    [InlineData("!foo 12", "\"12\"")]
    [InlineData("!foo {x: 1}", """{"x":1}""")]
    [InlineData("!foo [1]", "[1]")]
    public void Other_tags_are_reported_and_passed_over(string yaml, string json)
    {
        SourceDocument document = Texts.Read($"a: {yaml}\n");

        document.Json().ShouldBe($$"""{"a":{{json}}}""");
        document.Findings.Short().ShouldBe(["document-yaml-tag 1:4"]);
        document.Findings[0].Message.ShouldContain(yaml.Split(' ')[0]);
    }

    [Theory]
    [InlineData("<<: *x", """{"p":1,"q":2,"r":0}""")]
    [InlineData("<<: [*y, *x]", """{"q":9,"p":1,"r":0}""")]
    [InlineData("<<: {s: 5}", """{"s":5,"r":0}""")]
    public void Merge_keys_bring_the_members_in_and_are_reported(string merge, string json)
    {
        SourceDocument document = Texts.Read($"x: &x {{p: 1, q: 2, r: 3}}\ny: &y {{q: 9}}\nz:\n  {merge}\n  r: 0\n");

        System.Text.Encoding.UTF8.GetString(document.Root["z"]!.ToJson()).ShouldBe(json);
        document.Findings.Short().ShouldBe(["document-yaml-merge-key 4:3"]);
    }

    [Theory]
    [InlineData("z:\n  '<<': {a: 1}\n", """{"z":{"<<":{"a":1}}}""", 0)]
    [InlineData("z:\n  <<: text\n", """{"z":{"<<":"text"}}""", 1)]
    [InlineData("z:\n  <<: [1]\n", """{"z":{"<<":[1]}}""", 1)]
    public void What_merges_nothing_stays_a_key(string text, string json, int findings)
    {
        SourceDocument document = Texts.Read(text);

        document.Json().ShouldBe(json);
        document.Findings.Count.ShouldBe(findings);
    }

    [Fact]
    public void A_merge_bomb_is_charged_for_what_it_merges()
    {
        string wide = "x: &x {" + string.Join(", ", Enumerable.Range(0, 20_000).Select(i => $"k{i}: 0")) + "}\n";
        string bomb = wide + string.Concat(Enumerable.Range(0, 20_000).Select(i => $"y{i}: {{<<: *x}}\n"));

        SourceDocument document = Texts.Read(bomb);

        document.IsReadable.ShouldBeFalse();
        document.Findings[^1].RuleId.ShouldBe("document-too-large");
        document.Findings[^1].Message.ShouldContain("MaxNodes");
    }

    [Fact]
    public void Aliases_of_long_texts_are_charged_for_their_bytes()
    {
        string bomb = $"a: &a {new string('x', 1000)}\nb: [" + string.Join(", ", Enumerable.Repeat("*a", 2000)) + "]\n";

        Texts.Read(bomb).Findings.ShouldBeEmpty();
        Finding finding = Texts.Read(bomb, new ReadLimits { MaxBytes = 100_000 }).Findings.ShouldHaveSingleItem();
        finding.RuleId.ShouldBe("document-too-large");
        finding.Source!.Line.ShouldBe(2);
    }

    [Fact]
    public void An_alias_stands_where_it_is_written()
    {
        DocumentNode root = Texts.Read("a: &x {k: 1}\nb:\n  c: *x\n").Root;

        root["b"]!.Span.Place().ShouldBe("3:3-3:8");
        root["b"]!["c"]!.ShouldBeSameAs(root["a"]);
    }
}
