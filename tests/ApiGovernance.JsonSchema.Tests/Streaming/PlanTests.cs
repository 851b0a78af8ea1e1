namespace ApiGovernance.JsonSchema.Tests.Streaming;

/// <summary>Every kind of plan, on values that pass and values that fail, with proof that it is that plan which decides.</summary>
public sealed class PlanTests
{
    [Theory]
    [InlineData("""{"type": "string", "minLength": 2, "maxLength": 3}""", "string-length",
        """["aa", "aé", "éé", "€€€", "\u0061b", "😀😀"]""", """["a", "", "aaaa", "é", "€", "😀", "\u0061", 1]""")]
    [InlineData("""{"enum": ["a", "bc", "é", 1, 2.50, 1e400, null, true]}""", "string-values",
        """["a", "bc", "\u00e9", 1, 1.0, 2.5, 10e-1, 1e400, 10e399, null, true]""", """["b", "", "abc", 1.1, 2, 1e401, false, [], {}]""")]
    [InlineData("""{"format": "date"}""", "string-format", """["2026-01-31", "2026-01-3\u0031", 4]""", """["2026-02-30", ""]""")]
    [InlineData("""{"pattern": "^a+$"}""", "string-pattern", """["a", "\u0061a", 7]""", """["", "b", "ab"]""")]
    [InlineData("""{"type": "string", "oneOf": [{"maxLength": 2}, {"pattern": "^a"}]}""", "string-branches", """["b", "aaa"]""", """["a", "bbb"]""")]
    [InlineData("""{"type": "string", "not": {"enum": ["x", "y"]}}""", "string-branches", """["z"]""", """["x", "y"]""")]
    [InlineData("""{"type": "string", "if": {"pattern": "^a"}, "then": {"minLength": 3}, "else": {"maxLength": 1}}""", "string-branches",
        """["abc", "b", ""]""", """["ab", "bb"]""")]
    [InlineData("""{"type": "string", "allOf": [{"minLength": 1}, {"enum": ["a", "b"]}, {"enum": ["b", "c"]}]}""", "string-values", "[\"b\"]", """["a", "c"]""")]
    [InlineData("""{"type": "integer"}""", "number-multiple", "[1, -0, 1.0, 1e2, 10e-1, 123456789012345678901234567890]", "[1.5, 1e-1, 10.01, true]")]
    [InlineData("""{"minimum": 1.5, "exclusiveMaximum": 20}""", "number-range", "[1.5, 1.50, 2, 19.999999999, 15e-1, 19.99999999999999999999999]",
        "[1.49, 1, 20, 2e1, 20.0000000, 1.4999999999999999999999, -2, 1e400]")]
    [InlineData("""{"minimum": -1e300, "maximum": 1e-300}""", "number-range", "[0, -5, -1e300, 1e-301, 0.0000000]", "[1, 1e-299, -1e301, 0.1]")]
    [InlineData("""{"multipleOf": 0.01}""", "number-multiple", "[0.01, 4.35, 12345678.1, 1.10, 1e3, 0, -0.07, 1.0500000]", "[0.001, 1.005, 1e-3, 4.3500001]")]
    [InlineData("""{"allOf": [{"multipleOf": 4}, {"multipleOf": 6}]}""", "number-multiple", "[0, 12, -24, 1.2e1, 12.0]", "[4, 6, 8, 18, 1.2]")]
    [InlineData("""{"multipleOf": 2.5}""", "number-multiple", "[2.5, 5, 7.50, 1e400]", "[1, 2.4, 0.5]")]
    [InlineData("""{"multipleOf": 1e-300}""", "number-multiple", "[0, 1, 1e-300, 2.5e-299]", "[1e-301, 1.5e-300]")]
    [InlineData("""{"multipleOf": 1e30}""", "number-multiple", "[0, 1e30, 3e31]", "[1, 1e29, 1000000]")]
    [InlineData("""{"enum": [1, 2]}""", "number-values", "[1, 2.0]", "[3, 1.5]")]
    [InlineData("""{"type": "number", "anyOf": [{"maximum": 1}, {"minimum": 5}, {"const": 3}]}""", "number-branches", "[0, 3, 3.0, 6]", "[2, 4.5]")]
    [InlineData("""{"type": "number", "not": {"multipleOf": 2}}""", "number-branches", "[1, 0.5]", "[2, 4]")]
    [InlineData("""{"prefixItems": [{"type": "integer"}, {"type": "string"}], "items": {"type": "null"}, "maxItems": 3}""", "prefix-item",
        """[[], [1], [1, "a"], [1, "a", null], {}]""", """[["a"], [1, 1], [1, "a", 1], [1, "a", null, null]]""")]
    [InlineData("""{"type": "array", "minItems": 1, "maxItems": 2, "items": {"type": "array", "items": {"type": "integer"}}}""", "item-count",
        "[[[]], [[1],[2, 3]]]", """[[], [[],[],[]], [[1, "a"]], [1]]""")]
    [InlineData("""{"uniqueItems": true}""", "unique-items",
        """[[], [1], [1, 2, "1", null, true], ["a", "b"], [[1], [2]], [{"a": 1}, {"a": 2}]]""",
        """[[1, 1], [1, 1.0], [10, 1e1], ["a", "\u0061"], ["a", "b", "a"], [null, null], [[1], [1.0]], [{"a": 1, "b": 2}, {"b": 2, "a": 1}], [0, -0]]""")]
    [InlineData("""{"contains": {"type": "string"}, "minContains": 2, "maxContains": 3}""", "contains",
        """[["a", 1, "b"], ["a", "b", "c"], 1]""", """[[], ["a"], ["a", "b", "c", "d"], [1]]""")]
    public void Scalars_and_arrays(string schema, string operation, string valid, string invalid) => Check(schema, operation, valid, invalid);

    [Theory]
    [InlineData("""{"properties": {"a": {"type": "integer"}, "b": {"type": "string"}}, "required": ["b", "z"], "additionalProperties": false}""", "property",
        "[]", """[{"b": "", "z": 1}, {"a": 1}, {"a": 1, "b": ""}, {"b": "", "x": 1}]""")]
    [InlineData("""{"properties": {"a": {"type": "integer"}, "b": {"type": "string"}}, "required": ["b"], "additionalProperties": {"type": "null"}}""", "other-properties",
        """[{"b": ""}, {"b": "", "a": 1}, {"a": 1, "b": "", "c": null}, {"\u0062": ""}, 1]""", """[{"a": 1}, {"b": "", "c": 1}, {"b": 1}, {"b": "", "\u0061": "x"}]""")]
    [InlineData("""{"patternProperties": {"^x": {"type": "integer"}, "y$": {"minimum": 5}}, "properties": {"xy": {"maximum": 7}}, "additionalProperties": false}""",
        "pattern-property", """[{"x": 1}, {"y": 5}, {"x_y": 6}, {"xy": 6}, {"\u0078": 2}]""", """[{"x": 1.5}, {"y": 4}, {"x_y": 4}, {"xy": 8}, {"xy": 4}, {"a": 1}]""")]
    [InlineData("""{"propertyNames": {"maxLength": 2}, "properties": {"abc": {}, "ab": {"type": "null"}}}""", "property-names",
        """[{}, {"ab": null, "x": 1}, {"é": 1}]""", """[{"abc": 1}, {"abcd": 1}, {"ab": 1}, {"\u0061\u0062\u0063": 1}]""")]
    [InlineData("""{"minProperties": 1, "maxProperties": 2}""", "property-count", """[{"a": 1}, {"a": 1, "b": 2}]""", """[{}, {"a": 1, "b": 2, "c": 3}]""")]
    [InlineData("""{"dependentRequired": {"a": ["b", "c"]}}""", "presence", """[{}, {"b": 1}, {"a": 1, "b": 1, "c": 1}]""", """[{"a": 1}, {"c": 1, "a": 1}]""")]
    [InlineData("""{"anyOf": [{"required": ["a"]}, {"required": ["b", "c"]}], "not": {"required": ["x"]}}""", "presence",
        """[{"a": 1}, {"b": 1, "c": 1}, {"c": 1, "a": 2}]""", """[{}, {"b": 1}, {"a": 1, "x": 1}, 1]""")]
    [InlineData("""{"oneOf": [{"required": ["a"]}, {"required": ["b"]}, {"minProperties": 3}]}""", "presence",
        """[{"a": 1}, {"b": 1}, {"x": 1, "y": 1, "z": 1}]""", """[{}, {"a": 1, "b": 1}, {"a": 1, "x": 1, "y": 1}]""")]
    [InlineData("""{"if": {"required": ["a"]}, "then": {"required": ["b"]}, "else": {"maxProperties": 1}}""", "presence",
        """[{}, {"x": 1}, {"a": 1, "b": 1}]""", """[{"a": 1}, {"x": 1, "y": 1}]""")]
    [InlineData("""{"allOf": [{"properties": {"a": {"type": "string"}}}, {"properties": {"a": {"minLength": 2}, "b": {}}}], "unevaluatedProperties": false}""", "other-properties",
        """[{}, {"a": "xy"}, {"b": 1, "a": "xy"}]""", """[{"a": "x"}, {"a": 1}, {"c": 1}]""")]
    [InlineData("""{"allOf": [{"prefixItems": [{"type": "string"}]}], "unevaluatedItems": {"type": "null"}}""", "prefix-item",
        """[[], ["a"], ["a", null, null]]""", """[[1], ["a", 1]]""")]
    public void Objects(string schema, string operation, string valid, string invalid) => Check(schema, operation, valid, invalid);

    [Theory]
    [InlineData("""{"oneOf": [{"type": "null"}, {"type": "object", "properties": {"a": {"type": "integer"}}}, {"type": "array", "items": {"type": "string"}}]}""",
        """[null, {}, {"a": 1}, [], ["x"]]""", """["s", 1, {"a": ""}, [1]]""")]
    [InlineData("""{"anyOf": [{"type": "object", "required": ["a"]}, {"type": ["string", "null"]}]}""", """[{"a": 1}, "", null]""", "[{}, 1, []]")]
    public void Alternatives_of_different_types_need_neither_a_tag_nor_the_tape(string schema, string valid, string invalid)
    {
        BothEngines both = Check(schema, "value", valid, invalid);
        both.Listing.ShouldNotContain("tag-switch");
        both.Listing.ShouldNotContain(" tape ");
    }

    [Theory]
    [InlineData("""
        {"oneOf": [
          {"type": "object", "required": ["kind"], "properties": {"kind": {"const": "cat"}, "lives": {"type": "integer"}}, "additionalProperties": false},
          {"type": "object", "required": ["kind"], "properties": {"kind": {"enum": ["dog", "wolf"]}, "barks": {"type": "boolean"}}, "additionalProperties": false}]}
        """,
        """[{"kind": "cat", "lives": 9}, {"lives": 9, "kind": "cat"}, {"barks": true, "kind": "w\u006flf"}, {"k\u0069nd": "dog"}]""",
        """[{}, {"kind": "cat", "barks": true}, {"kind": "fish"}, {"kind": 1}, {"lives": 9}, {"barks": [{"kind": "cat"}], "kind": "cat"}, 1]""")]
    [InlineData("""
        {"type": "object", "properties": {"country": {"type": "string"}, "zip": {"type": "string"}},
         "if": {"properties": {"country": {"const": "US"}}, "required": ["country"]},
         "then": {"properties": {"zip": {"pattern": "^[0-9]{5}$"}}}, "else": {"properties": {"zip": {"maxLength": 3}}}}
        """,
        """[{"country": "US", "zip": "12345"}, {"zip": "12345", "country": "US"}, {"zip": "abc"}, {"country": "DE", "zip": "abc"}]""",
        """[{"country": "US", "zip": "abc"}, {"zip": "12345"}, {"country": "DE", "zip": "12345"}, {"country": 1}]""")]
    [InlineData("""{"dependentSchemas": {"a": {"properties": {"b": {"type": "integer"}}, "required": ["b"]}}}""",
        """[{}, {"b": ""}, {"a": 1, "b": 1}, {"b": 1, "a": 1}]""", """[{"a": 1}, {"b": "", "a": 1}]""")]
    [InlineData("""
        {"anyOf": [{"required": ["a"], "properties": {"a": {"type": "string"}}}, {"required": ["b"], "properties": {"b": {"type": "integer"}}}]}
        """,
        """[{"a": ""}, {"b": 1}, {"a": "", "b": ""}, {"a": 1, "b": 1}]""", """[{}, {"a": 1}, {"b": ""}, {"a": 1, "b": ""}]""")]
    [InlineData("""
        {"oneOf": [
          {"properties": {"t": {"const": "x"}, "u": {"const": "1"}, "v": {"type": "string"}}, "required": ["t", "u"]},
          {"properties": {"t": {"const": "x"}, "u": {"const": "2"}, "v": {"type": "integer"}}, "required": ["t", "u"]},
          {"properties": {"t": {"const": "y"}}, "required": ["t"]}], "unevaluatedProperties": false}
        """,
        """[{"t": "x", "u": "1", "v": ""}, {"u": "2", "v": 1, "t": "x"}, {"t": "y"}]""",
        """[{"t": "x", "u": "1", "v": 1}, {"t": "x"}, {"t": "y", "v": 1}, {"t": "y", "u": "1"}, {"t": "x", "u": "3"}]""")]
    [InlineData("""
        {"required": ["type"], "allOf": [
          {"if": {"properties": {"type": {"const": "a"}}}, "then": {"required": ["x"], "properties": {"x": {"type": "integer"}}}},
          {"if": {"properties": {"type": {"enum": ["b", "c"]}}}, "then": {"properties": {"y": {"type": "string"}}}, "else": {"not": {"required": ["y"]}}}]}
        """,
        """[{"type": "a", "x": 1}, {"type": "b", "y": ""}, {"y": "", "type": "c"}, {"type": "d"}, {"type": 1}]""",
        """[{"type": "a"}, {"type": "a", "x": 1, "y": ""}, {"type": "b", "y": 1}, {"type": "d", "y": ""}, {"type": 1, "y": ""}, {"y": 1}]""")]
    public void Branches_are_told_apart_by_a_property_wherever_it_stands(string schema, string valid, string invalid) =>
        Check(schema, "tag-switch", valid, invalid).Listing.ShouldNotContain("cannot be told apart before");

    [Theory]
    [InlineData("""{"properties": {"x": {"anyOf": [{"type": "array", "items": {"type": "string"}}, {"type": "array", "items": {"type": "integer"}}]}, "y": {"type": "integer"}}}""",
        """[{"x": ["a", "b"], "y": 1}, {"y": 2, "x": [1, 2]}, {"x": [], "y": 1}]""", """[{"x": ["a", 1]}, {"x": ["a"], "y": ""}, {"x": 1}]""")]
    [InlineData("""{"items": {"const": {"a": [1, {"b": null}]}}}""", """[[], [{"a": [1.0, {"b": null}]}]]""", """[[{"a": [1]}], [{"a": [1, {"b": null}], "c": 1}]]""")]
    [InlineData("""{"properties": {"p": {"not": {"properties": {"a": {"type": "integer"}}}}}}""", """[{"p": {"a": ""}}]""", """[{"p": {"a": 1}}, {"p": {}}, {"p": 1}]""")]
    [InlineData("""{"items": {"contains": {"const": 1}, "prefixItems": [{}], "unevaluatedItems": false}}""", """[[["x", 1, 1]], [[1]]]""", """[[["x", 1, 2]], [["x"]]]""")]
    public void A_value_that_cannot_be_decided_goes_to_the_tape_alone(string schema, string valid, string invalid) => Check(schema, "tape", valid, invalid);

    internal static BothEngines Check(string schema, string operation, string valid, string invalid)
    {
        var both = new BothEngines(schema);
        both.Auto.Listing().Lines.Select(static l => l.Name).ShouldContain(operation);
        foreach (string json in Each(valid))
            both.Accepts(json).ShouldBeTrue(json);
        foreach (string json in Each(invalid))
            both.Accepts(json).ShouldBeFalse(json);
        return both;
    }

    private static IEnumerable<string> Each(string array)
    {
        using var document = System.Text.Json.JsonDocument.Parse(array);
        return [.. document.RootElement.EnumerateArray().Select(static e => e.GetRawText())];
    }
}
