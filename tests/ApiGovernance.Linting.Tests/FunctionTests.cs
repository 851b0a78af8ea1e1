namespace ApiGovernance.Linting.Tests;

/// <summary>Each core function against values of every type: what it says, and what it leaves alone.</summary>
public sealed class FunctionTests
{
    /// <summary>Function, options, the values of `x` that fail, and those that pass (`-`: the member is missing).</summary>
    [Theory]
    [InlineData("truthy", "", "- | 0 | '' | false | null", "1 | a | [] | {}")]
    [InlineData("falsy", "", "1 | a | true | [] | {}", "- | 0 | '' | false | null")]
    [InlineData("defined", "", "-", "null | 0 | a")]
    [InlineData("undefined", "", "null | 0 | a", "-")]
    [InlineData("pattern", "match: '^a+$'", "b | \"a\\n\"", "aa | 5 | - | [b] | {}")]
    [InlineData("pattern", "match: '/^A+$/i'", "b", "aa | AA")]
    [InlineData("pattern", "match: '/^[^a]É+$/i'", "aÉ | Aé | xe", "xÉé | 1é")]
    [InlineData("pattern", "match: '^.$'", "\"\\n\" | ab", "a | \"\\U0001F600\"")]
    [InlineData("pattern", "match: '/^a.b$/s'", "ab", "\"a\\nb\"")]
    [InlineData("pattern", "match: '/^b$/m'", "ab", "\"a\\nb\"")]
    [InlineData("pattern", "match: '^\\d+$'", "\"\\u0663\"", "\"3\"")]
    [InlineData("pattern", "match: '^(?!x)(?<=^)\\w+$'", "xa | é", "ax")]
    [InlineData("pattern", "notMatch: '[0-9]'", "a1", "a | 1 | -")]
    [InlineData("casing", "type: camel", "Abc | a-b | a_b | A", "abc | aBc | a1 | 5 | - | ''")]
    [InlineData("casing", "type: pascal", "abc | A-b", "Abc | AbcDef")]
    [InlineData("casing", "type: kebab", "aB | a_b | -a", "a-b | abc | a-b1")]
    [InlineData("casing", "type: snake", "aB | a-b", "a_b | abc")]
    [InlineData("casing", "type: macro", "a_B | A-B", "A_B | AB1")]
    [InlineData("casing", "type: cobol", "A_B | a", "A-B | AB")]
    [InlineData("casing", "type: flat", "aB | a-b", "ab | ab1")]
    [InlineData("casing", "type: flat, disallowDigits: true", "ab1", "ab")]
    [InlineData("casing", "type: pascal, separator: {char: '-'}", "-Abc | Abc-def", "Abc-Def")]
    [InlineData("casing", "type: kebab, separator: {char: /, allowLeading: true}", "/A | a//b", "/ | /a-b/c | a")]
    [InlineData("enumeration", "values: [a, 1]", "b | 2 | '1' | null", "a | 1 | - | [c] | {}")]
    [InlineData("length", "min: 2, max: 3", "a | abcd | [1] | {a: 1} | 1 | 4", "ab | abc | [1, 2] | {a: 1, b: 2} | 2 | true | null | -")]
    [InlineData("length", "max: 1", "ab | \"\\U0001F600\"", "a")]
    [InlineData("xor", "properties: [a, b]", "{} | {a: 1, b: 2}", "{a: 1} | {b: null} | 5 | -")]
    [InlineData("or", "properties: [a, b]", "{} | {c: 1}", "{a: 1} | {a: 1, b: 2} | 5 | -")]
    [InlineData("alphabetical", "", "[b, a] | {b: 1, a: 2}", "[a, b] | {a: 1, b: 2} | [] | 5 | -")]
    [InlineData("alphabetical", "keyedBy: n", "[{n: b}, {n: a}]", "[{n: a}, {n: b}]")]
    [InlineData("schema", "schema: {type: string, minLength: 2}", "a | 5 | -", "ab")]
    [InlineData("schema", "dialect: draft2020-12, schema: {prefixItems: [{type: string}], items: false}", "[1] | [a, b]", "[a]")]
    public void A_function_judges_the_values_that_it_is_made_for(string function, string options, string failing, string passing)
    {
        string rules = $$"""
            rules:
              probe:
                given: $.info
                then: {field: x, function: {{function}}{{(options.Length == 0 ? "" : $", functionOptions: {{{options}}}")}}}
            """;
        foreach ((string value, bool fails) in failing.Split(" | ").Select(value => (value, true)).Concat(passing.Split(" | ").Select(value => (value, false))))
        {
            string contract = $"openapi: 3.1.0\ninfo: {{t: 1{(value == "-" ? "" : $", x: {value}")}}}\n";
            Lint.Run(Lint.Rules(rules), contract).Any().ShouldBe(fails, $"{function} {options} on {value}");
        }
    }

    [Theory]
    [InlineData("field: a.b", "{a: {b: ''}}", "#/info/a/b", 2)]
    [InlineData("field: a.c", "{a: {b: ''}}", "#/info/a", 2)]
    [InlineData("field: 'list[1]'", "{list: [x, '']}", "#/info/list/1", 2)]
    [InlineData("field: application/vnd.api+json", "{application/vnd.api+json: ''}", "#/info/application~1vnd.api+json", 2)]
    public void A_field_is_a_way_down_and_what_is_missing_stands_at_its_closest_parent(string field, string info, string pointer, int line)
    {
        OpenApi.Findings.Finding finding = Lint.Run(Lint.Rules($"rules: {{x: {{message: '{{{{path}}}}', given: $.info, then: {{{field}, function: truthy}}}}}}"), $"openapi: 3.1.0\ninfo: {info}\n").ShouldHaveSingleItem();
        finding.Message.ShouldBe(pointer);
        finding.Source!.Line.ShouldBe(line);
    }

    [Fact]
    public void Each_key_is_judged_at_its_place()
    {
        IReadOnlyList<OpenApi.Findings.Finding> findings = Lint.Run(
            Lint.Rules("rules: {x: {message: '{{property}}: {{error}}', given: $.info, then: {field: '@key', function: casing, functionOptions: {type: camel}}}}"),
            "openapi: 3.1.0\ninfo:\n  Bad: 1\n  good: 2\n");
        OpenApi.Findings.Finding finding = findings.ShouldHaveSingleItem();
        finding.Message.ShouldBe("Bad: must be camel case");
        (finding.Source!.Line, finding.Source.Column).ShouldBe((3, 3));
    }

    [Theory]
    [InlineData("given: '$.x.properties', then: {field: '@key', function: pattern, functionOptions: {match: '^[a-z]'}}")]
    [InlineData("given: '$.x.properties[*]~', then: {function: pattern, functionOptions: {match: '^[a-z]'}}")]
    public void A_key_is_told_where_it_is_written_whatever_its_value_refers_to(string rule)
    {
        OpenApi.Findings.Finding finding = Lint.Run(
            Lint.Rules($"rules: {{x: {{message: '{{{{path}}}} {{{{value}}}}', {rule}}}}}"),
            "openapi: 3.1.0\nx:\n  properties:\n    Bad: {$ref: '#/y/good'}\ny:\n  good: {type: string}\n").ShouldHaveSingleItem();
        finding.Message.ShouldBe("#/x/properties/Bad Bad");
        (finding.Source!.Line, finding.Source.Column).ShouldBe((4, 5));
    }

    [Theory]
    [InlineData("{type: string}", "5", "\"x\" property must be")]
    [InlineData("{required: [a]}", "{}", "\"x\" property: The required property")]
    [InlineData("{properties: {a: {type: string}}}", "{a: 5}", "\"a\" property must be")]
    public void What_a_schema_says_is_a_sentence(string schema, string value, string expected) =>
        Lint.Run(Lint.Rules($"rules: {{s: {{message: '{{{{error}}}}', given: $.x, then: {{function: schema, functionOptions: {{schema: {schema}}}}}}}}}"), $"openapi: 3.1.0\nx: {value}\n")
            .ShouldHaveSingleItem().Message.ShouldStartWith(expected);

    [Fact]
    public void A_value_that_is_too_deep_to_be_validated_gives_the_rule_up()
    {
        const int Depth = 1_500;
        // Each part refers to the next: written flat, meant deep.
        string parts = string.Concat(Enumerable.Range(0, Depth).Select(i => FormattableString.Invariant($"  p{i}: {{a: {{$ref: '#/parts/p{i + 1}'}}}}\n")));
        OpenApi.Findings.Finding finding = Lint.Run(
            Lint.Rules("rules: {s: {given: $.x, then: {function: schema, functionOptions: {schema: {$ref: '#/definitions/n', definitions: {n: {additionalProperties: {$ref: '#/definitions/n'}}}}}}}}"),
            $"openapi: 3.1.0\nx: {{$ref: '#/parts/p0'}}\nparts:\n{parts}  p{Depth}: {{}}\n").ShouldHaveSingleItem();
        finding.RuleId.ShouldBe("ruleset-rule-not-run");
        finding.Message.ShouldContain("cannot be validated");
    }
}
