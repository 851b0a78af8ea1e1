namespace ApiGovernance.JsonSchema.Tests;

public sealed class OpenApiDialectTests
{
    private const string Shop = """
        {"openapi": "3.0.3", "paths": {"/orders": {"post": {"requestBody": {"content": {"application/json": {"schema":
          {"$ref": "#/components/schemas/Order"}}}}}}},
         "components": {"schemas": {
          "Base": {"type": "object", "properties": {"id": {"$ref": "#/components/schemas/Id"}, "secret": {"type": "string", "writeOnly": true}}},
          "Id": {"type": "string", "readOnly": true},
          "Order": {"allOf": [{"$ref": "#/components/schemas/Base"}, {"type": "object", "required": ["id", "secret", "total"],
            "properties": {"total": {"type": "number", "minimum": 0, "exclusiveMinimum": true}, "note": {"type": "string", "nullable": true}}}]}}}}
        """;

    private const string OrderBody = "#/paths/~1orders/post/requestBody/content/application~1json/schema";

    [Theory]
    [InlineData(SchemaDirection.Request, """{"secret": "x", "total": 1}""", true)]
    [InlineData(SchemaDirection.Request, """{"id": "sent anyway", "secret": "x", "total": 1}""", true)]
    [InlineData(SchemaDirection.Request, """{"id": "1", "total": 1}""", false)]
    [InlineData(SchemaDirection.Response, """{"id": "1", "total": 1}""", true)]
    [InlineData(SchemaDirection.Response, """{"secret": "x", "total": 1}""", false)]
    [InlineData(SchemaDirection.Any, """{"id": "1", "total": 1}""", false)]
    [InlineData(SchemaDirection.Any, """{"id": "1", "secret": "x", "total": 1}""", true)]
    public void ReadOnly_and_writeOnly_properties_are_required_one_way_only(SchemaDirection direction, string json, bool valid) =>
        TestSchemas.Compile(Shop, SchemaDialect.OpenApi30, OrderBody, new SchemaCompileOptions { Direction = direction })
            .Accepts(json).ShouldBe(valid);

    [Theory]
    [InlineData("""{"id": "1", "secret": "x", "total": 0}""", "/total", "#/components/schemas/Order/allOf/1/properties/total/minimum")]
    [InlineData("""{"id": "1", "secret": "x", "total": 1, "note": 3}""", "/note", "#/components/schemas/Order/allOf/1/properties/note/type")]
    [InlineData("""{"id": 1, "secret": "x", "total": 1, "note": null}""", "/id", "#/components/schemas/Id/type")]
    public void Errors_point_into_the_contract(string json, string pointer, string location)
    {
        SchemaError error = TestSchemas.Compile(Shop, SchemaDialect.OpenApi30, OrderBody).Errors(json).ShouldHaveSingleItem();
        error.InstancePointer.ShouldBe(pointer);
        error.SchemaLocation.ShouldBe(TestSchemas.Uri + location);
    }

    [Theory]
    [InlineData("""{"type": "string", "nullable": true}""", "null", true)]
    [InlineData("""{"type": "string", "nullable": false}""", "null", false)]
    [InlineData("""{"nullable": true, "enum": ["a"]}""", "null", false)]
    [InlineData("""{"type": "string", "nullable": true, "enum": ["a", null]}""", "null", true)]
    [InlineData("""{"$ref": "#/$defs/s", "maxLength": 1, "$defs": {"s": {"type": "string"}}}""", "\"abc\"", true)]
    [InlineData("""{"const": 1}""", "2", true)]
    [InlineData("""{"if": true, "then": false}""", "2", true)]
    [InlineData("""{"patternProperties": {"a": false}}""", """{"a": 1}""", true)]
    [InlineData("""{"maximum": 5, "exclusiveMaximum": false}""", "5", true)]
    [InlineData("""{"type": "integer"}""", "1.0", true)]
    [InlineData("""{"type": "integer", "format": "int32"}""", "2147483648", false)]
    [InlineData("""{"type": "number", "format": "double"}""", "1e400", false)]
    [InlineData("""{"type": "string", "format": "byte"}""", "\"%%\"", false)]
    public void OpenApi30_has_keywords_of_its_own(string schema, string json, bool valid) =>
        TestSchemas.Compile(schema, SchemaDialect.OpenApi30).Accepts(json).ShouldBe(valid);

    [Theory]
    [InlineData("""{"exclusiveMinimum": 3}""", "#/exclusiveMinimum")]
    [InlineData("""{"type": ["string", "null"]}""", "#/type")]
    public void OpenApi30_reports_what_only_later_versions_have(string schema, string location)
    {
        CompileResult result = TestSchemas.TryCompile(schema, SchemaDialect.OpenApi30);
        result.Problems.ShouldHaveSingleItem().Location.ShouldBe(TestSchemas.Uri + location);
        result.Schema.ShouldNotBeNull();
    }

    [Theory]
    [InlineData("Cat", """{"kind": "Cat"}""", "#/$defs/Cat/required", "name")]
    [InlineData("hound", """{"kind": "hound"}""", "#/$defs/Dog/required", "age")]
    public void The_discriminator_chooses_whose_errors_are_shown(string kind, string json, string location, string missing)
    {
        CompiledSchema schema = TestSchemas.Compile(
            """
            {"oneOf": [{"$ref": "#/$defs/Cat"}, {"$ref": "#/$defs/Dog"}],
             "discriminator": {"propertyName": "kind", "mapping": {"hound": "#/$defs/Dog"}},
             "$defs": {"Cat": {"required": ["kind", "name"], "properties": {"name": {"type": "string"}}},
                       "Dog": {"required": ["kind", "age"], "properties": {"age": {"type": "integer"}}}}}
            """,
            SchemaDialect.OpenApi31);
        SchemaError error = schema.Errors(json).ShouldHaveSingleItem(kind);
        (error.SchemaLocation, error.Expected).ShouldBe((TestSchemas.Uri + location, missing));
    }

    [Fact]
    public void OpenApi31_resolves_ids_anchors_and_dynamic_references_inside_the_contract()
    {
        const string contract = """
            {"openapi": "3.1.0", "components": {"schemas": {
              "Page": {"$id": "https://example.com/page", "type": "object", "properties": {"items": {"type": "array", "items": {"$dynamicRef": "#item"}}},
                "$defs": {"item": {"$dynamicAnchor": "item"}}},
              "Names": {"$id": "https://example.com/names", "$ref": "page", "$defs": {"item": {"$dynamicAnchor": "item", "type": "string"}}},
              "Tag": {"$anchor": "tag", "type": ["string", "null"], "example": {"$id": "https://example.com/page"}},
              "Tags": {"items": {"$ref": "#tag"}}}}}
            """;
        CompiledSchema names = TestSchemas.Compile(contract, SchemaDialect.OpenApi31, "#/components/schemas/Names");
        names.Accepts("""{"items": ["a"]}""").ShouldBeTrue();
        names.Errors("""{"items": ["a", 1]}""").ShouldHaveSingleItem().SchemaLocation
            .ShouldBe(TestSchemas.Uri + "#/components/schemas/Names/$defs/item/type");
        TestSchemas.Compile(contract, SchemaDialect.OpenApi31, "#/components/schemas/Page").Accepts("""{"items": ["a", 1]}""").ShouldBeTrue();
        TestSchemas.Compile(contract, SchemaDialect.OpenApi31, "#/components/schemas/Tags").Accepts("""["a", null, 1]""").ShouldBeFalse();
    }

    [Fact]
    public void A_contract_may_name_another_dialect_for_its_schemas()
    {
        const string contract = """
            {"openapi": "3.1.0", "jsonSchemaDialect": "http://json-schema.org/draft-07/schema#", "components": {"schemas": {
              "Pair": {"items": [{"type": "string"}, {"type": "integer"}], "additionalItems": false}}}}
            """;
        CompiledSchema pair = TestSchemas.Compile(contract, SchemaDialect.OpenApi31, "#/components/schemas/Pair");
        pair.Accepts("""["a", 1]""").ShouldBeTrue();
        pair.Accepts("""["a", 1, 2]""").ShouldBeFalse();
    }

    [Fact]
    public void A_parameter_of_Swagger_is_a_schema()
    {
        CompiledSchema schema = TestSchemas.Compile(
            """
            {"swagger": "2.0", "paths": {"/a": {"get": {"parameters": [
              {"in": "query", "name": "ids", "required": true, "type": "array", "collectionFormat": "csv", "maxItems": 2,
               "items": {"type": "integer", "maximum": 9, "exclusiveMaximum": true}}]}}}}
            """,
            SchemaDialect.Swagger20,
            "#/paths/~1a/get/parameters/0");
        schema.Accepts("[1, 8]").ShouldBeTrue();
        schema.Accepts("[9]").ShouldBeFalse();
        schema.Accepts("[1, 2, 3]").ShouldBeFalse();
        (schema.RootTypes, schema.ItemTypes).ShouldBe((JsonTypes.Array, JsonTypes.Integer));
    }

    [Fact]
    public void Schemas_may_lie_in_several_documents()
    {
        var registry = new SchemaRegistry();
        registry.Add("contract:///api/openapi.json", """{"openapi": "3.0.3", "x": {"$ref": "../common/types.json#/Money"}}"""u8.ToArray(), SchemaDialect.OpenApi30);
        registry.Add("contract:///common/types.json", """{"Money": {"properties": {"by": {"$ref": "./user.json"}}}}"""u8.ToArray(), SchemaDialect.OpenApi30);
        registry.Add("contract:///common/user.json", """{"type": "string"}"""u8.ToArray(), SchemaDialect.OpenApi30);
        CompileResult result = CompiledSchema.Compile(registry, "contract:///api/openapi.json#/x");
        result.Problems.ShouldBeEmpty();
        result.Schema.ShouldNotBeNull().Errors("""{"by": 1}""").ShouldHaveSingleItem().SchemaLocation.ShouldBe("contract:///common/user.json#/type");
    }

    [Theory]
    [InlineData("#/paths/~1a%2520b/schema")]
    [InlineData("#/paths/~1a%20b/schema")]
    public void A_path_with_a_percent_sign_is_found_encoded_or_not(string fragment) =>
        TestSchemas.Compile("""{"openapi": "3.0.3", "paths": {"/a%20b": {"schema": {"type": "null"}}}}""", SchemaDialect.OpenApi30, fragment)
            .RootTypes.ShouldBe(JsonTypes.Null);
}
