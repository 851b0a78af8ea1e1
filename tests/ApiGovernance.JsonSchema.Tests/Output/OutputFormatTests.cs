using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ApiGovernance.JsonSchema.Tests.Output;

public sealed class OutputFormatTests
{
    // The example of JSON Schema 2020-12, 12.4.
    private const string Polygon = """
        {
          "$id": "https://example.com/polygon",
          "$schema": "https://json-schema.org/draft/2020-12/schema",
          "$defs": {
            "point": {
              "type": "object",
              "properties": { "x": { "type": "number" }, "y": { "type": "number" } },
              "additionalProperties": false,
              "required": [ "x", "y" ]
            }
          },
          "type": "array",
          "items": { "$ref": "#/$defs/point" },
          "minItems": 3
        }
        """;

    private const string Points = """[ { "x": 2.5, "y": 1.3 }, { "x": 1, "z": 6.7 } ]""";

    [Fact]
    public void Flag_is_the_verdict_alone()
    {
        Output(Polygon, Points, OutputFormat.Flag).ToJsonString().ShouldBe("""{"valid":false}""");
        Output(Polygon, """[{"x":1,"y":1},{"x":1,"y":1},{"x":1,"y":1}]""", OutputFormat.Flag).ToJsonString().ShouldBe("""{"valid":true}""");
    }

    [Fact]
    public void Basic_lists_the_errors_of_the_specifications_example()
    {
        JsonNode output = Output(Polygon, Points, OutputFormat.Basic);
        output["valid"]!.GetValue<bool>().ShouldBeFalse();
        Places(output["errors"]!).ShouldBe(
        [
            "#/minItems @ ",
            "#/items/$ref @ /1",
            "#/items/$ref/additionalProperties @ /1/z",
            "#/items/$ref/required @ /1",
            "# @ ",
        ], ignoreOrder: true);
        JsonNode point = output["errors"]!.AsArray().Single(static e => (string)e!["keywordLocation"]! == "/items/$ref")!;
        ((string)point["absoluteKeywordLocation"]!).ShouldBe("https://example.com/polygon#/$defs/point");
        ((string)point["error"]!).ShouldBe("A subschema had errors.");
    }

    [Fact]
    public void Detailed_nests_the_errors_of_the_specifications_example()
    {
        JsonNode output = Output(Polygon, Points, OutputFormat.Detailed);
        (output["valid"]!.GetValue<bool>(), (string)output["keywordLocation"]!, (string)output["instanceLocation"]!).ShouldBe((false, "", ""));
        Places(output["errors"]!).ShouldBe(["#/minItems @ ", "#/items/$ref @ /1"], ignoreOrder: true);
        JsonNode point = output["errors"]!.AsArray().Single(static e => (string)e!["keywordLocation"]! == "/items/$ref")!;
        Places(point["errors"]!).ShouldBe(["#/items/$ref/additionalProperties @ /1/z", "#/items/$ref/required @ /1"], ignoreOrder: true);
        point["error"].ShouldBeNull();
        JsonNode required = point["errors"]!.AsArray().Single(static e => (string)e!["keywordLocation"]! == "/items/$ref/required")!;
        ((string)required["absoluteKeywordLocation"]!).ShouldBe("https://example.com/polygon#/$defs/point/required");
        ((string)required["error"]!).ShouldBe("The required property 'y' is missing.");
    }

    [Fact]
    public void A_detailed_node_with_one_child_is_replaced_by_it()
    {
        JsonNode output = Output("""{"properties": {"a": {"allOf": [{"$ref": "#/$defs/n"}]}}, "$defs": {"n": {"type": "number"}}}""", """{"a": ""}""", OutputFormat.Detailed);
        ((string)output["keywordLocation"]!).ShouldBe("/properties/a/allOf/0/$ref/type");
        ((string)output["absoluteKeywordLocation"]!).ShouldBe(TestSchemas.Uri + "#/$defs/n/type");
        ((string)output["instanceLocation"]!).ShouldBe("/a");
        output["errors"].ShouldBeNull();
    }

    [Fact]
    public void Every_alternative_tells_its_errors()
    {
        const string schema = """{"properties": {"a": {"anyOf": [{"type": "number"}, {"minLength": 5}, {"enum": ["x"]}]}}}""";
        JsonNode output = Output(schema, """{"a": "abc"}""", OutputFormat.Detailed);
        ((string)output["keywordLocation"]!).ShouldBe("/properties/a/anyOf");
        ((string)output["error"]!).ShouldStartWith("The value does not match any of the 3 alternatives");
        Places(output["errors"]!).ShouldBe(
            ["#/properties/a/anyOf/0/type @ /a", "#/properties/a/anyOf/1/minLength @ /a", "#/properties/a/anyOf/2/enum @ /a"]);
    }

    [Fact]
    public void The_path_goes_through_references_and_the_absolute_location_does_not()
    {
        const string schema = """
            {"$id": "https://example.com/list", "properties": {"next": {"$ref": "node"}},
             "$defs": {"n": {"$id": "node", "properties": {"next": {"$ref": "#"}, "a b%": {"const": 1}}}}}
            """;
        SchemaError error = TestSchemas.Compile(schema).Errors("""{"next": {"next": {"next": {"a b%": 2}}}}""").ShouldHaveSingleItem();
        error.EvaluationPath.ShouldBe("/properties/next/$ref/properties/next/$ref/properties/next/$ref/properties/a b%/const");
        JsonNode output = Output(schema, """{"next": {"next": {"next": {"a b%": 2}}}}""", OutputFormat.Detailed);
        ((string)output["absoluteKeywordLocation"]!).ShouldBe("https://example.com/node#/properties/a%20b%25/const");
    }

    [Fact]
    public void A_dynamic_reference_is_a_step_of_the_path()
    {
        SchemaError error = TestSchemas.Compile("""
            {"$dynamicAnchor": "t", "properties": {"kids": {"items": {"$dynamicRef": "#t"}}, "v": {"type": "integer"}}}
            """).Errors("""{"kids": [{"v": 1}, {"v": ""}]}""").ShouldHaveSingleItem();
        error.EvaluationPath.ShouldBe("/properties/kids/items/$dynamicRef/properties/v/type");
        error.InstancePointer.ShouldBe("/kids/1/v");
    }

    [Fact]
    public void Annotations_of_a_valid_text_are_listed_with_their_values()
    {
        const string schema = """
            {"title": "Order", "x-owner": {"team": "a"}, "required": ["id"], "$comment": "silent",
             "properties": {"id": {"readOnly": true, "format": "uuid", "contentMediaType": "text/plain"}, "n": {"default": 3, "contentMediaType": "x"}},
             "patternProperties": {"^x": true}, "additionalProperties": {"deprecated": true},
             "if": {"required": ["gone"], "title": "no"}, "else": {"description": "yes"}}
            """;
        const string json = """{"id": "0190c5d4-7e4e-7aaa-8aaa-000000000000", "n": 1, "x1": 1, "more": 1}""";
        JsonNode output = Output(schema, json, OutputFormat.Basic);
        output["errors"].ShouldBeNull();
        output["annotations"]!.AsArray().Select(static a => $"{a!["keywordLocation"]} @ {a["instanceLocation"]} = {a["annotation"]!.ToJsonString()}").ShouldBe(
        [
            "/title @  = \"Order\"",
            "/x-owner @  = {\"team\":\"a\"}",
            "/properties/id/readOnly @ /id = true",
            "/properties/id/format @ /id = \"uuid\"",
            "/properties/id/contentMediaType @ /id = \"text/plain\"",
            "/properties/n/default @ /n = 3",
            "/additionalProperties/deprecated @ /more = true",
            "/else/description @  = \"yes\"",
            "/properties @  = [\"id\",\"n\"]",
            "/patternProperties @  = [\"x1\"]",
            "/additionalProperties @  = [\"more\"]",
        ], ignoreOrder: true);
    }

    [Fact]
    public void Array_applicators_annotate_what_they_evaluated()
    {
        JsonNode output = Output("""{"prefixItems": [true, true], "contains": {"type": "null"}, "unevaluatedItems": true}""", "[1, 2, null, 4]", OutputFormat.Basic);
        output["annotations"]!.AsArray().Select(static a => $"{a!["keywordLocation"]} = {a["annotation"]!.ToJsonString()}")
            .ShouldBe(["/prefixItems = 1", "/contains = [2]", "/unevaluatedItems = true"], ignoreOrder: true);
    }

    [Fact]
    public void A_text_that_is_not_json_is_one_error_of_the_root()
    {
        JsonNode output = Output("{}", "{\n\"a\" 1}", OutputFormat.Detailed);
        ((string)output["error"]!).ShouldBe("Line 2, column 5: Expected ':' after a property name.");
        Output("{}", "{\n\"a\" 1}", OutputFormat.Basic)["errors"]!.AsArray().ShouldHaveSingleItem()!["error"]!.ToString().ShouldContain("Line 2");
    }

    private static JsonNode Output(string schema, string json, OutputFormat format) => JsonNode.Parse(
        TestSchemas.Compile(schema).Validate(Encoding.UTF8.GetBytes(json), ValidateOptions.ForOutput).ToOutput(format))!;

    private static string[] Places(JsonNode units) =>
        [.. units.AsArray().Select(static u => $"#{u!["keywordLocation"]} @ {u["instanceLocation"]}")];
}
