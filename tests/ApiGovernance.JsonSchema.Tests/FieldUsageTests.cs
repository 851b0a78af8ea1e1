using System.Text;
using ApiGovernance.JsonSchema.Observation;
using ApiGovernance.JsonSchema.Tests.Suite;

namespace ApiGovernance.JsonSchema.Tests;

public sealed class FieldUsageTests
{
    private const string Order = """
        {"type": "object", "properties": {
          "id": {"type": "string"},
          "lines": {"type": "array", "items": {"$ref": "#/$defs/line"}},
          "buyer": {"oneOf": [{"properties": {"kind": {"const": "a"}, "name": {}}}, {"properties": {"kind": {"const": "b"}, "vat": {}}}]},
          "labels": {"additionalProperties": {"type": "object", "properties": {"en": {}}}},
          "open": {}},
         "$defs": {"line": {"allOf": [{"properties": {"sku": {}}}], "properties": {"giftWrap": {"type": "boolean"}, "qty": {}}}}}
        """;

    [Theory]
    [InlineData(SchemaEngine.Auto)]
    [InlineData(SchemaEngine.Tape)]
    public void The_properties_that_occur_are_counted_once_for_each_text(SchemaEngine engine)
    {
        CompiledSchema schema = Compile(Order, engine);
        var usage = new FieldUsage();
        Note(schema, usage, """{"id": "1", "lines": [{"sku": "a", "giftWrap": true}, {"sku": "b", "qty": 2}]}""");
        Note(schema, usage, """{"lines": [{"sku": "c"}], "buyer": {"kind": "b", "vat": "x"}, "open": {"m\u0061de": [[{"up": 1}]]}}""");
        Note(schema, usage, """{"labels": {"alice@example.com": {"en": "x"}, "bob@example.com": {"en": "y", "de": "z"}}, "a/b~*": 1, "*": 2}""");
        usage.Instances.ShouldBe(3);
        Shown(usage).ShouldBe(
        [
            "/a~1b~0* 1 unnamed", "/buyer 1", "/buyer/kind 1", "/buyer/vat 1", "/id 1", "/labels 1", "/labels/* 1", "/labels/*/de 1 unnamed",
            "/labels/*/en 1", "/lines 2", "/lines/*/giftWrap 1", "/lines/*/qty 1", "/lines/*/sku 2", "/open 1", "/open/made 1 unnamed",
            "/open/made/*/*/up 1 unnamed", "/~2 1 unnamed",
        ]);
        usage.Truncated.ShouldBe(0);
    }

    [Theory]
    [InlineData(SchemaEngine.Auto)]
    [InlineData(SchemaEngine.Tape)]
    public void A_text_that_is_not_valid_leaves_no_trace(SchemaEngine engine)
    {
        CompiledSchema schema = Compile(Order, engine);
        var usage = new FieldUsage(new FieldUsageOptions { MaxUnnamedPaths = 2 });
        Note(schema, usage, """{"id": "1"}""");
        foreach (string refused in (string[])["{\"x\": 1, \"y\": 1, \"z\": 1, \"id\": 1}", "{\"lines\": [{\"sku\": 1, \"qty\": 1}], \"v\": 1, ", "{\"w\": 1}}"])
            schema.IsValid(Encoding.UTF8.GetBytes(refused), usage).ShouldBeFalse();
        usage.Truncated.ShouldBe(0);
        Note(schema, usage, """{"p": 1, "q": 1}""");
        Shown(usage).ShouldBe(["/id 1", "/p 1 unnamed", "/q 1 unnamed"]);
    }

    [Theory]
    [InlineData(SchemaEngine.Auto)]
    [InlineData(SchemaEngine.Tape)]
    public void What_senders_make_up_is_bounded_and_does_not_crowd_out_the_schema(SchemaEngine engine)
    {
        CompiledSchema schema = Compile(Order, engine);
        var usage = new FieldUsage(new FieldUsageOptions { MaxUnnamedPaths = 3, MaxNameBytes = 5 });
        Note(schema, usage, """{"a": 1, "b": {"deep": {"er": 1}}, "c": 1, "toolong": {"x": 1}, "lines": [{"sku": 1, "giftWrap": true}]}""");
        Shown(usage).ShouldBe(["/a 1 unnamed", "/b 1 unnamed", "/b/deep 1 unnamed", "/lines 1", "/lines/*/giftWrap 1", "/lines/*/sku 1"]);
        // "er", "c", "toolong"; what lies in a property that is not recorded is not looked at.
        usage.Truncated.ShouldBe(3);
    }

    [Theory]
    [InlineData(SchemaEngine.Auto)]
    [InlineData(SchemaEngine.Tape)]
    public void A_recursive_schema_is_bounded_by_the_number_of_paths(SchemaEngine engine)
    {
        CompiledSchema schema = Compile("""{"properties": {"left": {"$ref": "#"}, "right": {"$ref": "#"}}, "additionalProperties": false}""", engine);
        var usage = new FieldUsage(new FieldUsageOptions { MaxNamedPaths = 10 });
        string json = string.Concat(Enumerable.Repeat("{\"left\":", 500)) + "{}" + new string('}', 500);
        schema.IsValid(Encoding.UTF8.GetBytes(json), usage, new JsonInputLimits { MaxDepth = 1000 }).ShouldBeTrue();
        usage.Paths.Count.ShouldBe(10);
        usage.Truncated.ShouldBe(1);
    }

    [Fact]
    public void Usages_of_several_threads_are_merged()
    {
        CompiledSchema schema = Compile(Order, SchemaEngine.Auto);
        FieldUsage left = new(), right = new(), narrow = new(new FieldUsageOptions { MaxNamedPaths = 2 });
        Note(schema, left, """{"id": "1", "lines": [{"sku": "a"}]}""");
        Note(schema, right, """{"id": "1", "lines": [{"qty": 1}], "x": 1}""");
        Note(schema, right, """{"x": 1}""");
        left.Merge(right);
        left.Instances.ShouldBe(3);
        Shown(left).ShouldBe(["/id 2", "/lines 2", "/lines/*/qty 1", "/lines/*/sku 1", "/x 2 unnamed"]);
        Note(schema, left, """{"lines": [{"qty": 1, "giftWrap": true}]}""");
        Shown(left).ShouldContain("/lines/*/qty 2");
        narrow.Merge(left);
        narrow.Paths.Count.ShouldBeLessThan(left.Paths.Count);
        narrow.Truncated.ShouldBeGreaterThan(0);
        left.Clear();
        (left.Instances, left.Paths.Count).ShouldBe((0, 0));
        Should.Throw<ArgumentException>(() => left.Merge(left));
    }

    [Theory]
    [InlineData(SchemaEngine.Auto)]
    [InlineData(SchemaEngine.Tape)]
    public void Observing_allocates_nothing_once_the_properties_are_known(SchemaEngine engine)
    {
        CompiledSchema schema = Compile(Order, engine);
        var usage = new FieldUsage();
        byte[] json = Encoding.UTF8.GetBytes(
            """{"id": "1", "lines": [{"sku": "a", "giftWrap": true}, {"m": 1}], "labels": {"x": {"en": 1}}, "buyer": {"kind": "a"}}""");
        for (int i = 0; i < 200; i++)
            schema.IsValid(json, usage).ShouldBeTrue();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1000; i++)
            schema.IsValid(json, usage);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(1000);
        usage.Paths.ShouldAllBe(static p => p.Instances == 1200);
    }

    [Fact]
    public void Both_engines_see_the_same_properties_in_every_case_of_the_suite()
    {
        var seen = new Dictionary<string, List<string>>();
        foreach (SchemaEngine engine in (SchemaEngine[])[SchemaEngine.Tape, SchemaEngine.Auto])
        {
            seen[engine.ToString()] = [];
            Action<string, CompiledSchema, byte[], bool> note = (name, schema, data, _) =>
            {
                var usage = new FieldUsage();
                bool valid = schema.IsValid(data, usage);
                usage.Instances.ShouldBe(valid ? 1 : 0);
                seen[engine.ToString()].Add($"{name}: {string.Join(", ", Shown(usage))}");
            };
            SuiteFiles.Each("draft2020-12", note, new SchemaCompileOptions { Engine = engine });
        }

        seen["Auto"].Count.ShouldBeGreaterThan(1000);
        seen["Auto"].ShouldBe(seen["Tape"]);
    }

    [Fact]
    public void Errors_are_told_as_without_it()
    {
        CompiledSchema schema = Compile(Order, SchemaEngine.Auto);
        var usage = new FieldUsage();
        schema.Validate("""{"id": 1}"""u8, usage).Errors.ShouldBe(schema.Validate("""{"id": 1}"""u8).Errors);
        schema.Validate("""{"id": "1"}"""u8, usage).IsValid.ShouldBeTrue();
        usage.Instances.ShouldBe(1);
    }

    private static CompiledSchema Compile(string json, SchemaEngine engine) =>
        TestSchemas.Compile(json, options: new SchemaCompileOptions { Engine = engine });

    private static void Note(CompiledSchema schema, FieldUsage usage, string json) =>
        schema.IsValid(Encoding.UTF8.GetBytes(json), usage).ShouldBeTrue();

    private static string[] Shown(FieldUsage usage) =>
        [.. usage.Paths.Select(static p => $"{p.Path} {p.Instances}{(p.IsNamed ? "" : " unnamed")}")];
}
