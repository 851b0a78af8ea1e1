using ApiGovernance.JsonSchema.Parameters;

namespace ApiGovernance.JsonSchema.Tests.Parameters;

/// <summary>Which JSON value a text stands for.</summary>
public class ParameterValueTests
{
    private const string OneOf = """{"oneOf": [{"type": "integer", "minimum": 10}, {"type": "string", "pattern": "^x|^1$"}]}""";

    [Theory]
    [InlineData("""{"type": "integer"}""", "5", true)]
    [InlineData("""{"type": "integer"}""", "-5", true)]
    [InlineData("""{"type": "integer"}""", "05", false)]
    [InlineData("""{"type": "integer"}""", "+5", false)]
    [InlineData("""{"type": "integer"}""", "%2B5", false)]
    [InlineData("""{"type": "integer"}""", "5.5", false)]
    [InlineData("""{"type": "integer"}""", "", false)]
    [InlineData("""{"type": "integer"}""", " 5", false)]
    [InlineData("""{"type": "integer"}""", "0x10", false)]
    [InlineData("""{"type": "integer"}""", "１", false)]
    [InlineData("""{"type": "integer", "format": "int32"}""", "2147483648", false)]
    [InlineData("""{"type": "integer", "maximum": 100000000000000000000}""", "100000000000000000000", true)]
    [InlineData("""{"type": "integer", "maximum": 100000000000000000000}""", "100000000000000000001", false)]
    [InlineData("""{"type": "number"}""", "1.5e3", true)]
    [InlineData("""{"type": "number"}""", "1.", false)]
    [InlineData("""{"type": "number"}""", ".5", false)]
    [InlineData("""{"type": "number"}""", "NaN", false)]
    [InlineData("""{"type": "number"}""", "1,5", false)]
    [InlineData("""{"type": "boolean"}""", "true", true)]
    [InlineData("""{"type": "boolean"}""", "True", false)]
    [InlineData("""{"type": "boolean"}""", "1", false)]
    [InlineData("""{"type": ["integer", "null"]}""", "null", true)]
    [InlineData("""{"type": ["integer", "null"]}""", "", true)]
    [InlineData("""{"type": ["string", "null"], "maxLength": 3}""", "null", false)]
    [InlineData("""{"type": "string", "const": "null"}""", "null", true)]
    [InlineData("""{"type": "string", "const": "5"}""", "5", true)]
    [InlineData("""{"type": "string", "const": "true"}""", "true", true)]
    [InlineData("""{"type": "string", "minLength": 1}""", "", false)]
    [InlineData("""{"const": 5}""", "5", true)]
    [InlineData("""{"const": "5"}""", "5", true)]
    [InlineData("""{"enum": [1, "a", true, null]}""", "true", true)]
    [InlineData("""{"enum": [1, "a", true, null]}""", "b", false)]
    [InlineData("""{"anyOf": [{"type": "string", "format": "date"}, {"type": "integer"}]}""", "2026-11-23", true)]
    [InlineData("""{"anyOf": [{"type": "string", "format": "date"}, {"type": "integer"}]}""", "20261123", true)]
    [InlineData("""{"anyOf": [{"type": "string", "format": "date"}, {"type": "integer"}]}""", "tomorrow", false)]
    [InlineData(OneOf, "12", true)]
    [InlineData(OneOf, "1", true)]
    [InlineData(OneOf, "2", false)]
    [InlineData("""{"type": "string", "const": "a b/c"}""", "a+b%2Fc", true)]
    [InlineData("""{"type": "string", "const": "ü€😀"}""", "%C3%BC%E2%82%AC%F0%9F%98%80", true)]
    [InlineData("""{"type": "string", "const": "ü"}""", "ü", true)]
    [InlineData("""{"type": "string", "const": "a=b"}""", "a=b", true)]
    [InlineData("""{"type": "string", "const": "\u0000"}""", "%00", true)]
    [InlineData("""{"type": "string", "maxLength": 1}""", "%F0%9F%98%80", true)]
    [InlineData("true", "anything", true)]
    [InlineData("false", "anything", false)]
    public void The_schema_decides_what_a_text_is(string schema, string text, bool valid) =>
        (ParameterWorld.Query("v", schema).Check("v=" + text).Count == 0).ShouldBe(valid);

    [Theory]
    [InlineData("""{"items": {"oneOf": [{"type": "integer", "minimum": 10}, {"type": "string", "pattern": "^x|^1$"}]}, "type": "array"}""", "v=12&v=1&v=xy", true)]
    [InlineData("""{"items": {"oneOf": [{"type": "integer", "minimum": 10}, {"type": "string", "pattern": "^x|^1$"}]}, "type": "array"}""", "v=12&v=2", false)]
    [InlineData("""{"items": {"type": "string"}}""", "v=12&v=2", true)]
    [InlineData("""{"type": "array", "maxItems": 2}""", "v=1&v=2", true)]
    [InlineData("""{"type": "array", "const": ["1", "2"]}""", "v=1&v=2", true)]
    [InlineData("""{"type": "array", "const": [1, 2]}""", "v=1&v=2", true)]
    [InlineData("""{"type": "array", "uniqueItems": true}""", "v=1&v=1", false)]
    [InlineData("""{"type": "array", "minItems": 1}""", "v=1", true)]
    [InlineData("""{"type": "array", "const": [""]}""", "v=", true)]
    [InlineData("""{"type": "array", "prefixItems": [{"type": "integer"}, {"type": "string"}]}""", "v=1&v=a", true)]
    [InlineData("""{"oneOf": [{"type": "string", "maxLength": 1}, {"type": "array", "items": {"type": "integer"}}]}""", "v=a", true)]
    [InlineData("""{"oneOf": [{"type": "string", "maxLength": 1}, {"type": "array", "items": {"type": "integer"}}]}""", "v=12", true)]
    [InlineData("""{"oneOf": [{"type": "string", "maxLength": 1}, {"type": "array", "items": {"type": "integer"}}]}""", "v=1&v=2", true)]
    [InlineData("""{"oneOf": [{"type": "string", "maxLength": 1}, {"type": "array", "items": {"type": "integer"}}]}""", "v=ab", false)]
    [InlineData("""{"allOf": [{"type": "array"}, {"items": {"type": "string"}}], "const": ["1"]}""", "v=1", true)]
    public void Items_are_read_each_for_itself(string schema, string query, bool valid) =>
        (ParameterWorld.Query("v", schema).Check(query).Count == 0).ShouldBe(valid);

    [Theory]
    [InlineData("""{"type": "object", "additionalProperties": {"type": "string"}, "const": {"a": "1"}}""", "f[a]=1")]
    [InlineData("""{"type": "object", "additionalProperties": {"type": "integer"}, "const": {"a": 1}}""", "f[a]=1")]
    [InlineData("""{"type": "object", "const": {"a": {"b": {"c": 1}}}}""", "f[a][b][c]=1")]
    [InlineData("""{"type": "object", "const": {"a": "1", "b": "true"}}""", "f[a]=1&f[b]=true")]
    [InlineData("""{"type": "object", "properties": {"a": {"type": "array", "items": {"type": "integer"}}}, "const": {"a": [1, 2]}}""", "f[a]=1&f[a]=2")]
    [InlineData("""{"type": "object", "properties": {"a": {"type": "array", "items": {"type": "integer"}}}, "const": {"a": [1]}}""", "f[a]=1")]
    [InlineData("""{"type": "object", "properties": {"a": {"type": "array", "items": {"type": "integer"}}}, "const": {"a": [1, 2]}}""", "f[a][]=1&f[a][]=2")]
    [InlineData("""{"type": "object", "properties": {"a": {"type": "array", "items": {"type": "integer"}}}, "const": {"a": [1, 2]}}""", "f[a][0]=1&f[a][1]=2")]
    [InlineData("""{"type": "object", "properties": {"a": {"type": "array", "items": {"type": "object"}}}, "const": {"a": [{"b": 1}, {"b": 2}]}}""", "f[a][0][b]=1&f[a][1][b]=2")]
    [InlineData("""{"type": "object", "properties": {"0": {"type": "integer"}}, "const": {"0": 1}}""", "f[0]=1")]
    [InlineData("""{"type": "object", "const": {"a b": "c d"}}""", "f%5Ba+b%5D=c%20d")]
    public void Deep_objects_nest_and_hold_arrays(string schema, string query) =>
        ParameterWorld.Query("f", schema, style: SerializationStyle.DeepObject).Check(query).ShouldBeEmpty();

    [Fact]
    public void Two_deep_objects_and_two_spread_objects_are_kept_apart()
    {
        ParameterSet deep = ParameterSet.Create(
        [
            ParameterWorld.Query("f", """{"type": "object", "const": {"a": 1}}""", style: SerializationStyle.DeepObject),
            ParameterWorld.Query("ff", """{"type": "object", "const": {"a": 2}}""", style: SerializationStyle.DeepObject),
        ]);
        deep.Check("ff[a]=2&f[a]=1").ShouldBeEmpty();
        deep.Check("ff[a]=1&f[a]=1").ShouldHaveSingleItem().Name.ShouldBe("ff");

        ParameterSet spread = ParameterSet.Create(
        [
            ParameterWorld.Query("limit", """{"type": "integer"}"""),
            ParameterWorld.Query("page", """{"type": "object", "properties": {"page": {"type": "integer"}}, "additionalProperties": false}"""),
            ParameterWorld.Query("sort", """{"type": "object", "properties": {"by": {"type": "string"}}, "additionalProperties": false}"""),
        ]);
        spread.Check("page=1&by=2&limit=3").ShouldBeEmpty();
        spread.Check("").ShouldBeEmpty();
        spread.Check("by=a&page=x").ShouldHaveSingleItem().ValuePointer.ShouldBe("/page");
        spread.Check("page=1&unknown=1").ShouldHaveSingleItem().ValuePointer.ShouldBe("/unknown");
    }

    [Fact]
    public void A_recursive_schema_is_no_trap()
    {
        ParameterDescription filter = ParameterWorld.Query(
            "f", """{"$ref": "#/$defs/n", "$defs": {"n": {"type": "object", "properties": {"n": {"$ref": "#/$defs/n"}, "v": {"type": "integer"}}, "additionalProperties": false}}}""",
            style: SerializationStyle.DeepObject);
        filter.Check("f[n][n][n][v]=1").ShouldBeEmpty();
        filter.Check("f[n][n][n][w]=1").ShouldHaveSingleItem().Error.InstancePointer.ShouldBe("/query/f/n/n/n/w");
    }

    [Theory]
    [InlineData("""{"type": "object", "required": ["a"]}""", "f=%7B%22a%22:1%7D", true)]
    [InlineData("""{"type": "object", "required": ["a"]}""", "f={\"a\":1}", true)]
    [InlineData("""{"type": "string", "const": "a+b"}""", "f=%22a%2Bb%22", true)]
    [InlineData("""{"type": "string", "const": "aä\"b"}""", "f=%22a%5Cu00e4%5C%22b%22", true)]
    [InlineData("""{"type": "object", "required": ["a"]}""", "f=%7B%22b%22:1%7D", false)]
    [InlineData("""{"type": "object"}""", "f=%7B", false)]
    [InlineData("""{"type": "object"}""", "f=%7B%22a%22:1,%22a%22:2%7D", false)]
    public void A_parameter_may_be_a_JSON_document(string schema, string query, bool valid) =>
        (ParameterSet.Create([ParameterWorld.Query("f", schema) with { ContentType = "application/json; charset=utf-8" }]).Check(query).Count == 0).ShouldBe(valid);

    [Fact]
    public void The_whole_query_may_be_one_value()
    {
        ParameterDescription json = ParameterWorld.Parameter(ParameterIn.QueryString, SerializationStyle.Form, true, """{"required": ["a"]}""", "q", required: true);
        json = json with { ContentType = "application/json" };
        json.Check("?%7B%22a%22%3A1%7D").ShouldBeEmpty();
        json.Check("%7B%22b%22%3A1%7D").ShouldHaveSingleItem().Error.Keyword.ShouldBe("required");
        json.Check("").ShouldHaveSingleItem().Error.Message.ShouldBe("is required");

        ParameterDescription form = json with
        {
            ContentType = "application/x-www-form-urlencoded",
            Schema = TestSchemas.Compile("""{"required": ["a"], "properties": {"a": {"type": "integer"}, "b": {"type": "array", "items": {"type": "string"}}}}"""),
        };
        form.Check("a=1&b=1&b=2").ShouldBeEmpty();
        form.Check("a=x").ShouldHaveSingleItem().ValuePointer.ShouldBe("/a");
    }

    [Fact]
    public void Content_that_is_not_read_is_told_when_the_set_is_made()
    {
        ParameterSet set = ParameterSet.Create([ParameterWorld.Query("f", """{"type": "object"}""", required: true) with { ContentType = "application/xml" }]);
        set.Unchecked.ShouldHaveSingleItem().Name.ShouldBe("f");
        set.Check("f=<x/>").ShouldBeEmpty();
        set.Check("").ShouldHaveSingleItem().Error.Message.ShouldBe("is required");
    }
}
