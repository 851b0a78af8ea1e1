using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.OpenApi.Tests.Documents;

public sealed class JsonReadingTests
{
    [Fact]
    public void Keys_and_values_have_their_places()
    {
        DocumentNode root = Texts.Read("{\n  \"a\": 12,\n  \"b\" : [true, \"x\"]\n}").Root;

        root.Span.Place().ShouldBe("1:1-4:2");
        root.Member("a").NameSpan.Place().ShouldBe("2:3-2:6");
        root["a"]!.Span.Place().ShouldBe("2:8-2:10");
        root.Member("b").NameSpan.Place().ShouldBe("3:3-3:6");
        root["b"]!.Span.Place().ShouldBe("3:9-3:20");
        root["b"]!.Items[0].Span.Place().ShouldBe("3:10-3:14");
        root["b"]!.Items[1].Span.Place().ShouldBe("3:16-3:19");
        root["a"]!.Span.File.ShouldBe("api.txt");
    }

    [Fact]
    public void Columns_count_utf16_units()
    {
        // é is one unit of two bytes, € one of three, 😀 two of four.
        DocumentNode root = Texts.Read("{\"é€😀\": 1, \"b\": \"😀\", \"c\": 3}").Root;

        root.Members[0].NameSpan.Place().ShouldBe("1:2-1:8");
        root["b"]!.Span.Place().ShouldBe("1:18-1:22");
        root["c"]!.Span.Place().ShouldBe("1:29-1:30");
    }

    [Fact]
    public void Carriage_returns_do_not_move_lines() =>
        Texts.Read("{\r\n  \"a\": 1,\r\n  \"b\": 2\r\n}").Root["b"]!.Span.Place().ShouldBe("3:8-3:9");

    [Fact]
    public void Numbers_and_key_order_stay_as_written()
    {
        const string text = """{"z":1.10,"a":-0,"m":1E400,"big":123456789012345678901234567890}""";

        Texts.Read(text).Json().ShouldBe(text);
    }

    [Fact]
    public void Strings_are_unescaped() => Texts.Read("""{"a":"\u00e9\n\"\ud83d\ude00"}""").Root["a"]!.Text.ShouldBe("é\n\"😀");

    [Theory]
    [InlineData("{\n  \"a\": nope\n}", "document-syntax 2:9")]
    [InlineData("{\n  \"é\": 1,\n  \"b\" 2\n}", "document-syntax 3:7")]
    [InlineData("{\"a\": 1", "document-syntax 1:8")]
    [InlineData("{\"a\": [1,]}", "document-syntax 1:10")]
    [InlineData("{\"a\": \"\\ud800\"}", "document-syntax 1:7")]
    [InlineData("{\"a\": 1} x", "document-syntax 1:10")]
    public void Broken_text_is_a_finding_at_its_place(string text, string expected)
    {
        SourceDocument document = Texts.Read(text);

        document.IsReadable.ShouldBeFalse();
        document.Root.Kind.ShouldBe(NodeKind.Null);
        document.Findings.Short().ShouldBe([expected]);
        document.Findings[0].Severity.ShouldBe(Severity.Error);
        document.Findings[0].Fix.ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public void A_key_written_twice_is_reported_and_the_last_one_counts()
    {
        SourceDocument document = Texts.Read("{\"p\": {\n \"a\": 1,\n \"b\": 2,\n \"a\": 3}}");

        document.IsReadable.ShouldBeTrue();
        document.Json().ShouldBe("""{"p":{"a":3,"b":2}}""");
        Finding finding = document.Findings.ShouldHaveSingleItem();
        finding.RuleId.ShouldBe("document-duplicate-key");
        finding.Source!.Place().ShouldBe("4:2-4:5");
        finding.Pointer.ShouldBe("/p/a");
        finding.Message.ShouldContain("first at line 2");
    }

    [Fact]
    public void A_hundred_thousand_levels_are_refused_and_cost_nothing()
    {
        SourceDocument document = Texts.Read(new string('[', 100_000) + new string(']', 100_000));

        document.Findings.Short().ShouldBe(["document-too-deep 1:257"]);
        document.IsReadable.ShouldBeFalse();
    }

    [Fact]
    public void A_deep_document_within_a_wide_limit_is_read_and_written()
    {
        string text = new string('[', 100_000) + new string(']', 100_000);

        Texts.Read(text, new ReadLimits { MaxDepth = 100_000 }).Json().ShouldBe(text);
    }

    [Fact]
    public void The_limits_of_bytes_and_values_are_named()
    {
        Texts.Read("[1,2,3,4]", new ReadLimits { MaxNodes = 4 }).Findings.Short().ShouldBe(["document-too-large 1:8"]);
        Finding finding = Texts.Read("[1,2,3,4]", new ReadLimits { MaxBytes = 8 }).Findings.ShouldHaveSingleItem();
        finding.RuleId.ShouldBe("document-too-large");
        finding.Message.ShouldContain("8 bytes");
    }
}
