using System.Text;

namespace ApiGovernance.JsonSchema.Tests.Streaming;

public sealed class StreamedObjectTests
{
    private static readonly JsonInputLimits s_duplicates = new() { AllowDuplicateKeys = true };

    [Theory]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(128)]
    [InlineData(300)]
    public void Tables_of_any_size_find_every_name_and_miss_every_other(int count)
    {
        string properties = string.Join(',', Enumerable.Range(0, count).Select(static i => $"\"name{i}\":{{\"const\":{i}}}"));
        string required = string.Join(',', Enumerable.Range(0, count).Select(static i => $"\"name{i}\""));
        var both = new BothEngines($$"""{"properties":{{{properties}}},"required":[{{required}}],"additionalProperties":false}""");
        string[] all = [.. Enumerable.Range(0, count).Select(static i => $"\"name{i}\":{i}")];
        both.Accepts("{" + string.Join(',', all) + "}").ShouldBeTrue();
        both.Accepts("{" + string.Join(',', all.Reverse()) + "}").ShouldBeTrue();
        both.Accepts("[{" + string.Join(',', all) + "}]").ShouldBeTrue();
        for (int left = 0; left < count; left += 7)
        {
            both.Accepts("{" + string.Join(',', all.Where((_, i) => i != left)) + "}").ShouldBeFalse();
            string twice = "{" + string.Join(',', all.Append(all[left])) + "}";
            both.Accepts(twice).ShouldBeFalse();
            both.Accepts(twice, s_duplicates).ShouldBeTrue();
        }

        both.Accepts("{" + string.Join(',', all.Append("\"name\":1")) + "}").ShouldBeFalse();
    }

    [Fact]
    public void Objects_with_large_tables_may_be_nested()
    {
        string properties = string.Join(',', Enumerable.Range(0, 100).Select(static i => $"\"p{i}\":{{\"$ref\":\"#\"}}"));
        var both = new BothEngines($$$"""{"type":"object","properties":{{{{properties}}}},"if":{"required":["p99"]},"then":{"required":["p70"]}}""");
        both.Accepts("""{"p99":{"p99":{"p70":{}},"p70":{}},"p70":{"p99":{"p70":{}},"p70":{"p1":{}}}}""").ShouldBeTrue();
        both.Accepts("""{"p99":{"p99":{"p71":{}},"p71":{}},"p70":{}}""").ShouldBeFalse();
        both.Accepts("""{"p99":{"p99":{"p70":{}},"p70":{}},"p70":{"p80":{"p71":{}},"p70":{"p1":{}}}}""").ShouldBeTrue();
        both.Accepts("""{"p99":{},"p98":{}}""").ShouldBeFalse();
        both.Accepts("""{"p70":{},"p71":{"p71":{}},"p70":{}}""").ShouldBeFalse();
    }

    [Theory]
    [InlineData("""{"a":1,"a":2}""")]
    [InlineData("""{"x":1,"y":2,"x":3}""")]
    [InlineData("""{"x":1,"\u0078":3}""")]
    [InlineData("""{"\u0061":1,"a":3}""")]
    [InlineData("""{"x":{"x":{"y":1}},"y":[{"x":1}],"x":3}""")]
    [InlineData("""{"list":[{"q":1,"w":2,"q":3}]}""")]
    [InlineData("""{"":1,"":2}""")]
    public void A_key_named_twice_is_found_wherever_it_stands(string json)
    {
        var both = new BothEngines("""{"properties": {"a": {"type": "integer"}}}""");
        both.Accepts(json).ShouldBeFalse();
        both.Accepts(json, s_duplicates).ShouldBeTrue();
    }

    [Fact]
    public void Each_of_the_values_of_a_key_named_twice_is_checked()
    {
        var both = new BothEngines("""{"properties": {"a": {"type": "integer"}}, "required": ["a"], "maxProperties": 2}""");
        both.Accepts("""{"a":1,"a":"x"}""", s_duplicates).ShouldBeFalse();
        both.Accepts("""{"a":1,"a":2}""", s_duplicates).ShouldBeTrue();
        both.Accepts("""{"a":1,"a":2,"a":3}""", s_duplicates).ShouldBeFalse();
    }

    [Theory]
    [InlineData("k")]
    [InlineData("prefix-that-all-keys-share-")]
    public void A_hundred_thousand_keys_are_no_trouble(string prefix)
    {
        var both = new BothEngines("""{"properties": {"id": {}}}""");
        var json = new StringBuilder("{\"id\":{\"id\":1}");
        for (int i = 0; i < 100_000; i++)
            json.Append(",\"").Append(prefix).Append(i).Append("-suffix-that-all-keys-share\":0");
        both.Accepts(json + "}").ShouldBeTrue();
        both.Accepts(json + $",\"{prefix}77777-suffix-that-all-keys-share\":0}}").ShouldBeFalse();
        both.Accepts(json + $",\"{prefix}\\u00377777-suffix-that-all-keys-share\":0}}").ShouldBeFalse();
    }

    [Fact]
    public void Items_that_are_read_twice_again_and_again_are_given_up_in_time()
    {
        // Every level of nesting doubles the work of deciding contains by reading again.
        var both = new BothEngines(
            """{"type": "array", "contains": {"$ref": "#"}, "minContains": 0, "items": {"$ref": "#"}}""", options: new SchemaCompileOptions { MaxEvaluations = 100_000 });
        both.Accepts(new string('[', 10) + new string(']', 10)).ShouldBeTrue();
        both.Auto.IsValid(Encoding.UTF8.GetBytes(new string('[', 60) + new string(']', 60))).ShouldBeFalse();
        both.Auto.Validate(Encoding.UTF8.GetBytes(new string('[', 60) + new string(']', 60))).Errors.ShouldHaveSingleItem().Message.ShouldContain("more steps");
    }

    [Fact]
    public void Dynamic_references_are_followed_while_plans_are_made()
    {
        const string Tree = """
            {"$id": "https://x.example/strict", "$ref": "tree", "$dynamicAnchor": "node", "$defs": {"tree": {
              "$id": "https://x.example/tree", "$dynamicAnchor": "node", "type": "object",
              "properties": {"data": {"type": "integer"}, "children": {"type": "array", "items": {"$dynamicRef": "#node"}}}}}, "unevaluatedProperties": false}
            """;
        var both = new BothEngines(Tree);
        both.Listing.ShouldNotContain(" tape ");
        both.Accepts("""{"data": 1, "children": [{"data": 2, "children": []}]}""").ShouldBeTrue();
        both.Accepts("""{"data": 1, "children": [{"daat": 2}]}""").ShouldBeFalse();
        both.Accepts("""{"data": 1, "children": [{"data": ""}]}""").ShouldBeFalse();
    }

    [Fact]
    public void Nothing_is_allocated_whatever_the_plan()
    {
        CompiledSchema schema = new BothEngines("""
            {"type": "object", "properties": {
              "tape": {"anyOf": [{"type": "array", "items": {"type": "string"}}, {"type": "array", "items": {"type": "integer"}}]},
              "tag": {"oneOf": [{"required": ["t"], "properties": {"t": {"const": "a"}}}, {"required": ["t"], "properties": {"t": {"const": "b"}}}]},
              "unique": {"uniqueItems": true, "contains": {"type": "object"}}, "n": {"multipleOf": 0.01}, "s": {"maxLength": 3}}}
            """).Auto;
        string unknown = string.Join(',', Enumerable.Range(0, 40).Select(static i => $"\"k{i}\":{{\"z\":{i}}}"));
        byte[] json = Encoding.UTF8.GetBytes(
            $$"""{"tape":[1,2],"tag":{"x":[1],"t":"b"},"unique":[1,2.5,{"a":[]},"\u0061"],"n":12.35,"s":"\u00e9","\u0078y":0,{{unknown}}}""");
        for (int i = 0; i < 300; i++)
            schema.IsValid(json).ShouldBeTrue();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1000; i++)
            schema.IsValid(json);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(1000);
    }
}
