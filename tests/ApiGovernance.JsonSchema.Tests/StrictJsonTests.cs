using System.Text;

namespace ApiGovernance.JsonSchema.Tests;

public sealed class StrictJsonTests
{
    private static readonly CompiledSchema s_anything = TestSchemas.Compile("{}");

    [Theory]
    [InlineData("{\"a\":1,\"a\":2}", "twice", 7)]
    [InlineData("{\"a\":1,\"\\u0061\":2}", "twice", 0)]
    [InlineData("", "ends", 0)]
    [InlineData("   ", "ends", 3)]
    [InlineData("{\"a\":1", "ends", 6)]
    [InlineData("[1,]", "Expected a JSON value", 3)]
    [InlineData("[1 2]", "Expected ','", 3)]
    [InlineData("{\"a\" 1}", "Expected ':'", 5)]
    [InlineData("{a:1}", "property name", 1)]
    [InlineData("{\"a\":1,}", "property name", 7)]
    [InlineData("1 2", "more text", 2)]
    [InlineData("01", "leading zeros", 1)]
    [InlineData("-", "digit", 1)]
    [InlineData("1.", "digit", 2)]
    [InlineData("1e+", "digit", 3)]
    [InlineData("+1", "Expected a JSON value", 0)]
    [InlineData("NaN", "Expected a JSON value", 0)]
    [InlineData("nul", "Expected a JSON value", 0)]
    [InlineData("\"abc", "inside a string", 4)]
    [InlineData("\"a\nb\"", "control characters", 2)]
    [InlineData("\"\\x\"", "unknown escape", 2)]
    [InlineData("\"\\u12G4\"", "hexadecimal", 5)]
    [InlineData("\"\\uD800\"", "surrogate", 1)]
    [InlineData("\"\\uDC00\\uD800\"", "surrogate", 1)]
    [InlineData("\"a\\uD800\\u0041\"", "surrogate", 2)]
    [InlineData("// no\n1", "Expected a JSON value", 0)]
    public void Text_that_is_not_strict_json_is_refused_with_its_place(string json, string problem, int offset)
    {
        ValidationResult result = s_anything.Validate(Encoding.UTF8.GetBytes(json));
        result.IsValid.ShouldBeFalse();
        result.Errors.ShouldBeEmpty();
        JsonInputError input = result.Input.ShouldNotBeNull();
        input.Message.ShouldContain(problem);
        input.ByteOffset.ShouldBe(offset);
        s_anything.IsValid(Encoding.UTF8.GetBytes(json)).ShouldBeFalse();
    }

    [Theory]
    [InlineData(new byte[] { 0xEF, 0xBB, 0xBF, (byte)'1' }, "byte order mark", 0)]
    [InlineData(new byte[] { (byte)'"', 0xC0, 0xAF, (byte)'"' }, "UTF-8", 1)]
    [InlineData(new byte[] { (byte)'"', 0xED, 0xA0, 0x80, (byte)'"' }, "UTF-8", 1)]
    [InlineData(new byte[] { (byte)'"', (byte)'a', 0xFF, (byte)'"' }, "UTF-8", 2)]
    public void Bytes_that_are_not_utf8_are_refused(byte[] json, string problem, int offset)
    {
        JsonInputError input = s_anything.Validate(json).Input.ShouldNotBeNull();
        input.Message.ShouldContain(problem);
        input.ByteOffset.ShouldBe(offset);
    }

    [Fact]
    public void A_problem_has_a_line_and_a_column()
    {
        JsonInputError input = s_anything.Validate("{\n  \"a\": 1,\n  \"b\" 2\n}"u8).Input.ShouldNotBeNull();
        (input.Line, input.Column).ShouldBe((3, 7));
    }

    [Theory]
    [InlineData(64, true)]
    [InlineData(65, false)]
    public void Nesting_is_limited(int depth, bool accepted)
    {
        byte[] json = Encoding.UTF8.GetBytes(new string('[', depth) + new string(']', depth));
        s_anything.IsValid(json).ShouldBe(accepted);
        s_anything.IsValid(json, new JsonInputLimits { MaxDepth = 200 }).ShouldBeTrue();
    }

    [Fact]
    public void A_million_brackets_are_an_error_not_an_overflow() =>
        s_anything.Validate(Encoding.UTF8.GetBytes(new string('[', 1_000_000))).Input.ShouldNotBeNull().Message.ShouldContain("64");

    [Fact]
    public void A_duplicate_is_found_among_many_keys_and_may_be_allowed()
    {
        string keys = string.Join(',', Enumerable.Range(0, 5000).Select(static i => $"\"k{i}\":{i}"));
        s_anything.Accepts("{" + keys + "}").ShouldBeTrue();
        byte[] twice = Encoding.UTF8.GetBytes("{" + keys + ",\"k17\":0}");
        s_anything.Validate(twice).Input.ShouldNotBeNull().Message.ShouldContain("twice");
        s_anything.IsValid(twice, new JsonInputLimits { AllowDuplicateKeys = true }).ShouldBeTrue();
    }

    [Theory]
    [InlineData("\"\\u00e9\\n\\ud83d\\ude00\"", "\"é\\n😀\"")]
    [InlineData("\"\\/\\\\\\\"\\b\\f\\r\\t\"", "\"/\\u005c\\u0022\\u0008\\u000c\\u000d\\u0009\"")]
    public void Escapes_are_another_spelling_of_the_same_string(string left, string right) =>
        TestSchemas.Compile($$"""{"const": {{left}}}""").Accepts(right).ShouldBeTrue();

    [Fact]
    public void A_steady_stream_of_documents_allocates_nothing()
    {
        CompiledSchema schema = TestSchemas.Compile("""
            {"type": "object", "required": ["id", "tags"], "additionalProperties": false, "properties": {
              "id": {"type": "integer", "minimum": 1, "multipleOf": 1}, "name": {"type": "string", "pattern": "^[a-z]+$", "maxLength": 20},
              "tags": {"type": "array", "uniqueItems": true, "items": {"enum": ["a", "b", "c"]}},
              "at": {"type": "string", "format": "date-time"}, "either": {"anyOf": [{"type": "null"}, {"type": "string"}]}}}
            """);
        byte[] json = Encoding.UTF8.GetBytes("""{"id": 12, "name": "caf\u0065", "tags": ["a", "c"], "at": "2026-01-31T12:00:00Z", "either": "x"}""");
        for (int i = 0; i < 200; i++)
            schema.IsValid(json).ShouldBeTrue();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1000; i++)
            schema.IsValid(json);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(1000);
    }
}
