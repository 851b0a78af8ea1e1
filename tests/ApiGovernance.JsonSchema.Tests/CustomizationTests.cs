using System.Text;
using System.Text.Json;

namespace ApiGovernance.JsonSchema.Tests;

/// <summary>Formats and keywords of one's own, as docs/reference/json-schema.md shows them.</summary>
public sealed class CustomizationTests
{
    private static readonly SchemaCompileOptions s_options = new()
    {
        CustomFormats =
        [
            new("sku", "a stock number such as AB-1234", static utf8 => utf8.Length == 7 && utf8[2] == '-'),
            new("cents", "an amount in whole cents", static utf8 => !utf8.Contains((byte)'.')) { OfNumbers = true },
        ],
        CustomKeywords = [new EvenKeyword(), new JsonKeyword()],
    };

    [Theory]
    [InlineData("\"AB-1234\"", true)]
    [InlineData("\"AB1234\"", false)]
    [InlineData("12", true)]
    public void A_custom_format_is_asserted_of_strings(string json, bool valid)
    {
        CompileResult result = TestSchemas.TryCompile("""{"format": "sku"}""", options: s_options);
        result.UncheckedFormats.ShouldBeEmpty();
        result.Schema.ShouldNotBeNull().Accepts(json).ShouldBe(valid);
    }

    [Fact]
    public void A_custom_formats_error_is_one_like_any_other()
    {
        CompiledSchema schema = TestSchemas.Compile("""{"properties": {"a": {"format": "sku"}, "b": {"format": "cents"}}}""", options: s_options);
        IReadOnlyList<SchemaError> errors = schema.Errors("""{"a": "x", "b": 1.5}""");
        errors.Select(static e => (e.InstancePointer, e.Keyword, e.Message)).ShouldBe(
            [("/a", "format", "The value must be a stock number such as AB-1234."), ("/b", "format", "The value must be an amount in whole cents.")]);
        errors[0].SchemaLocation.ShouldBe(TestSchemas.Uri + "#/properties/a/format");
    }

    [Fact]
    public void A_custom_format_takes_the_place_of_a_built_in_one()
    {
        var options = new SchemaCompileOptions { CustomFormats = [new("date", "a year", static utf8 => utf8.Length == 4)] };
        CompiledSchema schema = TestSchemas.Compile("""{"format": "date"}""", options: options);
        schema.Accepts("\"2026\"").ShouldBeTrue();
        schema.Accepts("\"2026-01-31\"").ShouldBeFalse();
    }

    [Theory]
    [InlineData(SchemaEngine.Auto)]
    [InlineData(SchemaEngine.Tape)]
    public void A_custom_keyword_judges_values_wherever_it_stands(SchemaEngine engine)
    {
        CompiledSchema schema = TestSchemas.Compile(
            """{"type": "array", "items": {"anyOf": [{"type": "number", "x-even": true}, {"type": "string"}]}}""", options: s_options with { Engine = engine });
        schema.Accepts("""[2, 4, "odd"]""").ShouldBeTrue();
        schema.Accepts("""[2, 3]""").ShouldBeFalse();
        SchemaError error = TestSchemas.Compile("""{"properties": {"n": {"x-even": true}}}""", options: s_options with { Engine = engine })
            .Errors("""{"n": 3}""").ShouldHaveSingleItem();
        (error.InstancePointer, error.SchemaLocation, error.Keyword, error.Message).ShouldBe(
            ("/n", TestSchemas.Uri + "#/properties/n/x-even", "x-even", "The number must be even."));
    }

    [Fact]
    public void A_custom_rule_sees_the_value_as_json()
    {
        CompiledSchema schema = TestSchemas.Compile("""{"x-json": true}""", options: s_options);
        JsonKeyword.Seen.Clear();
        schema.IsValid("{ \"a\" : [ 1.50 , \"\\u00e9\\n\", {} , [] , null ], \"b\":true }"u8).ShouldBeTrue();
        schema.IsValid("\"\\\"\""u8).ShouldBeTrue();
        JsonKeyword.Seen.Order(StringComparer.Ordinal).ShouldBe(["\"\\\"\"", """{"a":[1.50,"é\n",{},[],null],"b":true}"""]);
    }

    [Fact]
    public void What_a_custom_keyword_finds_wrong_is_a_problem_with_its_place()
    {
        SchemaProblem problem = TestSchemas.TryCompile("""{"items": {"x-even": 3}}""", options: s_options).Problems.ShouldHaveSingleItem();
        problem.Location.ShouldBe(TestSchemas.Uri + "#/items/x-even");
        problem.Message.ShouldContain("must be a boolean");
    }

    [Fact]
    public void The_page_shows_this_example()
    {
        string source = File.ReadAllText(ApiGovernance.Testing.RepositoryPaths.At("tests/ApiGovernance.JsonSchema.Tests/CustomizationTests.cs"));
        string page = File.ReadAllText(ApiGovernance.Testing.RepositoryPaths.At("docs/reference/json-schema.md"));
        string[] example = [.. page.Split("sealed class EvenKeyword")[1].Split("```")[0].Split('\n').Select(static l => l.Trim()).Where(static l => l.Length > 2)];
        example.Length.ShouldBeGreaterThan(8);
        foreach (string line in example)
            source.ShouldContain(line);
    }

    private sealed class EvenKeyword : ISchemaKeyword
    {
        public string Name => "x-even";

        public ISchemaKeywordRule? Compile(JsonElement value, SchemaKeywordContext context)
        {
            if (value.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
                context.Problem("'x-even' must be a boolean; it is ignored.");
            return value.ValueKind == JsonValueKind.True ? new EvenRule() : null;
        }

        private sealed class EvenRule : ISchemaKeywordRule
        {
            public string? Check(SchemaValue value) =>
                value.Kind != JsonValueKind.Number || (value.Json[^1] - '0') % 2 == 0 ? null : "The number must be even.";
        }
    }

    private sealed class JsonKeyword : ISchemaKeyword
    {
        public static List<string> Seen { get; } = [];

        public string Name => "x-json";

        public ISchemaKeywordRule Compile(JsonElement value, SchemaKeywordContext context) => new Rule();

        private sealed class Rule : ISchemaKeywordRule
        {
            public string? Check(SchemaValue value)
            {
                Seen.Add(Encoding.UTF8.GetString(value.Json));
                return null;
            }
        }
    }
}
