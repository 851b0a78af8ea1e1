using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace ApiGovernance.JsonSchema.Tests.Patterns;

public sealed class PatternTests
{
    [Theory]
    [InlineData(@"^\d$", "5", "٥")]
    [InlineData(@"^\w+$", "a_1", "é")]
    [InlineData(@"^\s$", "\uFEFF", "\u0085")]
    [InlineData("^a$", "a", "a\n")]
    [InlineData("^.$", "😀", "\u2028")]
    [InlineData("^[^a]$", "😀", "a")]
    [InlineData("^[😀-😂]$", "😁", "😃")]
    [InlineData("^😀*$", "😀😀", "😁")]
    [InlineData(@"^\u{1F600}$", "😀", "u")]
    [InlineData(@"^\uD83D\uDE00$", "😀", "😁")]
    [InlineData(@"^\p{Lu}[\p{Ll}\d]+$", "Äb1", "äb1")]
    [InlineData(@"^[^\p{L}]$", "1", "ä")]
    [InlineData(@"^[^\p{L}]$", "😀", "a")]
    [InlineData(@"^[\w.\-]+@[a-z]{2,}$", "a.b-c@de", "a b@de")]
    [InlineData(@"^(?!admin)[a-z]+$", "user", "administrator")]
    [InlineData(@"^(?<q>['""]).*\k<q>$", "'a'", "'a\"")]
    [InlineData(@"^(a)\1$", "aa", "ab")]
    [InlineData("^a{2,3}$", "aa", "a{2,3}")]
    [InlineData("^a{x}$", "a{x}", "a")]
    [InlineData(@"^[\b\cA\x41]$", "A", "b")]
    [InlineData("^[]$|^b$", "b", "a")]
    [InlineData(@"^[a\-z]$", "-", "b")]
    [InlineData(@"^\/[a-z]$", "/a", "a")]
    public void A_pattern_means_what_ecma262_says(string pattern, string match, string noMatch)
    {
        CompiledSchema schema = TestSchemas.Compile($$"""{"pattern": {{JsonSerializer.Serialize(pattern)}}}""");
        schema.Accepts(JsonSerializer.Serialize(match)).ShouldBeTrue();
        schema.Accepts(JsonSerializer.Serialize(noMatch)).ShouldBeFalse();
    }

    [Theory]
    [InlineData("^(a+)+$")]
    [InlineData("^(?=a)(a+)+$")]
    [InlineData("^(a|a)*\\1$")]
    public void A_pattern_that_explodes_is_bounded(string pattern)
    {
        CompiledSchema schema = TestSchemas.Compile($$"""{"pattern": {{JsonSerializer.Serialize(pattern)}}}""");
        byte[] json = Encoding.UTF8.GetBytes("\"" + new string('a', 5000) + "!\"");
        long start = Stopwatch.GetTimestamp();
        SchemaError error = schema.Validate(json).Errors.ShouldHaveSingleItem();
        Stopwatch.GetElapsedTime(start).ShouldBeLessThan(TimeSpan.FromSeconds(5));
        error.Keyword.ShouldBe("pattern");
    }

    [Fact]
    public void A_pattern_for_property_names_is_bounded_too()
    {
        CompiledSchema schema = TestSchemas.Compile("""{"patternProperties": {"^(a+)+\\1$": true}}""");
        byte[] json = Encoding.UTF8.GetBytes("{\"" + new string('a', 5000) + "!\": 1}");
        schema.Validate(json).Errors.ShouldHaveSingleItem().Keyword.ShouldBe("patternProperties");
    }
}
