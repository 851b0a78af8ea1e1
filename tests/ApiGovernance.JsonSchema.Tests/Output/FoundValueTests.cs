namespace ApiGovernance.JsonSchema.Tests.Output;

public sealed class FoundValueTests
{
    [Theory]
    [InlineData("null", "null")]
    [InlineData("true", "a boolean")]
    [InlineData("7", "an integer of 1 digit")]
    [InlineData("-123", "an integer of 3 digits")]
    [InlineData("12.345", "a number of 5 digits, 3 of them after the point")]
    [InlineData("1e400", "a number of 1 digit and an exponent")]
    [InlineData("\"\"", "an empty string")]
    [InlineData("\"h\\u00e9\\ud83d\\ude00\"", "a string of 3 characters")]
    [InlineData("[]", "an empty array")]
    [InlineData("[1]", "an array of 1 item")]
    [InlineData("{\"a\": 1, \"b\": 2}", "an object of 2 properties")]
    public void What_was_found_is_described_and_not_repeated(string json, string found) =>
        TestSchemas.Compile("""{"enum": ["never this"]}""").Errors(json).ShouldHaveSingleItem().Found.ShouldBe(found);

    [Theory]
    [InlineData("""{"properties": {"s": {"type": "string", "writeOnly": true, "minLength": 50}}}""")]
    [InlineData("""{"properties": {"s": {"type": "string", "format": "password", "minLength": 50}}}""")]
    [InlineData("""{"properties": {"s": {"$ref": "#/$defs/long", "writeOnly": true}}, "$defs": {"long": {"minLength": 50}}}""")]
    [InlineData("""{"allOf": [{"properties": {"s": {"minLength": 50}}}, {"properties": {"s": {"format": "password"}}}]}""")]
    [InlineData("""{"properties": {"s": {"anyOf": [{"minLength": 50, "writeOnly": true}, {"type": "number"}]}}}""")]
    public void Of_a_secret_not_even_the_length_is_told(string schema)
    {
        // The first error alone as well: that a value is a secret may be said by a schema that comes later.
        foreach (int maxErrors in (int[])[1, 20])
        {
            IReadOnlyList<SchemaError> errors = TestSchemas.Compile(schema).Errors("""{"s": "hunter2"}""", maxErrors);
            errors.ShouldNotBeEmpty();
            errors.ShouldAllBe(static e => e.Found == "a string");
        }
    }

    [Fact]
    public void What_lies_in_a_secret_is_one()
    {
        CompiledSchema schema = TestSchemas.Compile("""
            {"properties": {"card": {"writeOnly": true, "properties": {"pan": {"maxLength": 3}, "cvv": {"maxItems": 0}}}, "note": {"maxLength": 3}}}
            """);
        schema.Errors("""{"card": {"pan": "4111111111111111", "cvv": [1, 2]}, "note": "secret no more"}""").Select(static e => e.Found)
            .ShouldBe(["a string", "an array", "a string of 14 characters"]);
    }

    [Fact]
    public void The_value_has_a_line_and_a_column_even_when_it_is_escaped()
    {
        CompiledSchema schema = TestSchemas.Compile("""{"additionalProperties": {"type": "null"}, "propertyNames": {"maxLength": 5}}""");
        IReadOnlyList<SchemaError> errors = schema.Errors("{\n \"plain\": 1,\n \"esc\": \"\\u0041\",\n  \"\\u0041bcdef\": null,\r\n\t\"last\": {}}");
        errors.Select(static e => (e.InstancePointer, e.InstanceLine, e.InstanceColumn))
            .ShouldBe([("/plain", 2, 11), ("/esc", 3, 9), ("/last", 5, 10), ("/Abcdef", 4, 3)]);
    }

    [Fact]
    public void The_keyword_has_its_file_and_line_where_the_registry_was_told()
    {
        var registry = new SchemaRegistry();
        registry.Add("contract:///a.yaml", """{"type": "object", "properties": {"a": {"$ref": "b.yaml#/x"}}}"""u8.ToArray(), SchemaDialect.Draft202012,
            static pointer => new SchemaSource("a.yaml", pointer.Length + 1, 1));
        registry.Add("contract:///b.yaml", """{"x": {"minimum": 3, "pattern": "("}}"""u8.ToArray(), SchemaDialect.Draft202012,
            static pointer => new SchemaSource("b.yaml", 1, pointer.Length + 1));
        CompileResult compiled = CompiledSchema.Compile(registry, "contract:///a.yaml");
        compiled.Problems.ShouldHaveSingleItem().Source.ShouldBe(new SchemaSource("b.yaml", 1, "/x/pattern".Length + 1));
        CompiledSchema schema = compiled.Schema.ShouldNotBeNull();
        schema.Validate("""{"a": 1}"""u8).Errors.ShouldHaveSingleItem().Source.ShouldBe(new SchemaSource("b.yaml", 1, "/x/minimum".Length + 1));
        schema.Validate("[]"u8).Errors.ShouldHaveSingleItem().Source!.ToString().ShouldBe("a.yaml:6:1");
    }
}
