using System.Text;
using ApiGovernance.Linting.JavaScript;
using ApiGovernance.Linting.Rulesets;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.Linting.Tests.JavaScript;

/// <summary>Rulesets that are modules, and rulesets in YAML with functions in JavaScript.</summary>
public sealed class ScriptRulesetTests
{
    private const string Contract = "openapi: 3.1.0\ninfo: {title: T1}\nservers: [{url: 'https://h.example/v1'}, {url: 'https://h.example/v2'}]\n";

    private const string Module = """
        import { oas } from "@stoplight/spectral-rulesets";
        import { oas2, oas3 } from "@stoplight/spectral-formats";
        import { pattern, truthy } from "@stoplight/spectral-functions";
        import base from "./base.js";
        const check = (v, { word }) => word.test(v) ? [{ message: "a digit" }] : [];
        export default {
          extends: [oas, [base, "all"], "./other.yaml"],
          formats: [oas3],
          aliases: { Info: "$.info", Titles: { targets: [{ formats: [oas2, oas3], given: "#Info.title" }] } },
          rules: {
            "a-pattern": { given: "#Titles", severity: "error", formats: [oas2], then: { function: pattern, functionOptions: { match: /^t/i } } },
            "a-check": { given: "#Titles", then: [{ function: check, functionOptions: { word: /\d/g } }, { field: "x", function: () => {} }] },
            "a-switch": "off",
            "another-switch": false,
          },
          overrides: [{ files: ["*.yaml"], rules: { "b-check": { given: "$", then: { function: check } } } }],
        };
        """;

    private const string Base = """
        const { truthy } = require("@stoplight/spectral-functions");
        module.exports = { rules: { "base-rule": { given: "$", then: { field: "info", function: truthy } } } };
        """;

    [Fact]
    public void A_module_reads_as_yaml_would_write_it()
    {
        ScriptedRuleset ruleset = new ScriptedRules(("rules/main.js", Module), ("rules/base.js", Base)).Scripts.Ruleset("rules/main.js");
        Encoding.UTF8.GetString(ruleset.Root.ToJson()).ShouldBe(
            """
            {"extends":["spectral:oas",[{"rules":{"base-rule":{"given":"$","then":{"field":"info","function":"truthy"}}}},"all"],"./other.yaml"],
            "formats":["oas3"],
            "aliases":{"Info":"$.info","Titles":{"targets":[{"formats":["oas2","oas3"],"given":"#Info.title"}]}},
            "rules":{"a-pattern":{"given":"#Titles","severity":"error","formats":["oas2"],"then":{"function":"pattern","functionOptions":{"match":"/^t/i"}}},
            "a-check":{"given":"#Titles","then":[{"function":"check","functionOptions":{"word":"/\\d/g"}},{"field":"x","function":"a-check"}]},
            "a-switch":"off","another-switch":false},
            "overrides":[{"files":["*.yaml"],"rules":{"b-check":{"given":"$","then":{"function":"check"}}}}]}
            """.Replace("\n", "", StringComparison.Ordinal));
        ruleset.Functions.Keys.ShouldBe(["check", "a-check"]);
        ruleset.Root.Span.File.ShouldBe("rules/main.js");
    }

    [Fact]
    public void Functions_of_a_module_run_with_the_options_that_it_gave() =>
        Messages(Read("rules/main.js", ("rules/main.js", Module), ("rules/base.js", Base), ("rules/other.yaml", "rules: {}"))).ShouldContain("a-check: a digit");

    [Theory]
    [InlineData("export default () => {};", "`r.js` exports no ruleset by default")]
    [InlineData("export const rules = {};", "`r.js` exports no ruleset by default")]
    [InlineData("const r = { rules: {} }; r.extends = [r]; export default r;", "a ruleset of `r.js` extends itself")]
    [InlineData("const o = {}; o.o = o; export default { rules: { a: { given: '$', then: { function: 'schema', functionOptions: o } } } };", "a value is nested too deeply, or in a circle")]
    public void What_is_no_ruleset_is_told(string module, string problem) =>
        Should.Throw<RulesetScriptException>(() => new ScriptedRules(("r.js", module)).Scripts.Ruleset("r.js")).Message.ShouldBe(problem);

    [Fact]
    public void Parts_of_built_in_rulesets_can_be_taken_and_changed()
    {
        ScriptedRules rules = new(("r.js", """
            import { oas } from "@stoplight/spectral-rulesets";
            oas.rules["no-$ref-siblings"].formats = ["oas3"];
            export default { extends: oas, rules: { mine: { ...oas.rules["operation-tags"], severity: "hint" } } };
            """));
        DocumentNode root = rules.Scripts.Ruleset("r.js").Root;
        root["extends"]!["rules"]!["no-$ref-siblings"]!["formats"]!.Items.ShouldHaveSingleItem().AsString.ShouldBe("oas3");
        root["rules"]!["mine"]!["severity"]!.AsString.ShouldBe("hint");
        root["rules"]!["mine"]!["then"]!["function"].ShouldNotBeNull();
    }

    [Fact]
    public void A_ruleset_in_yaml_names_functions_of_its_folder()
    {
        (string, string)[] files =
        [
            ("rules.yaml", """
                functions: [servers, [title, {type: object, required: [max]}], broken]
                rules:
                  one-version: {given: $.servers, then: {function: servers}}
                  short: {given: $.info.title, then: {function: title, functionOptions: {max: 1}}}
                  wrong: {given: $.info.title, then: {function: title}}
                  not-there: {given: $, then: {function: broken}}
                """),
            ("functions/servers.js", "export default v => [{ message: [...new Set(v.map(({ url }) => new URL(url).pathname))].join(' and ') }];"),
            ("functions/title.js", "module.exports = (v, { max }) => v.length > max ? [{ message: `longer than ${max}` }] : [];"),
            ("functions/broken.js", "export default function (;"),
        ];
        RulesetReadResult read = Read("rules.yaml", files);
        read.Findings.Select(finding => finding.Message).ShouldBe(
        [
            "Rule `wrong`: `title` does not take these options: The value must be an object. The rule does not run.",
            "Rule `not-there`: the function `broken` cannot be used: `functions/broken.js` is no JavaScript that can be read: Unexpected token ';' (functions/broken.js:1:26) (line 1 of functions/broken.js). The rule does not run.",
        ], ignoreOrder: true);
        Messages(read).ShouldBe(["short: longer than 1", "one-version: /v1 and /v2"]);
    }

    [Theory]
    [InlineData("new URL('../b?x=1#y', 'https://u:p@H.example:8080/a/c/d').href", "https://u:p@h.example:8080/a/b?x=1#y")]
    [InlineData("new URL('https://h.example').pathname + new URL('https://h.example:443/a b').href", "/https://h.example/a%20b")]
    [InlineData("new URL('//x.example/p', 'http://h.example').origin + new URL('?q=a&q=b', 'http://h.example/p').searchParams.getAll('q')", "http://x.examplea,b")]
    [InlineData("new URL('mailto:a@b.example').pathname + new URL('urn:x:y').protocol", "a@b.exampleurn:")]
    [InlineData("[URL.canParse('/a'), URL.canParse('https://'), URL.canParse('https://{host}/a'), URL.canParse('/a', 'https://h.example')].join()", "false,false,false,true")]
    [InlineData("(() => { try { return new URL('x'); } catch (e) { return e.name; } })()", "TypeError")]
    [InlineData("JSON.stringify(new URL('to', 'resolve://'))", "\"resolve:///to\"")]
    public void Addresses_are_read_as_on_the_web(string expression, string expected) =>
        ScriptedRules.Run($"export default () => [{{ message: String({expression}).replaceAll('{{', '<') }}];", Contract).ShouldBe([expected + " @ :1"]);

    [Fact]
    public void The_graph_tells_where_references_stand() =>
        ScriptedRules.Run(
            "export default (v, o, c) => [{ message: JSON.stringify(c.documentInventory.graph.nodes['openapi.yaml'].refMap).replaceAll('{', '<').replaceAll('}', '>') }];",
            "openapi: 3.1.0\npaths: {'/a/{b}': {$ref: '#/components/pathItems/p'}}\ncomponents: {pathItems: {p: {}}, schemas: {S: {not: {$ref: '#/components/schemas/S'}}}}\n")
            .ShouldBe(["<\"#/paths/~1a~1%7Bb%7D\":\"#/components/pathItems/p\"> @ :1"]);

    private static RulesetReadResult Read(string path, params (string Name, string Text)[] files) => RulesetReader.ReadFile(path, new RulesetReadOptions
    {
        Open = wanted => files.Where(file => file.Name == wanted).Select(file => (ReadOnlyMemory<byte>?)Encoding.UTF8.GetBytes(file.Text)).FirstOrDefault(),
    });

    private static IEnumerable<string> Messages(RulesetReadResult read) => Linter.Lint(DocumentBundle.FromBytes("openapi.yaml", Encoding.UTF8.GetBytes(Contract)), read.Ruleset)
        .Where(finding => finding.Kind == FindingKind.Lint).Select(finding => $"{finding.RuleId}: {finding.Message}");
}
