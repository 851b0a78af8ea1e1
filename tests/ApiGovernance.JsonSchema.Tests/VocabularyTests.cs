using System.Text;

namespace ApiGovernance.JsonSchema.Tests;

/// <summary>$vocabulary of meta-schemas, format by vocabulary, and content.</summary>
public sealed class VocabularyTests
{
    private const string Everything = """
        {"$schema": "test:///meta", "type": "string", "properties": {"a": false}, "unevaluatedProperties": false, "format": "ipv4",
         "contentEncoding": "base64", "title": "t"}
        """;

    [Theory]
    [InlineData("applicator", "{\"a\": 1}", false)]
    [InlineData("validation", "{\"a\": 1}", false)]
    [InlineData("validation", "\"x\"", true)]
    [InlineData("unevaluated", "{\"b\": 1}", false)]
    [InlineData("unevaluated", "1", true)]
    [InlineData("format-annotation", "\"x\"", false)]
    [InlineData("content", "\"%\"", false)]
    [InlineData("meta-data", "\"x\"", true)]
    [InlineData("meta-data", "{\"a\": 1}", true)]
    public void Only_the_keywords_of_the_vocabularies_listed_count(string vocabulary, string json, bool valid)
    {
        var options = new SchemaCompileOptions { Formats = FormatMode.Assertion, Content = ContentMode.Assertion };
        CompileResult result = Compile($$"""{"https://json-schema.org/draft/2020-12/vocab/core": true, "https://json-schema.org/draft/2020-12/vocab/{{vocabulary}}": true}""", options);
        result.Problems.ShouldBeEmpty();
        result.Schema.ShouldNotBeNull().Accepts(json).ShouldBe(valid);
    }

    [Fact]
    public void A_required_vocabulary_that_is_unknown_is_fatal_an_optional_one_is_not()
    {
        CompileResult result = Compile("""{"https://example.com/vocab/units": true}""");
        result.Schema.ShouldBeNull();
        SchemaProblem problem = result.Problems.ShouldHaveSingleItem();
        problem.Fatal.ShouldBeTrue();
        problem.Message.ShouldContain("'https://example.com/vocab/units', which is not known");
        Compile("""{"https://example.com/vocab/units": false}""").Schema.ShouldNotBeNull();
    }

    [Fact]
    public void A_meta_schema_that_is_not_registered_is_a_warning()
    {
        CompileResult result = TestSchemas.TryCompile("""{"$schema": "https://example.com/meta", "type": "string"}""");
        SchemaProblem problem = result.Problems.ShouldHaveSingleItem();
        (problem.Fatal, problem.IsWarning).ShouldBe((false, true));
        problem.Message.ShouldContain("'https://example.com/meta' is not registered");
        result.Schema.ShouldNotBeNull().Accepts("1").ShouldBeFalse();
    }

    [Fact]
    public void A_meta_schema_written_in_an_older_dialect_brings_that_dialect()
    {
        CompileResult result = Compile(
            """{"https://json-schema.org/draft/2019-09/vocab/applicator": true}""",
            schema: """{"$schema": "test:///meta", "items": [{"not": {}}]}""",
            dialect: "https://json-schema.org/draft/2019-09/schema");
        result.Problems.ShouldBeEmpty();
        result.Schema.ShouldNotBeNull().Accepts("[1]").ShouldBeFalse();
    }

    [Theory]
    [InlineData("https://json-schema.org/draft/2020-12/vocab/format-assertion", "false", true)]
    [InlineData("https://json-schema.org/draft/2020-12/vocab/format-assertion", "true", true)]
    [InlineData("https://json-schema.org/draft/2020-12/vocab/format-annotation", "true", false)]
    [InlineData("https://json-schema.org/draft/2019-09/vocab/format", "true", true)]
    [InlineData("https://json-schema.org/draft/2019-09/vocab/format", "false", false)]
    public void Format_asserts_where_the_vocabulary_says_so(string vocabulary, string required, bool asserts)
    {
        var options = new SchemaCompileOptions { Formats = FormatMode.ByVocabulary };
        CompileResult result = Compile($$"""{"{{vocabulary}}": {{required}}}""", options, """{"$schema": "test:///meta", "format": "ipv4"}""");
        result.Schema.ShouldNotBeNull().Accepts("\"x\"").ShouldBe(!asserts);
        result.UncheckedFormats.Count.ShouldBe(asserts ? 0 : 1);
    }

    [Fact]
    public void Formats_that_are_not_checked_are_named()
    {
        const string schema = """
            {"properties": {"a": {"format": "uuid"}, "b": {"format": "colour"}, "c": {"format": "colour"}, "d": {"format": "password"}, "e": {"format": "date"}}}
            """;
        TestSchemas.TryCompile(schema, SchemaDialect.Draft7).UncheckedFormats.ShouldBe(
            [new("colour", TestSchemas.Uri + "#/properties/b/format", false), new("uuid", TestSchemas.Uri + "#/properties/a/format", false)]);
        TestSchemas.TryCompile(schema, SchemaDialect.OpenApi30).UncheckedFormats.ShouldHaveSingleItem().Format.ShouldBe("colour");
        TestSchemas.TryCompile(schema, options: new SchemaCompileOptions { Formats = FormatMode.Annotation }).UncheckedFormats
            .Select(static f => (f.Format, f.IsKnown)).ShouldBe([("colour", false), ("date", true), ("uuid", true)]);
    }

    [Theory]
    [InlineData("""{"contentEncoding": "base64", "contentMediaType": "application/json", "contentSchema": {"required": ["a"]}}""", "\"eyJhIjogMX0=\"", null)]
    [InlineData("""{"contentEncoding": "base64", "contentMediaType": "application/json", "contentSchema": {"required": ["a"]}}""", "\"e30=\"", "contentSchema")]
    [InlineData("""{"contentEncoding": "base64", "contentMediaType": "application/problem+json"}""", "\"ezp9Cg==\"", "contentMediaType")]
    [InlineData("""{"contentEncoding": "base64"}""", "\"e30\"", "contentEncoding")]
    [InlineData("""{"contentEncoding": "base64url"}""", "\"e30\"", null)]
    [InlineData("""{"contentEncoding": "base16", "contentMediaType": "application/json"}""", "\"7B7d\"", null)]
    [InlineData("""{"contentEncoding": "base32", "contentMediaType": "application/json"}""", "\"PN6Q====\"", null)]
    [InlineData("""{"contentMediaType": "application/json; charset=utf-8"}""", "\"{}\"", null)]
    [InlineData("""{"contentMediaType": "application/json"}""", "\"{\"", "contentMediaType")]
    [InlineData("""{"contentMediaType": "image/png"}""", "\"{\"", null)]
    [InlineData("""{"contentSchema": false}""", "\"{}\"", null)]
    [InlineData("""{"contentEncoding": "base64"}""", "12", null)]
    public void Content_is_checked_by_choice(string schema, string json, string? keyword)
    {
        TestSchemas.Compile(schema).Accepts(json).ShouldBeTrue();
        CompiledSchema asserting = TestSchemas.Compile(schema, options: new SchemaCompileOptions { Content = ContentMode.Assertion });
        asserting.Accepts(json).ShouldBe(keyword is null);
        asserting.Errors(json).Select(static e => e.Keyword).ShouldBe(keyword is null ? [] : [keyword]);
    }

    [Fact]
    public void An_encoding_that_is_not_known_is_a_problem_where_content_is_checked() =>
        TestSchemas.TryCompile("""{"contentEncoding": "rot13"}""", options: new SchemaCompileOptions { Content = ContentMode.Assertion })
            .Problems.ShouldHaveSingleItem().Message.ShouldContain("'rot13' is not known");

    private static CompileResult Compile(
        string vocabularies, SchemaCompileOptions? options = null, string schema = Everything, string dialect = "https://json-schema.org/draft/2020-12/schema")
    {
        var registry = new SchemaRegistry();
        registry.Add("test:///meta", Encoding.UTF8.GetBytes($$"""{"$schema": "{{dialect}}", "$vocabulary": {{vocabularies}} }"""), SchemaDialect.Draft202012);
        registry.Add(TestSchemas.Uri, Encoding.UTF8.GetBytes(schema), SchemaDialect.Draft202012);
        return CompiledSchema.Compile(registry, TestSchemas.Uri, options);
    }
}
