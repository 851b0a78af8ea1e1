using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace ApiGovernance.JsonSchema.Tests.Patterns;

/// <summary>Patterns that are wrong, lenient, dear or huge: a defined answer each.</summary>
public sealed class PatternProblemTests
{
    [Theory]
    [InlineData("a(b", "a ')' is missing for this '(' (at offset 1)")]
    [InlineData("ab)", "there is a ')' without '(' (at offset 2)")]
    [InlineData("a[b", "a ']' is missing for this '[' (at offset 1)")]
    [InlineData("a**", "there is nothing to repeat (at offset 2)")]
    [InlineData("a{3,2}", "out of order (at offset 1)")]
    [InlineData("[z-a]", "the range is out of order (at offset 1)")]
    [InlineData("x\\Z", "the escape '\\Z' is not one of ECMA-262 (at offset 1)")]
    [InlineData("(?i)a", "a group that ECMA-262 does not have (at offset 0)")]
    [InlineData("(a)\\2", "there is no group 2 (at offset 3)")]
    [InlineData("\\k<n>", "there is no group named 'n' (at offset 0)")]
    [InlineData("a\\", "a lone backslash (at offset 1)")]
    public void What_does_not_parse_is_a_problem_with_the_place_in_the_pattern(string pattern, string expected)
    {
        CompileResult result = Compile(pattern);
        SchemaProblem problem = result.Problems.ShouldHaveSingleItem();
        (problem.Fatal, problem.IsWarning, problem.Location).ShouldBe((false, false, TestSchemas.Uri + "#/pattern"));
        problem.Message.ShouldContain(expected);
        result.Schema.ShouldNotBeNull().Accepts("\"a\"").ShouldBeTrue();
    }

    [Theory]
    [InlineData("^a\\-b$", "\"a-b\"", "\"ab\"")]
    [InlineData("^a{x}$", "\"a{x}\"", "\"a\"")]
    [InlineData("^[\\w-.]+$", "\"a.b-c\"", "\"a b\"")]
    [InlineData("^\\@\\_\\:$", "\"@_:\"", "\"@_\"")]
    public void What_only_the_flag_u_forbids_is_read_and_is_a_warning(string pattern, string match, string noMatch)
    {
        CompileResult result = Compile(pattern);
        SchemaProblem problem = result.Problems.ShouldHaveSingleItem();
        (problem.Fatal, problem.IsWarning).ShouldBe((false, true));
        problem.Message.ShouldContain("not one of ECMA-262 with the flag u");
        result.Schema.ShouldNotBeNull().Accepts(match).ShouldBeTrue();
        result.Schema.Accepts(noMatch).ShouldBeFalse();
    }

    [Fact]
    public void A_pattern_that_needs_backtracking_is_a_warning()
    {
        SchemaProblem problem = Compile("(?<!a)b").Problems.ShouldHaveSingleItem();
        problem.IsWarning.ShouldBeTrue();
        problem.Message.ShouldContain("needs backtracking");
        Compile("^(?!a)b(?:c|d)+$").Problems.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("""{"not": {"pattern": "^(a+)+\\1$"}}""")]
    [InlineData("""{"anyOf": [{"not": {"pattern": "^(a+)+\\1$"}}, {"maxLength": 3}]}""")]
    [InlineData("""{"if": {"pattern": "^(a+)+\\1$"}, "else": true}""")]
    [InlineData("""{"properties": {"p": {"not": {"pattern": "^(a+)+\\1$"}}}}""")]
    public void A_pattern_that_could_not_be_decided_never_makes_a_value_valid(string schema)
    {
        string value = "\"" + new string('a', 3001) + "!\"";
        string json = schema.Contains("properties", StringComparison.Ordinal) ? "{\"p\": " + value + "}" : value;
        TestSchemas.Compile(schema).Accepts(json).ShouldBeFalse();
        TestSchemas.Compile(schema, options: new SchemaCompileOptions { Engine = SchemaEngine.Tape }).Accepts(json).ShouldBeFalse();
    }

    [Theory]
    [InlineData("^(a+)+$")]
    [InlineData("^(a|a)*$")]
    [InlineData("^(a|aa)+$")]
    [InlineData("(x+x+)+y")]
    [InlineData("^(([a-z])+.)+[A-Z]([a-z])+$")]
    [InlineData("^a{1000000}$")]
    [InlineData("^(a{1000}){1000}$")]
    [InlineData("^((a{1,1000}){1,1000}){1,1000}!$")]
    [InlineData("^(a{1,100}b{1,100}){1,100}$")]
    [InlineData("^(?:a?){500}a{500}$")]
    [InlineData("(a|b)*a(a|b){200}c")]
    [InlineData("a{999999999999999999999}")]
    public void Bombs_and_huge_repeats_are_answered_soon(string pattern)
    {
        long start = Stopwatch.GetTimestamp();
        CompiledSchema schema = Compile(pattern).Schema.ShouldNotBeNull();
        schema.IsValid(Encoding.UTF8.GetBytes("\"" + new string('a', 20_000) + "?\"")).ShouldBeFalse();
        schema.IsValid(Encoding.UTF8.GetBytes("\"" + string.Concat(Enumerable.Repeat("abx", 5_000)) + "?\"")).ShouldBeFalse();

        // Not a measurement: what explodes would not come back at all.
        Stopwatch.GetElapsedTime(start).ShouldBeLessThan(TimeSpan.FromSeconds(20));
    }

    [Fact]
    public void Ten_thousand_alternatives_are_one_automaton()
    {
        string pattern = "^(" + string.Join('|', Enumerable.Range(0, 10_000).Select(static i => $"{i:x}")) + ")$";
        CompileResult result = Compile(pattern);
        result.Problems.ShouldBeEmpty();
        CompiledSchema schema = result.Schema.ShouldNotBeNull();
        schema.Accepts("\"270f\"").ShouldBeTrue();
        schema.Accepts("\"2710\"").ShouldBeFalse();
    }

    [Fact]
    public void Groups_within_groups_beyond_reason_are_refused()
    {
        Compile(new string('(', 100_000) + new string(')', 100_000)).Problems.ShouldHaveSingleItem().Message.ShouldContain("nests deeper than 250 groups");
        Compile(new string('(', 200) + "a" + new string(')', 200)).Schema.ShouldNotBeNull().Accepts("\"b\"").ShouldBeFalse();
    }

    private static CompileResult Compile(string pattern) => TestSchemas.TryCompile($$"""{"pattern": {{JsonSerializer.Serialize(pattern)}}}""");
}
