namespace ApiGovernance.JsonSchema.Tests;

public class DiscriminatorTests
{
    private const string Pets = """
        {"openapi": "3.0.3", "components": {"schemas": {
          "Any": {"oneOf": [{"$ref": "#/components/schemas/Bird"}, {"$ref": "#/components/schemas/Fish"}],
                  "discriminator": {"propertyName": "kind", "mapping": {"hawk": "#/components/schemas/Bird", "carp": "Fish"}}},
          "Bird": {"type": "object", "properties": {"wings": {"type": "integer"}}},
          "Fish": {"type": "object", "properties": {"fins": {"type": "integer"}}},
          "Loose": {"anyOf": [{"$ref": "#/components/schemas/Bird"}, {"type": "object", "required": ["free"]}], "discriminator": {"propertyName": "kind"}},
          "Nullable": {"type": "object", "nullable": true, "oneOf": [{"$ref": "#/components/schemas/Bird"}], "discriminator": {"propertyName": "kind"}},
          "Pet": {"type": "object", "required": ["kind"], "properties": {"kind": {"type": "string"}},
                  "discriminator": {"propertyName": "kind", "mapping": {"kitten": "#/components/schemas/Cat"}}},
          "Cat": {"allOf": [{"$ref": "#/components/schemas/Pet"}, {"type": "object", "required": ["claws"], "properties": {"claws": {"type": "integer"}}}]},
          "Dog": {"allOf": [{"$ref": "#/components/schemas/Pet"}, {"type": "object", "properties": {"bark": {"type": "boolean"}, "friend": {"$ref": "#/components/schemas/Pet"}}}]},
          "Siamese": {"allOf": [{"$ref": "#/components/schemas/Cat"}, {"required": ["eyes"]}]},
          "Owner": {"type": "object", "properties": {"pet": {"allOf": [{"$ref": "#/components/schemas/Pet"}], "nullable": true}}},
          "Alias": {"$ref": "#/components/schemas/Loop"},
          "Loop": {"type": "object", "discriminator": {"propertyName": "kind", "mapping": {"x": "#/components/schemas/Outer"}}},
          "Outer": {"allOf": [{"$ref": "#/components/schemas/Alias"}, {"required": ["x"]}]}}}}
        """;

    private static CompiledSchema Schema(string name, SchemaEngine engine = SchemaEngine.Auto) =>
        TestSchemas.Compile(Pets, SchemaDialect.OpenApi30, "#/components/schemas/" + name, new SchemaCompileOptions { Engine = engine });

    [Theory]
    [InlineData("Any", """{"kind": "Bird", "wings": 2}""", true)]
    [InlineData("Any", """{"kind": "hawk", "wings": 2}""", true)]
    [InlineData("Any", """{"kind": "carp", "fins": 2, "wings": "none"}""", true)]
    [InlineData("Any", """{"kind": "hawk", "wings": "two"}""", false)]
    [InlineData("Loose", """{"kind": "Bird", "wings": 2}""", true)]
    [InlineData("Loose", """{"kind": "Bird", "wings": "x", "free": 1}""", false)]
    [InlineData("Loose", """{"kind": "other", "free": 1, "wings": "x"}""", true)]
    [InlineData("Loose", """{"free": 1, "wings": "x"}""", true)]
    [InlineData("Loose", """{"kind": "other", "wings": "x"}""", false)]
    [InlineData("Pet", """{"kind": "Cat", "claws": 4}""", true)]
    [InlineData("Pet", """{"kind": "kitten", "claws": 4}""", true)]
    [InlineData("Pet", """{"kind": "Cat"}""", false)]
    [InlineData("Pet", """{"kind": "Pet"}""", true)]
    [InlineData("Pet", """{"kind": "Siamese", "claws": 4, "eyes": 1}""", true)]
    [InlineData("Pet", """{"kind": "Siamese", "eyes": 1}""", false)]
    [InlineData("Pet", """{"kind": "Siamese", "claws": 4}""", false)]
    [InlineData("Pet", """{"kind": "Dog", "friend": {"kind": "Dog", "friend": {"kind": "Cat", "claws": 1}}}""", true)]
    [InlineData("Pet", """{"kind": "Dog", "friend": {"kind": "Dog", "friend": {"kind": "Cat"}}}""", false)]
    [InlineData("Cat", """{"kind": "Cat", "claws": 4}""", true)]
    [InlineData("Cat", """{"kind": "anything", "claws": 4}""", true)]
    [InlineData("Cat", """{"kind": "Cat"}""", false)]
    [InlineData("Owner", """{"pet": {"kind": "Cat"}}""", false)]
    [InlineData("Owner", """{"pet": {"kind": "Cat", "claws": 4}}""", true)]
    [InlineData("Loop", """{"kind": "x", "x": 1}""", true)]
    [InlineData("Loop", """{"kind": "x"}""", false)]
    [InlineData("Outer", """{"kind": "x", "x": 1}""", true)]
    public void The_named_schema_decides(string name, string json, bool valid)
    {
        Schema(name).Accepts(json).ShouldBe(valid);
        Schema(name, SchemaEngine.Tape).Accepts(json).ShouldBe(valid);
    }

    [Theory]
    [InlineData("Any", true)]
    [InlineData("Pet", true)]
    [InlineData("Nullable", true)]
    [InlineData("Loose", false)]
    public void The_name_selects_a_plan_before_the_object_is_read(string name, bool streamed)
    {
        string[] operations = [.. Schema(name).Listing().Lines.Select(static line => line.Operation.ToString())];
        operations.Contains(nameof(SchemaOperation.TagSwitch)).ShouldBe(streamed);
        operations.Contains(nameof(SchemaOperation.Tape)).ShouldBe(!streamed);
    }

    [Theory]
    [InlineData("Any", """{"kind": "Cow"}""", "/kind", "one of \"Bird\", \"Fish\", \"hawk\", \"carp\"")]
    [InlineData("Any", """{"kind": 1}""", "/kind", "one of \"Bird\", \"Fish\", \"hawk\", \"carp\"")]
    [InlineData("Any", """{"wings": 2}""", "", "one of \"Bird\", \"Fish\", \"hawk\", \"carp\"")]
    [InlineData("Pet", """{"kind": "Cow"}""", "/kind", "one of \"Cat\", \"Dog\", \"Siamese\", \"kitten\", \"Pet\"")]
    public void An_unknown_name_is_one_error_with_the_names_there_are(string name, string json, string pointer, string expected)
    {
        SchemaError error = Schema(name).Errors(json).ShouldHaveSingleItem();
        (error.InstancePointer, error.Keyword, error.Expected).ShouldBe((pointer, "discriminator", expected));
        error.SchemaLocation.ShouldBe($"{TestSchemas.Uri}#/components/schemas/{name}/discriminator");
        error.Message.ShouldNotContain("Cow");
    }

    [Fact]
    public void A_missing_name_that_is_required_is_told_once() =>
        Schema("Pet").Errors("{}").ShouldHaveSingleItem().Keyword.ShouldBe("required");

    [Fact]
    public void OpenApi32_has_a_default_and_names_relative_documents()
    {
        SchemaRegistry registry = new();
        registry.Add("contract:///api.json", """
            {"openapi": "3.2.0", "components": {"schemas": {"A": {"required": ["a"]}, "Other": {"required": ["other"]},
              "Any": {"oneOf": [{"$ref": "#/components/schemas/A"}, {"$ref": "b.json"}, {"$ref": "#/components/schemas/Other"}],
                      "discriminator": {"propertyName": "kind", "mapping": {"bee": "b.json"}, "defaultMapping": "Other"}}}}}
            """u8.ToArray(), SchemaDialect.OpenApi31);
        registry.Add("contract:///b.json", """{"required": ["b"]}"""u8.ToArray(), SchemaDialect.OpenApi31);
        CompiledSchema schema = CompiledSchema.Compile(registry, "contract:///api.json#/components/schemas/Any").Schema.ShouldNotBeNull();
        schema.Accepts("""{"kind": "A", "a": 1}""").ShouldBeTrue();
        schema.Accepts("""{"kind": "bee", "b": 1}""").ShouldBeTrue();
        schema.Accepts("""{"kind": "bee", "a": 1}""").ShouldBeFalse();
        schema.Accepts("""{"kind": "wasp", "other": 1}""").ShouldBeTrue();
        schema.Accepts("""{"other": 1}""").ShouldBeTrue();
        schema.Accepts("""{"kind": "wasp", "a": 1}""").ShouldBeFalse();
    }

    [Fact]
    public void Swagger_2_names_the_property_alone()
    {
        CompiledSchema schema = TestSchemas.Compile(
            """
            {"swagger": "2.0", "definitions": {"Pet": {"type": "object", "discriminator": "kind", "required": ["kind"], "properties": {"kind": {"type": "string"}}},
              "Cat": {"allOf": [{"$ref": "#/definitions/Pet"}, {"required": ["claws"]}]},
              "Dog": {"x-ms-discriminator-value": "hound", "allOf": [{"$ref": "#/definitions/Pet"}, {"required": ["bark"]}]}}}
            """,
            SchemaDialect.Swagger20,
            "#/definitions/Pet");
        schema.Accepts("""{"kind": "Cat", "claws": 1}""").ShouldBeTrue();
        schema.Accepts("""{"kind": "Cat"}""").ShouldBeFalse();
        schema.Accepts("""{"kind": "hound", "bark": 1}""").ShouldBeTrue();
        schema.Accepts("""{"kind": "Dog", "bark": 1}""").ShouldBeFalse();
    }
}
