using System.Diagnostics;
using System.Globalization;
using System.Text;
using ApiGovernance.Linting.Rulesets;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.Linting.Tests;

/// <summary>Documents that were made to hurt, and some that just happen: an answer in bounded time, with a place, and never a crash.</summary>
public sealed class BadInputTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static readonly Lazy<Ruleset> Rules = new(() => Lint.Rules("""
        extends: [[spectral:oas, all], apigov:governance]
        rules:
          wide: {given: "$..*", then: {function: length, functionOptions: {max: 3000}}}
          parents: {given: "$..[?(@ && @.type)]^^", then: {function: truthy}}
          ways: {given: "$..[?(@path.includes('x-never'))]", then: {function: falsy}}
          whole: {given: $, then: {function: schema, functionOptions: {schema: {$ref: '#/definitions/a', definitions: {a: {additionalProperties: {$ref: '#/definitions/a'}}}}}}}
        """));

    public static TheoryData<string, string, string> Documents => new()
    {
        { "anchor bomb", AnchorBomb(), "" },
        { "100,000 levels of JSON", "{\"openapi\":\"3.1.0\",\"x\":" + new string('[', 100_000) + new string(']', 100_000) + "}", "nest" },
        { "100,000 levels of YAML", "openapi: 3.1.0\nx: " + new string('[', 100_000), "" },
        { "a duplicate key", "openapi: 3.1.0\ninfo: {title: a}\ninfo: {title: b}\npaths: {}\n", "info" },
        { "tabs", "openapi: 3.1.0\ninfo:\n\ttitle: a\npaths: {}\n", "tab" },
        { "a NUL byte", "openapi: 3.1.0\ninfo: {title: \"a\0b\"}\npaths: {}\n", "" },
        { "merge keys", "openapi: 3.1.0\nx: &x {title: a}\ninfo: {<<: *x, version: '1'}\npaths: {}\n", "" },
        { "huge numbers", $"openapi: 3.1.0\ninfo: {{title: a, version: '1', x-n: {new string('9', 5_000)}, x-e: 1e999999999}}\npaths: {{}}\n", "" },
        { "a reference to itself", "openapi: 3.1.0\ninfo: {title: a, version: '1'}\npaths: {}\ncomponents: {schemas: {A: {$ref: '#/components/schemas/A'}}}\n", "A" },
        { "references in a circle", "openapi: 3.1.0\npaths: {}\ncomponents: {schemas: {A: {properties: {b: {$ref: '#/components/schemas/B'}}}, B: {items: {$ref: '#/components/schemas/A'}, type: array}}}\n", "" },
        { "a reference to a missing file", "openapi: 3.1.0\npaths: {/a: {$ref: gone.yaml}}\n", "gone.yaml" },
        { "a reference out of the bundle", "openapi: 3.1.0\npaths: {/a: {$ref: ../../etc/passwd}}\n", "passwd" },
        { "a reference to a host", "openapi: 3.1.0\npaths: {/a: {$ref: 'http://127.0.0.1:9/a.yaml'}}\n", "http://127.0.0.1:9" },
        { "references that double", Doubling(), "" },
        { "nothing", "", "" },
        { "no document at all", "\u0001\u0002\u0003", "" },
    };

    [Theory]
    [MemberData(nameof(Documents))]
    public void A_document_is_answered_with_places_in_bounded_time(string name, string text, string told)
    {
        Stopwatch watch = Stopwatch.StartNew();
        (IReadOnlyList<Finding> findings, LintResult result) = Run(Encoding.UTF8.GetBytes(text));

        watch.Elapsed.ShouldBeLessThan(Patience, name);
        findings.ShouldNotBeEmpty(name);
        findings.ShouldAllBe(finding => finding.Source != null && finding.Source.Line >= 1 && finding.Source.Column >= 1, name);
        if (told.Length > 0)
            findings.ShouldContain(finding => finding.Message.Contains(told, StringComparison.OrdinalIgnoreCase), name);
        // What was given up is told; nothing is given up by exception.
        result.Rules.Where(rule => rule.GivenUp is not null).ShouldAllBe(rule => findings.Any(finding => finding.Message.Contains(rule.Id, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    [InlineData("utf-8")]
    public void Another_encoding_or_a_byte_order_mark_changes_nothing(string encoding)
    {
        const string Text = "openapi: 3.1.0\ninfo: {title: Größe, version: '1'}\npaths: {}\n";
        Encoding other = Encoding.GetEncoding(encoding);
        byte[] marked = [.. other.GetPreamble(), .. other.GetBytes(Text)];

        string[] Told(byte[] bytes) => [.. Run(bytes).Findings.Where(finding => finding.Kind == FindingKind.Lint).Select(finding => $"{finding.Source} {finding.RuleId} {finding.Message}")];

        Told(marked).ShouldBe(Told(Encoding.UTF8.GetBytes(Text)));
    }

    [Fact]
    public void Rules_by_the_thousand_on_one_document_are_one_walk()
    {
        StringBuilder rules = new("rules:\n");
        for (int i = 0; i < 2_000; i++)
            rules.Append(CultureInfo.InvariantCulture, $"  r{i}: {{given: \"$..[?(@.x{i} === {i})]\", then: {{function: falsy}}}}\n");
        Ruleset ruleset = Lint.Rules(rules.ToString());
        Stopwatch watch = Stopwatch.StartNew();
        IReadOnlyList<Finding> findings = Lint.Run(ruleset, "openapi: 3.1.0\ninfo: {a: {x7: 7}, b: [{x1999: 1999}, {x5: 6}, null, 5]}\n");
        findings.Select(finding => finding.RuleId).ShouldBe(["r7", "r1999"]);
        watch.Elapsed.ShouldBeLessThan(Patience);
    }

    private static (IReadOnlyList<Finding> Findings, LintResult Result) Run(byte[] bytes)
    {
        DocumentBundle bundle = DocumentBundle.FromBytes("doc.yaml", bytes);
        LintResult result = Linter.Run(bundle, [Rules.Value]);
        return ([.. bundle.Findings, .. result.Findings], result);
    }

    private static string AnchorBomb()
    {
        StringBuilder text = new("openapi: 3.1.0\nx0: &x0 [a, a]\n");
        for (int i = 1; i < 40; i++)
            text.Append(CultureInfo.InvariantCulture, $"x{i}: &x{i} [*x{i - 1}, *x{i - 1}]\n");
        return text.ToString();
    }

    // Each schema refers twice to the next: expanded, 2^60 values.
    private static string Doubling()
    {
        StringBuilder text = new("openapi: 3.1.0\npaths: {/a: {get: {responses: {'200': {description: a, content: {application/json: {schema: {$ref: '#/components/schemas/S0'}, example: {}}}}}}}}\ncomponents:\n  schemas:\n");
        for (int i = 0; i < 60; i++)
            text.Append(CultureInfo.InvariantCulture, $"    S{i}: {{type: object, properties: {{a: {{$ref: '#/components/schemas/S{i + 1}'}}, b: {{$ref: '#/components/schemas/S{i + 1}'}}}}}}\n");
        return text.Append("    S60: {type: string}\n").ToString();
    }
}
