using System.Text;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.OpenApi.Tests.Documents;

public sealed class EncodingTests
{
    [Fact]
    public void A_byte_order_mark_is_tolerated_and_mentioned()
    {
        SourceDocument document = DocumentReader.Read("a", (byte[])[0xEF, 0xBB, 0xBF, .. "{\"a\": 1}"u8]);

        document.Json().ShouldBe("""{"a":1}""");
        document.Root["a"]!.Span.Place().ShouldBe("1:7-1:8");
        document.Findings.Select(f => (f.RuleId, f.Severity)).ShouldBe([("document-bom", Severity.Info)]);
    }

    [Theory]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    [InlineData("utf-32")]
    public void Other_encodings_are_refused(string name)
    {
        byte[] bytes = Encoding.GetEncoding(name).GetBytes("{\"a\": 1}");

        SourceDocument document = DocumentReader.Read("a", bytes);

        document.IsReadable.ShouldBeFalse();
        document.Findings.ShouldHaveSingleItem().RuleId.ShouldBe("document-encoding");
    }

    [Fact]
    public void Invalid_utf8_is_refused_at_its_place()
    {
        SourceDocument document = DocumentReader.Read("a", (byte[])[.. "a: 1\nb: é"u8, 0xC3, 0x28]);

        document.Findings.Short().ShouldBe(["document-encoding 2:5"]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("  \n\t ")]
    [InlineData("# only a comment\n")]
    public void Nothing_is_no_document(string text)
    {
        SourceDocument document = Texts.Read(text);

        document.IsReadable.ShouldBeFalse();
        document.Findings.ShouldHaveSingleItem().RuleId.ShouldBeOneOf("document-empty", "document-syntax");
    }
}
