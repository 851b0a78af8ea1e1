using System.Text;

namespace ApiGovernance.JsonSchema.Tests.BadInput;

/// <summary>Schemas that are wrong or hostile: each has an answer that names the place, in both engines, in bounded time.</summary>
public sealed class BadSchemaTests
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);

    public static TheoryData<SchemaEngine> Engines { get; } = [SchemaEngine.Auto, SchemaEngine.Tape];

    [Theory]
    [InlineData("42")]
    [InlineData("\"string\"")]
    [InlineData("null")]
    [InlineData("[{\"type\": \"string\"}]")]
    public void What_is_no_schema_is_said_to_be_none(string json)
    {
        CompileResult result = TestSchemas.TryCompile(json);
        SchemaProblem problem = result.Problems.ShouldHaveSingleItem();
        problem.Location.ShouldBe(TestSchemas.Uri + "#");
        problem.Message.ShouldContain("must be an object or a boolean");
    }

    [Theory]
    [InlineData("", "not JSON")]
    [InlineData("{\"type\": \"str", "not JSON")]
    [InlineData("{\"type\": \"string\"} x", "not JSON")]
    [InlineData("{\"title\": \"\\ud800\"}", "surrogate")]
    public void A_text_that_is_no_json_is_a_fatal_problem(string json, string says)
    {
        CompileResult result = TestSchemas.TryCompile(json);
        result.Schema.ShouldBeNull();
        SchemaProblem problem = result.Problems.ShouldHaveSingleItem();
        problem.Fatal.ShouldBeTrue();
        problem.Message.ShouldContain(says);
    }

    [Theory]
    [InlineData("""{"$schema": "https://example.com/no-such-dialect", "minLength": 3}""")]
    [InlineData("""{"$schema": "http://json-schema.org/draft-99/schema#", "minLength": 3}""")]
    public void An_unknown_dialect_is_said_to_be_one_and_read_as_the_one_of_its_document(string json)
    {
        CompileResult result = TestSchemas.TryCompile(json);
        SchemaProblem problem = result.Problems.ShouldHaveSingleItem();
        problem.Location.ShouldBe(TestSchemas.Uri + "#");
        problem.Message.ShouldContain(json.Split('"')[3]);
        (problem.Fatal, problem.IsWarning).ShouldBe((false, true));
        result.Schema.ShouldNotBeNull().IsValid("\"ab\""u8).ShouldBeFalse();
    }

    [Theory]
    [InlineData("""{"$ref": "#/$defs/a", "$defs": {"a": {"$ref": "#/$defs/b"}, "b": {"$ref": "#/$defs/a"}}}""", "never end")]
    [InlineData("""{"not": {"$ref": "#"}}""", "never end")]
    [InlineData("""{"if": true, "then": {"oneOf": [{"$ref": "#"}]}}""", "never end")]
    [InlineData("""{"dependentSchemas": {"a": {"$ref": "#"}}}""", "never end")]
    [InlineData("""{"$dynamicAnchor": "a", "$dynamicRef": "#a"}""", null)]
    public async Task References_without_progress_end(string json, string? says)
    {
        foreach (SchemaEngine engine in (SchemaEngine[])[SchemaEngine.Auto, SchemaEngine.Tape])
        {
            CompileResult result = TestSchemas.TryCompile(json, options: new SchemaCompileOptions { Engine = engine });
            if (says is not null)
            {
                result.Schema.ShouldBeNull();
                result.Problems.ShouldContain(p => p.Fatal && p.Message.Contains(says));
                continue;
            }

            ValidationResult answer = await Bounded(() => result.Schema.ShouldNotBeNull().Validate("{}"u8));
            answer.IsValid.ShouldBeFalse();
            answer.Errors.ShouldHaveSingleItem().Message.ShouldContain("more steps");
        }
    }

    [Theory]
    [InlineData("^(a+)+$")]
    [InlineData("^(a|a)*$")]
    [InlineData("^(([a-z])+.)+[A-Z]([a-z])+$")]
    [InlineData("(a{100}){100}b")]
    public async Task A_pattern_that_explodes_elsewhere_is_decided(string pattern)
    {
        byte[] json = Encoding.UTF8.GetBytes("\"" + new string('a', 50_000) + "!\"");
        CompileResult result = TestSchemas.TryCompile("{\"pattern\": \"" + pattern + "\"}");
        if (result.Schema is not { } schema || result.Problems.Count > 0)
            result.Problems.ShouldHaveSingleItem().Location.ShouldBe(TestSchemas.Uri + "#/pattern");
        else
            (await Bounded(() => schema.IsValid(json))).ShouldBeFalse();
    }

    [Theory]
    [InlineData("(a{1000}){1000}")]
    [InlineData("a{1000000000}")]
    [InlineData("((((((((((a{9}){9}){9}){9}){9}){9}){9}){9}){9}){9})")]
    [InlineData("a{3,2}")]
    [InlineData("[z-a]")]
    [InlineData("(?<n>a)(?<n>b)")]
    public async Task A_pattern_that_is_too_large_or_wrong_has_an_answer(string pattern)
    {
        CompileResult result = await Bounded(() => TestSchemas.TryCompile("{\"pattern\": \"" + pattern + "\"}"));
        if (result.Problems.Count > 0)
            result.Problems.ShouldHaveSingleItem().Location.ShouldBe(TestSchemas.Uri + "#/pattern");
        else
            (await Bounded(() => result.Schema.ShouldNotBeNull().IsValid("\"b\""u8))).ShouldBeFalse();
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Ten_thousand_branches_are_decided(SchemaEngine engine)
    {
        const int count = 10_000;
        foreach (string keyword in (string[])["anyOf", "oneOf", "allOf"])
        {
            string branches = string.Join(',', Enumerable.Range(0, count).Select(i => keyword == "allOf"
                ? $"{{\"properties\":{{\"p{i}\":{{\"type\":\"integer\"}}}}}}"
                : $"{{\"required\":[\"kind\"],\"properties\":{{\"kind\":{{\"const\":\"k{i}\"}},\"v\":{{\"type\":\"integer\"}}}}}}"));
            CompiledSchema schema = await Bounded(() => TestSchemas.Compile($"{{\"{keyword}\":[{branches}]}}", options: new SchemaCompileOptions { Engine = engine }));
            string good = keyword == "allOf" ? "{\"p1\": 1, \"p9999\": 2}" : "{\"kind\": \"k9999\", \"v\": 1}";
            string bad = keyword == "allOf" ? "{\"p1\": 1, \"p9999\": \"\"}" : "{\"kind\": \"k9999\", \"v\": \"\"}";
            (await Bounded(() => schema.IsValid(Encoding.UTF8.GetBytes(good)))).ShouldBeTrue();
            ValidationResult refused = await Bounded(() => schema.Validate(Encoding.UTF8.GetBytes(bad)));
            refused.IsValid.ShouldBeFalse();
            refused.Errors[^1].SchemaLocation.ShouldContain($"/{keyword}/9999/properties/");
        }
    }

    [Theory]
    [InlineData("properties")]
    [InlineData("items")]
    [InlineData("allOf")]
    public async Task A_schema_that_nests_deeply_is_an_answer_not_an_overflow(string keyword)
    {
        const int depth = 10_000;
        (string open, string close) = keyword switch
        {
            "properties" => ("{\"properties\":{\"a\":", "}}"),
            "items" => ("{\"items\":", "}"),
            _ => ("{\"allOf\":[", "]}"),
        };
        string json = string.Concat(Enumerable.Repeat(open, depth)) + "{}" + string.Concat(Enumerable.Repeat(close, depth));
        CompileResult result = await Bounded(() => TestSchemas.TryCompile(json));
        result.Schema.ShouldBeNull();
        result.Problems.ShouldHaveSingleItem().Message.ShouldContain("512");
    }

    [Theory]
    [InlineData("{\"properties\":{\"a\":{\"$ref\":\"#/$defs/s$\"}}}")]
    [InlineData("{\"items\":{\"$ref\":\"#/$defs/s$\"}}")]
    [InlineData("{\"allOf\":[{\"$ref\":\"#/$defs/s$\"}]}")]
    [InlineData("{\"anyOf\":[{\"$ref\":\"#/$defs/s$\"},{\"type\":\"null\"}]}")]
    [InlineData("{\"not\":{\"$ref\":\"#/$defs/s$\"}}")]
    public async Task Ten_thousand_schemas_in_a_chain_are_an_answer_not_an_overflow(string link)
    {
        const int length = 10_000;
        string chain = string.Join(',', Enumerable.Range(0, length).Select(i => $"\"s{i}\":{link.Replace("s$", "s" + (i + 1), StringComparison.Ordinal)}"));
        string json = "{\"$ref\":\"#/$defs/s0\",\"$defs\":{" + chain + $",\"s{length}\":{{\"type\":\"string\"}}" + "}}";
        foreach (SchemaEngine engine in (SchemaEngine[])[SchemaEngine.Auto, SchemaEngine.Tape])
        {
            CompileResult result = await Bounded(() => TestSchemas.TryCompile(json, options: new SchemaCompileOptions { Engine = engine }));
            CompiledSchema schema = result.Schema.ShouldNotBeNull();
            ValidationResult answer = await Bounded(() => schema.Validate("{\"a\": [1]}"u8));
            (await Bounded(() => schema.IsValid("{\"a\": [1]}"u8))).ShouldBe(answer.IsValid);
            await Bounded(() => schema.Listing().ToString());
        }
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_million_values_of_an_enum_are_looked_up(SchemaEngine engine)
    {
        const int count = 1_000_000;
        string strings = string.Join(',', Enumerable.Range(0, count).Select(static i => $"\"v{i}\""));
        CompiledSchema schema = await Bounded(() => TestSchemas.Compile($"{{\"items\":{{\"enum\":[{strings}]}}}}", options: new SchemaCompileOptions { Engine = engine }));
        string values = string.Join(',', Enumerable.Range(0, 5000).Select(static i => $"\"v{i * 199}\""));
        (await Bounded(() => schema.IsValid(Encoding.UTF8.GetBytes($"[{values}]")))).ShouldBeTrue();
        SchemaError error = (await Bounded(() => schema.Validate(Encoding.UTF8.GetBytes($"[{values}, \"w\"]")))).Errors.ShouldHaveSingleItem();
        error.Message.ShouldContain("and 999980 more");
        error.InstancePointer.ShouldBe("/5000");
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Many_numbers_of_an_enum_are_looked_up(SchemaEngine engine)
    {
        string numbers = string.Join(',', Enumerable.Range(0, 100_000).Select(static i => $"{i}.50"));
        CompiledSchema schema = await Bounded(() => TestSchemas.Compile($"{{\"items\":{{\"enum\":[{numbers}]}}}}", options: new SchemaCompileOptions { Engine = engine }));
        string values = string.Join(',', Enumerable.Range(0, 5000).Select(static i => $"{i * 19}.5"));
        (await Bounded(() => schema.IsValid(Encoding.UTF8.GetBytes($"[{values}]")))).ShouldBeTrue();
        (await Bounded(() => schema.IsValid(Encoding.UTF8.GetBytes($"[{values}, 1]")))).ShouldBeFalse();
    }

    private static Task<T> Bounded<T>(Func<T> work) =>
        Task.Run(work, TestContext.Current.CancellationToken).WaitAsync(s_patience, TestContext.Current.CancellationToken);
}
