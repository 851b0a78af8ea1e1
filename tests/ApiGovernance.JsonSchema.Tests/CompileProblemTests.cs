namespace ApiGovernance.JsonSchema.Tests;

public sealed class CompileProblemTests
{
    [Theory]
    [InlineData("""{"properties": {"a": {"$ref": "#/nowhere"}}}""", "#/properties/a/$ref", "nothing at '#/nowhere'")]
    [InlineData("""{"$ref": "https://example.com/other.json"}""", "#/$ref", "not registered")]
    [InlineData("""{"$ref": "#anchor"}""", "#/$ref", "no anchor 'anchor'")]
    [InlineData("""{"$ref": "#"}""", "#/$ref", "never end")]
    [InlineData("""{"allOf": [{"$ref": "#/$defs/a"}], "$defs": {"a": {"anyOf": [{"$ref": "#"}]}}}""", "#/$defs/a/anyOf/0/$ref", "never end")]
    public void A_schema_that_cannot_work_is_not_compiled(string schema, string location, string message)
    {
        CompileResult result = TestSchemas.TryCompile(schema);
        result.Schema.ShouldBeNull();
        SchemaProblem problem = result.Problems.ShouldHaveSingleItem();
        problem.Fatal.ShouldBeTrue();
        problem.Location.ShouldBe(TestSchemas.Uri + location);
        problem.Message.ShouldContain(message);
    }

    [Theory]
    [InlineData("""{"minLength": "abc"}""", "#/minLength", "a non-negative integer")]
    [InlineData("""{"maxItems": -1}""", "#/maxItems", "a non-negative integer")]
    [InlineData("""{"type": "text"}""", "#/type", "the name of a JSON type")]
    [InlineData("""{"required": true}""", "#/required", "an array of strings")]
    [InlineData("""{"pattern": "("}""", "#/pattern", "a ')' is missing for this '(' (at offset 0)")]
    [InlineData("""{"pattern": "a\\p{Script=Gerek}"}""", "#/pattern", "there is no Unicode property 'Script=Gerek' (at offset 1)")]
    [InlineData("""{"patternProperties": {"a/[": {}}}""", "#/patternProperties/a~1[", "a ']' is missing")]
    [InlineData("""{"multipleOf": 0}""", "#/multipleOf", "greater than 0")]
    [InlineData("""{"allOf": {}}""", "#/allOf", "an array of schemas")]
    [InlineData("""{"not": 3}""", "#/not", "a schema")]
    [InlineData("""{"properties": {"a": []}}""", "#/properties/a", "an object or a boolean")]
    public void A_keyword_of_the_wrong_type_is_reported_and_ignored(string schema, string location, string message)
    {
        CompileResult result = TestSchemas.TryCompile(schema);
        SchemaProblem problem = result.Problems.ShouldHaveSingleItem();
        problem.Fatal.ShouldBeFalse();
        problem.Location.ShouldBe(TestSchemas.Uri + location);
        problem.Message.ShouldContain(message);
        result.Schema.ShouldNotBeNull().Accepts("{\"a\": 1}").ShouldBeTrue();
    }

    [Fact]
    public void A_document_that_is_not_json_is_a_problem_of_the_schemas_in_it()
    {
        CompileResult result = TestSchemas.TryCompile("{\"type\":");
        result.Schema.ShouldBeNull();
        result.Problems.ShouldHaveSingleItem().Message.ShouldContain("not JSON");
    }

    [Fact]
    public void Half_a_surrogate_pair_in_a_schema_is_a_problem_with_its_place()
    {
        CompileResult result = TestSchemas.TryCompile("{\n  \"properties\": {\"\\ud83d\": true}}");
        result.Schema.ShouldBeNull();
        result.Problems.ShouldHaveSingleItem().Message.ShouldContain("line 2, column 19: A string contains half of a surrogate pair");
    }

    [Fact]
    public void Recursion_through_the_value_is_fine()
    {
        CompiledSchema schema = TestSchemas.Compile("""
            {"type": "object", "properties": {"child": {"$ref": "#"}}, "additionalProperties": false}
            """);
        schema.Accepts("""{"child": {"child": {"child": {}}}}""").ShouldBeTrue();
        schema.Errors("""{"child": {"child": {"chidl": {}}}}""").ShouldHaveSingleItem().InstancePointer.ShouldBe("/child/child/chidl");
    }

    [Fact]
    public void A_chain_of_fifty_thousand_references_is_an_answer_not_an_overflow()
    {
        const int length = 50_000;
        string chain = string.Join(',', Enumerable.Range(0, length).Select(static i => $"\"s{i}\":{{\"$ref\":\"#/$defs/s{i + 1}\"}}"));
        CompiledSchema schema = TestSchemas.Compile(
            "{\"$ref\": \"#/$defs/s0\", \"$defs\": {" + chain + $",\"s{length}\":{{\"type\":\"string\"}}" + "}}");
        ValidationResult result = schema.Validate("\"a\""u8);
        result.IsValid.ShouldBeFalse();
        result.Errors.ShouldHaveSingleItem().Message.ShouldContain("more steps");
    }

    [Fact]
    public void Alternatives_that_multiply_are_cut_off()
    {
        CompiledSchema schema = TestSchemas.Compile(
            """{"anyOf": [{"items": {"$ref": "#"}, "minItems": 1}, {"items": {"$ref": "#"}, "maxItems": 1}], "type": "array"}""",
            options: new SchemaCompileOptions { MaxEvaluations = 10_000 });
        string json = new string('[', 60) + "1" + new string(']', 60);
        schema.Errors(json).ShouldHaveSingleItem().Message.ShouldContain("more steps");
    }

    [Fact]
    public void The_number_of_schema_objects_is_limited()
    {
        string many = string.Join(',', Enumerable.Range(0, 200).Select(static i => $"\"p{i}\":{{}}"));
        CompileResult result = TestSchemas.TryCompile("{\"properties\": {" + many + "}}", options: new SchemaCompileOptions { MaxNodes = 100 });
        result.Schema.ShouldBeNull();
        result.Problems.ShouldHaveSingleItem().Message.ShouldContain("more than 100");
    }
}
