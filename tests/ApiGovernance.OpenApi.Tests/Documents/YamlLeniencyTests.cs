using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.OpenApi.Tests.Documents;

/// <summary>Texts that are valid and that our parser refuses, and texts that are not valid and that common tools read.</summary>
public sealed class YamlLeniencyTests
{
    // Valid YAML 1.2; js-yaml 4 and yaml 2 give these values.
    [Theory]
    [InlineData("a: |\n  \n  x\n  y\nb: 1\n", """{"a":"\nx\ny\n","b":1}""")]
    [InlineData("p:\n  a: |\n  \n\n    x\n  b: 1\n", """{"p":{"a":"\n\nx\n","b":1}}""")]
    [InlineData("a: >\n  \n  x\n  y\nb: 1\n", """{"a":"\nx y\n","b":1}""")]
    [InlineData("a: |\n     \n   \nb: 1\n", """{"a":"","b":1}""")]
    [InlineData("a: 1\n\t\nb: 2\n", """{"a":1,"b":2}""")]
    [InlineData("a:\n  b: 1\n\t# c\n  c: 2\n", """{"a":{"b":1,"c":2}}""")]
    [InlineData("a: x\u0085y\nb: 1\n", """{"a":"x\u0085y","b":1}""")]
    [InlineData("a: |\n  x\u2028y\nb: 1\n", """{"a":"x\u2028y\n","b":1}""")]
    [InlineData("a: 'x\u2029y'\nb: 1\n", """{"a":"x\u2029y","b":1}""")]
    [InlineData("a: \"x\u0085\ue000y\"\n\u2028k: 1 # \u2028\n", """{"a":"x\u0085\uE000y","\u2028k":1}""")]
    [InlineData("a: \"x\" # c\nb: \"y\"\t# c\nc: z\t\n", """{"a":"x","b":"y","c":"z"}""")]
    public void Valid_texts_that_the_parser_refuses_are_read_without_a_word(string text, string json)
    {
        SourceDocument document = Texts.Read(text);

        document.Findings.Short().ShouldBe([]);
        document.Json().ShouldBe(json);
    }

    [Theory]
    [InlineData("a: |\n      \n  x\n  y\nb: 1\n", """{"a":"\nx\ny\n","b":1}""", "document-yaml-indentation 2:1")]
    [InlineData("p:\n- >\n\n     \n  x\n- y\n", """{"p":["\n\nx\n","y"]}""", "document-yaml-indentation 4:1")]
    [InlineData("a: |\n\t\n  x\n", """{"a":"\nx\n"}""", "document-yaml-indentation 2:1")]
    [InlineData("p:\n  a: \"x\n  y\"\n  b: 1\n", """{"p":{"a":"x y","b":1}}""", "document-yaml-indentation 3:3")]
    [InlineData("p:\n  a: \"x\ny\"\n  b: 1\n", """{"p":{"a":"x y","b":1}}""", "document-yaml-indentation 3:1")]
    [InlineData("p:\n  a: \"x\n\n y\\\n z\n    w\"\n  b: 1\n", """{"p":{"a":"x\nyz w","b":1}}""", "document-yaml-indentation 4:2")]
    [InlineData("p:\n  a:\n    'x\n  it''s'\n  b: 1\n", """{"p":{"a":"x it's","b":1}}""", "document-yaml-indentation 4:3")]
    [InlineData("- k: 'x\n  y'\n", """[{"k":"x y"}]""", "document-yaml-indentation 2:3")]
    [InlineData("p:\n  a: [\n  x,\n  'y]' ]\n  b: 1\n", """{"p":{"a":["x","y]"],"b":1}}""", "document-yaml-indentation 3:3")]
    [InlineData("p:\n  a: {\n    x: 1\n}\n  b: 1\n", """{"p":{"a":{"x":1},"b":1}}""", "document-yaml-indentation 4:1")]
    [InlineData("a: \"x\"#c\n", """{"a":"x"}""", "document-yaml-comment 1:7")]
    [InlineData("a: 'x'#c\n", """{"a":"x"}""", "document-yaml-comment 1:7")]
    [InlineData("a: x\u0007y\n", """{"a":"x\u0007y"}""", "document-yaml-control 1:5")]
    [InlineData("%YAML 1.1\n---\na: yes\n", """{"a":"yes"}""", "document-yaml-version 1:1")]
    public void What_tools_read_although_it_is_not_valid_is_read_with_a_warning(string text, string json, string finding)
    {
        SourceDocument document = Texts.Read(text);

        document.Json().ShouldBe(json);
        document.Findings.Short().ShouldBe([finding]);
        document.Findings[0].Severity.ShouldBe(Severity.Warning);
        document.Findings[0].Fix.ShouldNotBeNullOrEmpty();
        document.Findings[0].Source!.File.ShouldBe("api.txt");
    }

    [Fact]
    public void Positions_are_those_of_the_file_after_mending()
    {
        DocumentNode root = Texts.Read("a: |\n     \n  x\nb:\n  c: \"é\n😀\" \n\t# é\n  d: [1,\n2]\n  e: last\n").Root;

        root.Member("b").NameSpan.Place().ShouldBe("4:1-4:2");
        root["b"]!["c"]!.Span.Place().ShouldBe("5:6-6:4");
        root["b"]!["d"]!.Items[1].Span.Place().ShouldBe("9:1-9:2");
        root["b"]!["e"]!.Span.Place().ShouldBe("10:6-10:10");
        root["a"]!.WrittenText.ShouldBe("|\n     \n  x\n");
    }

    [Theory]
    [InlineData("a: @x\n", "1:4", "quotes")]
    [InlineData("a: `x`\n", "1:4", "quotes")]
    [InlineData("a: *.txt\n", "1:4", "quotes")]
    [InlineData("content:\n  */*:\n    x: 1\n", "2:3", "quotes")]
    [InlineData("a: x: y\n", "1:5", "quotes")]
    [InlineData("pattern: \"^\\d+$\"\n", "1:10", "single quotes")]
    [InlineData("a:\n\tb: 1\n", "2:1", "spaces")]
    [InlineData("a: 1\nb\nc: 2\n", "2:1", "Indent")]
    [InlineData("a: x\0y\n", "1:5", "Remove")]
    [InlineData("a: \"x\n--- y\"\n", "1:4", "")]
    public void What_no_tool_reads_is_refused_with_the_way_out(string text, string place, string fix)
    {
        SourceDocument document = Texts.Read(text);

        document.IsReadable.ShouldBeFalse();
        Finding finding = document.Findings.ShouldHaveSingleItem();
        finding.RuleId.ShouldBe("document-syntax");
        $"{finding.Source!.Line}:{finding.Source.Column}".ShouldBe(place, finding.Message);
        finding.Fix!.ShouldContain(fix);
    }
}
