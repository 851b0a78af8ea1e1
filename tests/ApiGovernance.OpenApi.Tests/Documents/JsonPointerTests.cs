using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.OpenApi.Tests.Documents;

public sealed class JsonPointerTests
{
    // The examples of RFC 6901, chapter 5.
    private static readonly DocumentNode Rfc = Texts.Read(
        """{"foo":["bar","baz"],"":0,"a/b":1,"c%d":2,"e^f":3,"g|h":4,"i\\j":5,"k\"l":6," ":7,"m~n":8}""").Root;

    [Theory]
    [InlineData("/foo/0", "bar")]
    [InlineData("/", "0")]
    [InlineData("/a~1b", "1")]
    [InlineData("/c%d", "2")]
    [InlineData("/i\\j", "5")]
    [InlineData("/ ", "7")]
    [InlineData("/m~0n", "8")]
    public void Pointers_name_values(string pointer, string text) => JsonPointer.Evaluate(Rfc, pointer)!.Text.ShouldBe(text);

    [Theory]
    [InlineData("foo")]
    [InlineData("/foo/2")]
    [InlineData("/foo/01")]
    [InlineData("/foo/-1")]
    [InlineData("/foo/+1")]
    [InlineData("/foo/-")]
    [InlineData("/nope")]
    [InlineData("/foo/0/x")]
    public void Others_name_nothing(string pointer) => JsonPointer.Evaluate(Rfc, pointer).ShouldBeNull();

    [Fact]
    public void The_empty_pointer_is_the_document() => JsonPointer.Evaluate(Rfc, "").ShouldBeSameAs(Rfc);

    [Fact]
    public void Escaping_and_parsing_undo_each_other()
    {
        string pointer = JsonPointer.Append(JsonPointer.Append("", "/a~1/b"), 3);

        pointer.ShouldBe("/~1a~01~1b/3");
        JsonPointer.Parse(pointer).ShouldBe(["/a~1/b", "3"]);
    }
}
