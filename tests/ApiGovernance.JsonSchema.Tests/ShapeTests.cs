namespace ApiGovernance.JsonSchema.Tests;

public sealed class ShapeTests
{
    [Theory]
    [InlineData("{}", JsonTypes.Any)]
    [InlineData("true", JsonTypes.Any)]
    [InlineData("false", JsonTypes.None)]
    [InlineData("""{"type": "number"}""", JsonTypes.Number | JsonTypes.Integer)]
    [InlineData("""{"type": "integer"}""", JsonTypes.Integer)]
    [InlineData("""{"type": ["string", "null"]}""", JsonTypes.String | JsonTypes.Null)]
    [InlineData("""{"enum": ["a", 1]}""", JsonTypes.String | JsonTypes.Number | JsonTypes.Integer)]
    [InlineData("""{"$ref": "#/$defs/a", "$defs": {"a": {"allOf": [{"type": ["string", "array"]}, {"type": ["array", "object"]}]}}}""", JsonTypes.Array)]
    [InlineData("""{"anyOf": [{"type": "string"}, {"type": "boolean"}]}""", JsonTypes.String | JsonTypes.Boolean)]
    [InlineData("""{"oneOf": [{"type": "string"}, {}]}""", JsonTypes.Any)]
    [InlineData("""{"type": ["array", "string"], "items": {"$ref": "#"}}""", JsonTypes.Array | JsonTypes.String)]
    public void The_types_of_a_schema_are_known_before_there_is_a_value(string schema, JsonTypes types) =>
        TestSchemas.Compile(schema).RootTypes.ShouldBe(types);

    [Fact]
    public void Properties_and_items_are_found_through_references()
    {
        CompiledSchema schema = TestSchemas.Compile("""
            {"allOf": [{"$ref": "#/$defs/base"}], "$defs": {"base": {"properties": {
              "ids": {"$ref": "#/$defs/ids"}, "any": {}}}, "ids": {"type": "array", "items": {"type": "integer", "minimum": 1}}}}
            """);
        schema.PropertyTypes("ids").ShouldBe(JsonTypes.Array);
        schema.PropertyTypes("any").ShouldBe(JsonTypes.Any);
        schema.PropertyTypes("none").ShouldBe(JsonTypes.Any);
        schema.Property("none").ShouldBeNull();
        CompiledSchema ids = schema.Property("ids").ShouldNotBeNull();
        ids.ItemTypes.ShouldBe(JsonTypes.Integer);
        ids.Items.ShouldNotBeNull().Accepts("0").ShouldBeFalse();
    }
}
