namespace ApiGovernance.JsonSchema.Tests;

public sealed class ErrorTests
{
    [Theory]
    [InlineData("""{"type": "string"}""", "1", "", "#/type", "type", "The value must be a string.", "string")]
    [InlineData("""{"type": ["integer", "null"]}""", "1.5", "", "#/type", "type", "The value must be null or an integer.", "null or integer")]
    [InlineData("""{"items": {"minimum": 3}}""", "[4, 2.5]", "/1", "#/items/minimum", "minimum", "The number must be at least 3.", ">= 3")]
    [InlineData("""{"exclusiveMaximum": 3}""", "3", "", "#/exclusiveMaximum", "exclusiveMaximum", "The number must be less than 3.", "< 3")]
    [InlineData("""{"multipleOf": 0.01}""", "1.005", "", "#/multipleOf", "multipleOf", "The number must be a multiple of 0.01.", "a multiple of 0.01")]
    [InlineData("""{"minLength": 2}""", "\"a\"", "", "#/minLength", "minLength", "The string must have at least 2 characters.", "at least 2 characters")]
    [InlineData("""{"pattern": "^a+$"}""", "\"b\"", "", "#/pattern", "pattern", "The string must match the pattern ^a+$.", "^a+$")]
    [InlineData("""{"format": "uuid"}""", "\"b\"", "", "#/format", "format", "The value must be a UUID (RFC 9562).", "uuid")]
    [InlineData("""{"enum": ["a", 1, null]}""", "2", "", "#/enum", "enum", "The value must be one of \"a\", 1, null.", "\"a\", 1, null")]
    [InlineData("""{"const": {"a": 1}}""", "2", "", "#/const", "const", "The value must be {\"a\": 1}.", "{\"a\": 1}")]
    [InlineData("""{"required": ["a", "b"]}""", "{\"a\": 1}", "", "#/required", "required", "The required property 'b' is missing.", "b")]
    [InlineData("""{"additionalProperties": false}""", "{\"x\": 1}", "/x", "#/additionalProperties", "additionalProperties",
        "This property is not allowed: the schema does not name it.", null)]
    [InlineData("""{"unevaluatedProperties": false}""", "{\"x\": 1}", "/x", "#/unevaluatedProperties", "unevaluatedProperties",
        "This property is not allowed: the schema does not name it.", null)]
    [InlineData("""{"propertyNames": {"maxLength": 1}}""", "{\"xy\": 1}", "/xy", "#/propertyNames/maxLength", "maxLength",
        "The string must have at most 1 character.", "at most 1 characters")]
    [InlineData("""{"maxItems": 1}""", "[1, 2]", "", "#/maxItems", "maxItems", "The array must have at most 1 item.", "at most 1 item")]
    [InlineData("""{"uniqueItems": true}""", "[1, 2, 1.0]", "/2", "#/uniqueItems", "uniqueItems",
        "This item repeats an earlier one; all items must differ.", "unique items")]
    [InlineData("""{"contains": {"type": "null"}, "minContains": 2}""", "[null]", "", "#/minContains", "minContains",
        "The array must contain at least 2 matching items.", "at least 2 matching items")]
    [InlineData("""{"dependentRequired": {"a": ["b"]}}""", "{\"a\": 1}", "", "#/dependentRequired", "dependentRequired",
        "The property 'b' is required when 'a' is present.", "b")]
    [InlineData("""{"not": {"type": "null"}}""", "null", "", "#/not", "not", "The value matches a schema it must not match.", null)]
    public void A_failure_says_where_and_what(
        string schema, string json, string pointer, string location, string keyword, string message, string? expected)
    {
        SchemaError error = TestSchemas.Compile(schema).Errors(json).ShouldHaveSingleItem();
        (error.InstancePointer, error.SchemaLocation, error.Keyword).ShouldBe((pointer, TestSchemas.Uri + location, keyword));
        (error.Message, error.Expected).ShouldBe((message, expected));
        error.EvaluationPath.ShouldBe(location[1..]);
    }

    [Fact]
    public void Pointers_are_escaped_on_both_sides()
    {
        CompiledSchema schema = TestSchemas.Compile("""{"properties": {"a/b~c": {"items": {"properties": {"": {"type": "null"}}}}}}""");
        SchemaError error = schema.Errors("""{"x": [1, {"y": 2}], "a\u002fb~c": [{}, {"": 1}]}""").ShouldHaveSingleItem();
        error.InstancePointer.ShouldBe("/a~1b~0c/1/");
        error.SchemaLocation.ShouldBe(TestSchemas.Uri + "#/properties/a~1b~0c/items/properties//type");
    }

    [Theory]
    [InlineData("""{"properties": {"a": {"type": "string"}}, "unevaluatedProperties": false}""", """{"a": 1, "b": 2}""", "/a /b")]
    [InlineData("""{"prefixItems": [{"type": "string"}], "unevaluatedItems": false}""", "[1, 2]", "/0 /1")]
    [InlineData("""{"$ref": "#/$defs/a", "unevaluatedProperties": false, "$defs": {"a": {"properties": {"a": {"type": "string"}, "b": true}}}}""", """{"a": 1, "b": 2}""", "/a")]
    public void What_is_not_evaluated_is_told_unless_a_failed_schema_may_have_evaluated_it(string schema, string json, string pointers) =>
        string.Join(' ', TestSchemas.Compile(schema).Errors(json).Select(static error => error.InstancePointer)).ShouldBe(pointers);

    [Fact]
    public void All_errors_are_gathered_up_to_the_limit()
    {
        CompiledSchema schema = TestSchemas.Compile("""
            {"type": "object", "required": ["z"], "properties": {"a": {"type": "string"}, "b": {"items": {"type": "integer"}}}}
            """);
        IReadOnlyList<SchemaError> errors = schema.Errors("""{"a": 1, "b": [1, "x", 2, "y"]}""");
        errors.Select(static e => e.InstancePointer).ShouldBe(["/a", "/b/1", "/b/3", ""]);
        schema.Errors("""{"a": 1, "b": [1, "x", 2, "y"]}""", maxErrors: 2).Count.ShouldBe(2);
    }

    [Fact]
    public void The_value_is_never_repeated()
    {
        CompiledSchema schema = TestSchemas.Compile("""
            {"properties": {"a": {"type": "null", "maxLength": 3, "pattern": "^x", "format": "email", "enum": ["x"], "not": {"type": "string"}}}}
            """);
        IReadOnlyList<SchemaError> errors = schema.Errors("""{"a": "secret-4711"}""");
        errors.Count.ShouldBe(6);
        errors.ShouldAllBe(static e => !e.Message.Contains("secret") && !(e.Expected ?? "").Contains("secret"));
    }

    [Fact]
    public void Of_alternatives_the_closest_is_explained()
    {
        CompiledSchema schema = TestSchemas.Compile("""
            {"oneOf": [
              {"type": "string"},
              {"type": "object", "required": ["kind", "name"], "properties": {"kind": {"const": "cat"}, "name": {"type": "string"}}},
              {"type": "object", "required": ["kind", "age"], "properties": {"kind": {"const": "dog"}, "age": {"type": "integer"}}}]}
            """);
        IReadOnlyList<SchemaError> errors = schema.Errors("""{"kind": "dog", "age": "old"}""");
        errors.Count.ShouldBe(2);
        errors[0].Message.ShouldBe("The value does not match any of the 3 alternatives; alternative 3 came closest.");
        errors[1].SchemaLocation.ShouldBe(TestSchemas.Uri + "#/oneOf/2/properties/age/type");
        schema.Errors("""{"kind": "dog", "age": 3}""").ShouldBeEmpty();
    }

    [Fact]
    public void More_than_one_match_of_oneOf_is_an_error() =>
        TestSchemas.Compile("""{"oneOf": [{"minimum": 1}, {"maximum": 5}]}""").Errors("3").ShouldHaveSingleItem()
            .Message.ShouldBe("The value matches more than one of the alternatives; exactly one is allowed.");

    [Fact]
    public void A_failed_sibling_does_not_make_every_property_unevaluated()
    {
        CompiledSchema schema = TestSchemas.Compile("""
            {"allOf": [{"properties": {"a": {"type": "string"}, "b": {}}}], "unevaluatedProperties": false}
            """);
        schema.Errors("""{"a": 1, "b": 2}""").ShouldHaveSingleItem().InstancePointer.ShouldBe("/a");
        schema.Errors("""{"a": "", "c": 2}""").ShouldHaveSingleItem().InstancePointer.ShouldBe("/c");
    }
}
