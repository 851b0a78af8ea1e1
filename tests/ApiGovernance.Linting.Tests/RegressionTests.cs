using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.Linting.Tests;

/// <summary>Rules that once said something else than Spectral, or nothing at all. One line for each cause.</summary>
public sealed class RegressionTests
{
    private const string Document = """
        openapi: 3.1.0
        tags: [{name: x}, {name: y}, {name: z}]
        arr: [1]
        q: [hello, [], 5]
        o: {"": 1, "*": 2, a: 3, b: 4}
        s: null
        refer: {$ref: '#/target'}
        target: {c: 1}
        texts: [pL, Az, "a\u0041"]
        """;

    private const string Undefined = "then: {function: undefined}";

    [Theory]
    // A bracket that is never closed ran for ever.
    [InlineData("given: $, then: {function: truthy, field: 'arr[0'}", "/arr")]
    [InlineData("given: $, then: {function: truthy, field: '['}", "<root>")]
    [InlineData("given: $, then: {function: truthy, field: 'a[\"b'}", "<root>")]
    // Validation ends at the first fault unless `allErrors` is set.
    [InlineData("given: $.o, then: {function: schema, functionOptions: {schema: {properties: {a: {type: string}, b: {type: string}}}}}", "/o/a")]
    [InlineData("given: $.o, then: {function: schema, functionOptions: {allErrors: true, schema: {properties: {a: {type: string}, b: {type: string}}}}}", "/o/a /o/b")]
    // A method is something that is there.
    [InlineData("given: '$.q[?(@.match && @.match(/h/))]', " + Undefined, "/q/0")]
    [InlineData("given: '$.q[?(@.map)]', " + Undefined, "/q/1")]
    // A filter in a union.
    [InlineData("given: '$.tags[0,?(@.name==\"y\" || @.name.match(/[,)]/))]', " + Undefined, "/tags/0 /tags/1")]
    [InlineData("given: '$.tags[?(@.name==\"x\"),?(@.name==\"z\")].name', " + Undefined, "/tags/0/name /tags/2/name")]
    // Names in quotes are names.
    [InlineData("given: '$.o[\"\"]', " + Undefined, "/o/")]
    [InlineData("given: '$.o[\"*\"]', " + Undefined, "/o/*")]
    // Coercion and escapes of JavaScript.
    [InlineData("given: '$.q[?(@ == 0)]', " + Undefined, "/q/1")]
    [InlineData("given: '$.q[?(@ == \"hel\\u006co\" || @ === \"\\x68ello\")]', " + Undefined, "/q/0")]
    // Without the flag `u`, an escaped letter is the letter.
    [InlineData("given: '$.texts[*]', then: {function: pattern, functionOptions: {notMatch: '^\\A\\z$'}}", "/texts/1")]
    // `nullable` as Ajv has it.
    [InlineData("given: $, then: {field: s, function: schema, functionOptions: {schema: {type: string, nullable: true}}}", "")]
    [InlineData("given: $.o, then: {function: alphabetical, functionOptions: {keyedBy: name}}", "/o")]
    public void A_rule_finds(string rule, string pointers)
    {
        IReadOnlyList<Finding> findings = Lint.Run(Lint.Rules($"rules:\n  x: {{{rule}}}\n"), Document);
        string.Join(' ', findings.Select(finding => finding.Pointer.Length == 0 ? "<root>" : finding.Pointer)).ShouldBe(pointers);
    }

    [Theory]
    [InlineData("{{property}} {{path}}", "$.refer", "target #/target")]
    [InlineData("{{value}}", "$.tags[0].name", "x")]
    [InlineData("{{value}}", "$.texts", "pL,Az,aA")]
    public void A_message_speaks_of_where_the_value_is_written(string message, string given, string expected) =>
        Lint.Run(Lint.Rules($"rules: {{x: {{message: '{message}', given: '{given}', {Undefined}}}}}"), Document).ShouldHaveSingleItem().Message.ShouldBe(expected);

    [Theory]
    [InlineData("(?i)a", "`(?i` is not of JavaScript")]
    [InlineData("(?>a)", "`(?>` is not of JavaScript")]
    public void An_expression_of_another_language_is_refused(string pattern, string message) =>
        Lint.Read($"rules: {{x: {{given: $, then: {{function: pattern, functionOptions: {{match: '{pattern}'}}}}}}}}").Findings.ShouldHaveSingleItem().Message.ShouldContain(message);

    [Fact]
    public void Aliases_that_double_are_told_instead_of_expanded()
    {
        string aliases = string.Concat(Enumerable.Range(0, 40).Select(i => FormattableString.Invariant($"  A{i + 1}: ['#A{i}', '#A{i}.x']\n")));
        Lint.Read($"aliases:\n  A0: [$]\n{aliases}rules: {{x: {{given: '#A40', {Undefined}}}}}\n").Findings.ShouldContain(finding => finding.Message.Contains("more than 2000 paths", StringComparison.Ordinal));
    }

    [Fact]
    public void A_message_is_for_people()
    {
        string text = new('x', 100_000);
        Lint.Run(Lint.Rules($"rules: {{x: {{message: '{{{{value}}}}', given: $.long, {Undefined}}}}}"), $"openapi: 3.1.0\nlong: {text}\n").ShouldHaveSingleItem().Message.Length.ShouldBe(2_001);
    }
}
