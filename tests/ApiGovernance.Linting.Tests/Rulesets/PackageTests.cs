using System.Text;
using ApiGovernance.Linting.Rulesets;
using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.Linting.Tests.Rulesets;

/// <summary>Rulesets in npm packages, in modules and behind addresses.</summary>
public sealed class PackageTests
{
    private const string Rule = "rules: {p: {given: $.info, then: {function: falsy}}}";

    [Theory]
    [InlineData("style", "node_modules/style/package.json={\"main\": \"./dist/rules.yaml\"}|node_modules/style/dist/rules.yaml=RULE")]
    [InlineData("@org/style", "node_modules/@org/style/package.json={\"main\": \"rules\"}|node_modules/@org/style/rules.yml=RULE")]
    [InlineData("style", "node_modules/style/package.json={}|node_modules/style/ruleset.yaml=RULE")]
    [InlineData("style", "node_modules/style/package.json={}|node_modules/style/.spectral.yml=RULE")]
    [InlineData("style", "../node_modules/style/package.json={}|../node_modules/style/ruleset.json=RULE")]
    [InlineData("style/strict.yaml", "node_modules/style/package.json={}|node_modules/style/strict.yaml=RULE")]
    [InlineData("style/strict", "node_modules/style/package.json={\"exports\": {\"./strict\": {\"require\": \"./s.cjs\", \"default\": \"./s.yaml\"}}}|node_modules/style/s.yaml=RULE")]
    [InlineData("style/rules/a", "node_modules/style/package.json={\"exports\": {\"./rules/*\": \"./src/*.yaml\"}}|node_modules/style/src/a.yaml=RULE")]
    [InlineData("style", "node_modules/style/package.json={\"exports\": \"./x.yaml\", \"main\": \"gone\"}|node_modules/style/x.yaml=RULE")]
    [InlineData("style", "node_modules/style/package.json={\"exports\": {\".\": {\"import\": \"./x.yaml\"}}}|node_modules/style/x.yaml=RULE")]
    [InlineData("style", "packages/style/package.json={}|packages/style/index.js=MODULE")]
    [InlineData("style", "node_modules/style/package.json={\"main\": \"index.js\"}|node_modules/style/index.js=MODULE")]
    // A file of that name is taken where there is no package.
    [InlineData("style.yaml", "style.yaml=RULE")]
    public void A_package_is_found_by_its_name(string name, string files)
    {
        (string Name, string Text)[] all =
        [
            ("rules.yaml", $"extends: '{name}'"),
            .. files.Split('|').Select(file => file.Split('=', 2)).Select(file => (file[0], file[1].Replace("RULE", Rule, StringComparison.Ordinal).Replace(
                "MODULE", "import { falsy } from '@stoplight/spectral-functions'; export default { rules: { p: { given: '$.info', then: { function: falsy } } } };", StringComparison.Ordinal))),
        ];
        RulesetReadResult read = RulesetCase.Read("rules.yaml", new RulesetReadOptions { PackageFolders = ["packages"] }, all);
        read.Findings.Select(finding => finding.Message).ShouldBeEmpty();
        RulesetCase.Findings(read.Ruleset).ShouldBe("W:p");
    }

    [Fact]
    public void Addresses_are_refused_unless_the_caller_fetches()
    {
        const string Rules = "extends: https://example.com/rules/base.yaml?v=1";
        RulesetCase.ShouldBe(RulesetCase.Read(Rules).Findings.ShouldHaveSingleItem(), "ruleset-extends", 1, "/extends", "fetching rulesets is not allowed");

        List<string> asked = [];
        RulesetReadOptions options = new()
        {
            Fetch = uri =>
            {
                asked.Add(uri.AbsoluteUri);
                return uri.AbsolutePath switch
                {
                    "/rules/base.yaml" => Encoding.UTF8.GetBytes("extends: ./more/other.yaml\nfunctions: [mine]\nrules: {f: {given: $.info, then: {function: mine}}}"),
                    "/rules/more/other.yaml" => Encoding.UTF8.GetBytes(Rule),
                    "/rules/functions/mine.js" => Encoding.UTF8.GetBytes("export default () => [{ message: 'fetched' }];"),
                    _ => null,
                };
            },
        };
        RulesetReadResult read = RulesetCase.Read("rules.yaml", options, ("rules.yaml", Rules));
        read.Findings.Select(finding => finding.Message).ShouldBeEmpty();
        RulesetCase.Findings(read.Ruleset).ShouldBe("W:f W:p");
        asked.ShouldContain("https://example.com/rules/more/other.yaml");
        asked.ShouldBeUnique();

        RulesetCase.ShouldBe(
            RulesetCase.Read("rules.yaml", options, ("rules.yaml", "extends: [https://example.com/gone.yaml]")).Findings.ShouldHaveSingleItem(), "ruleset-extends", 1, "/extends/0", "no ruleset `https://example.com/gone.yaml`");
    }

    [Fact]
    public void A_module_is_a_ruleset_too()
    {
        const string Module = """
            import { truthy } from '@stoplight/spectral-functions';
            import { oas3 } from '@stoplight/spectral-formats';
            import base from './inner.js';
            export default {
              extends: [[base, 'all']],
              formats: [oas3],
              aliases: { Info: ['$.info'] },
              rules: {
                mine: { given: '#Info', severity: 'error', then: { field: 'title', function: truthy } },
                own: { given: '#Info', then: { function: (value, options, context) => [{ message: 'own ' + context.path.join('.') }] } },
              },
              overrides: [{ files: ['legacy/**'], rules: { mine: 'off' } }],
            };
            """;
        const string Inner = "export default { rules: { inner: { given: '$.info', recommended: false, then: { function: () => [{ message: 'inner' }] } } } };";
        RulesetReadResult read = RulesetCase.Read("rules.mjs", RulesetReadOptions.Default, ("rules.mjs", Module), ("inner.js", Inner));
        read.Findings.Select(finding => finding.Message).ShouldBeEmpty();
        Lint.Run(read.Ruleset, RulesetCase.Contract).Select(finding => $"{RulesetCase.Short(finding)} {finding.Message}").ShouldBe(
            ["W:inner inner", "W:own own info", "E:mine \"title\" property must be truthy"], ignoreOrder: true);
        RulesetCase.Findings(read.Ruleset, "legacy/a.yaml").ShouldBe("W:inner W:own");
        // A module is extended by a file as any other ruleset.
        RulesetCase.Findings("extends: [[./rules.mjs, off]]\nrules: {own: info}", files: [("rules.mjs", Module), ("inner.js", Inner)]).ShouldBe("I:own");
    }

    [Theory]
    [InlineData("gone.yaml", "There is no ruleset `gone.yaml`")]
    [InlineData("rules.ts", "TypeScript")]
    [InlineData("throws.js", "no!")]
    [InlineData("text.yaml", "`rules` is missing")]
    [InlineData("broken.yaml", "")]
    public void A_ruleset_that_cannot_be_read_is_fatal(string path, string message)
    {
        RulesetReadResult read = RulesetCase.Read(path, RulesetReadOptions.Default, ("throws.js", "throw new Error('no!')"), ("text.yaml", "text"), ("broken.yaml", "rules: {a: [}"));
        read.IsFatal.ShouldBeTrue();
        read.Findings.ShouldHaveSingleItem().Message.ShouldContain(message);
        read.Findings[0].Source!.File.ShouldBe(path);
        read.Ruleset.RuleIds.ShouldBeEmpty();
        RulesetCase.Findings(read.Ruleset).ShouldBe("");
    }

    [Fact]
    public void A_strict_reading_makes_every_mistake_fatal()
    {
        const string Rules = "rules: {good: {given: $, then: {function: truthy}}, bad: {given: $, then: {function: gone}}}";
        RulesetReadResult read = RulesetCase.Read(Rules);
        (read.IsFatal, string.Join(" ", read.DisabledRules), string.Join(" ", read.Ruleset.RuleIds)).ShouldBe((false, "bad", "good"));
        RulesetCase.Read("rules.yaml", new RulesetReadOptions { Strict = true }, ("rules.yaml", Rules)).IsFatal.ShouldBeTrue();
        // A warning is no mistake.
        RulesetCase.Read("rules.yaml", new RulesetReadOptions { Strict = true }, ("rules.yaml", "extends: base.yaml\nrules: {gone: off}")).IsFatal.ShouldBeFalse();
    }
}
