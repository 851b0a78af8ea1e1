using ApiGovernance.Linting.Rulesets;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.Testing;

namespace ApiGovernance.Linting.Tests.Rulesets;

/// <summary>What a ruleset may say, and what is said of one that cannot be run.</summary>
public sealed class RulesetTests
{
    private const string Base = """
        documentationUrl: https://example.com/rules
        formats: [oas3]
        rules:
          title: {description: A title., given: $.info, severity: error, then: {field: title, function: truthy}}
          licence: {description: A licence., given: $.info, then: {field: license, function: truthy}}
          rare: {description: Rare., recommended: false, given: $.info, then: {field: contact, function: truthy}}
        """;

    private const string Contract = "openapi: 3.1.0\ninfo: {version: '1'}\n";

    [Theory]
    [InlineData("extends: base.yaml", "E:title W:licence")]
    [InlineData("extends: [[./base.yaml, all]]", "E:title W:licence W:rare")]
    [InlineData("extends: [[base.yaml, off]]\nrules: {licence: true}", "W:licence")]
    [InlineData("extends: [base.yaml]\nrules: {title: off, licence: error, rare: info}", "E:licence I:rare")]
    [InlineData("extends: base.yaml\nrules: {title: {severity: hint}}", "H:title W:licence")]
    [InlineData("extends: base.yaml\nrules: {title: {message: 'Where is {{property}}?'}}", "E:title W:licence")]
    public void A_ruleset_extends_another_and_overrides_it(string rules, string expected)
    {
        RulesetReadResult read = Lint.Read(rules, ("base.yaml", Base));
        read.Findings.ShouldBeEmpty();
        IReadOnlyList<Finding> findings = Lint.Run(read.Ruleset, Contract);
        string.Join(" ", findings.Select(finding => $"{finding.Severity.ToString()[0]}:{finding.RuleId}").Order(StringComparer.Ordinal))
            .ShouldBe(string.Join(" ", expected.Split(' ').Order(StringComparer.Ordinal)));
        findings[0].HelpUri.ShouldStartWith("https://example.com/rules#");
        if (rules.Contains("Where", StringComparison.Ordinal))
            findings.ShouldContain(finding => finding.Message == "Where is info.title?");
        // The formats of the extended ruleset hold for its rules.
        Lint.Run(read.Ruleset, "swagger: '2.0'\ninfo: {version: '1'}\n").ShouldHaveSingleItem().RuleId.ShouldBe("unrecognized-format");
    }

    [Fact]
    public void A_ruleset_on_disk_extends_its_neighbour()
    {
        string folder = Directory.CreateTempSubdirectory("apigov-rules-").FullName;
        try
        {
            Directory.CreateDirectory(Path.Combine(folder, "api"));
            File.WriteAllText(Path.Combine(folder, "base.yaml"), Base);
            string file = Path.Combine(folder, "api", "rules.yaml");
            File.WriteAllText(file, "extends: ../base.yaml\n");
            RulesetReadResult read = RulesetReader.Read(OpenApi.Documents.DocumentReader.Read(file, File.ReadAllBytes(file)));
            read.Findings.ShouldBeEmpty();
            read.Ruleset.RuleIds.ShouldBe(["title", "licence"]);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Theory]
    [InlineData("extends: gone.yaml", "There is no ruleset `gone.yaml`")]
    [InlineData("extends: spectral:gone", "no built-in")]
    [InlineData("extends: https://example.com/r.yaml", "on the network")]
    [InlineData("extends: ./functions.ts", "TypeScript")]
    [InlineData("extends: rules.yaml", "extends itself")]
    [InlineData("extends: loop.yaml", "extends itself")]
    [InlineData("extends: [[base.yaml, some]]", "recommended, all or off")]
    [InlineData("extends: broken.yaml", "YAML")]
    [InlineData("rules: {x: true}", "nothing defines it")]
    [InlineData("rules: []", "`rules` is no object")]
    [InlineData("roules: {}", "`rules` is missing")]
    [InlineData("rules: {}\nroules: {}", "has no `roules`")]
    [InlineData("rules: {}\noverrides: []", "`overrides` is no list")]
    [InlineData("rules: {x: {given: $, then: {function: truthy}, severity: loud}}", "`loud` is no severity")]
    [InlineData("rules: {x: {given: $, then: {function: truthy}, formats: [oas9]}}", "`oas9` is no format")]
    [InlineData("rules: {x: {given: $, then: {function: truthy}, gven: $}}", "has no `gven`")]
    [InlineData("rules: {x: {given: $, then: {function: pattern, functionOptions: {match: a, flags: i}}}}", "`pattern` has no option `flags`")]
    [InlineData("rules: {x: {given: '#Alias', then: {function: truthy}}}", "no alias `Alias`")]
    [InlineData("rules: {x: {given: $, then: {function: pattern, functionOptions: {match: /a/b}}}}", "`b` is no flag")]
    [InlineData("rules: {x: {given: $, then: {function: length}}}", "`min` or `max`")]
    [InlineData("rules: {x: {given: $, then: {function: casing, functionOptions: {type: wave}}}}", "`type` of `casing` cannot be `wave`")]
    [InlineData("rules: {x: {given: $, then: {function: schema, functionOptions: {schema: {type: nonsense}}}}}", "does not compile")]
    [InlineData("rules: {x: {given: $}}", "`given` or `then` is missing")]
    public void What_cannot_be_run_is_a_finding_with_its_place_and_remedy(string rules, string message)
    {
        RulesetReadResult read = Lint.Read(rules, ("base.yaml", Base), ("loop.yaml", "extends: ./loop.yaml\n"), ("broken.yaml", "rules: {a: [}\n"));
        Finding finding = read.Findings.ShouldHaveSingleItem();
        if (message != "YAML")
            finding.Message.ShouldContain(message);
        finding.Severity.ShouldBe(Severity.Error);
        finding.Source!.File.ShouldEndWith(".yaml");
        finding.Fix.ShouldNotBeNullOrEmpty();
        read.Ruleset.RuleIds.ShouldBeEmpty();
    }

    [Fact]
    public void A_rule_on_the_document_as_written_sees_its_references()
    {
        const string Text = """
            openapi: 3.1.0
            paths:
              /a:
                get:
                  parameters: [{$ref: '#/components/parameters/P'}]
            components:
              parameters:
                P: {name: p, in: query, schema: {$ref: '#/components/schemas/S'}}
              schemas:
                S: {type: integer}
            """;
        const string Rule = "rules: {x: {message: '{{path}}', given: GIVEN, resolved: RESOLVED, then: {function: falsy}}}";
        string[] Places(string given, bool resolved) =>
        [
            .. Lint.Run(Lint.Rules(Rule.Replace("GIVEN", $"\"{given}\"", StringComparison.Ordinal).Replace("RESOLVED", resolved ? "true" : "false", StringComparison.Ordinal)), Text)
                .Select(finding => finding.Message),
        ];

        Places("$..$ref", resolved: false).ShouldBe(["#/paths/~1a/get/parameters/0/$ref", "#/components/parameters/P/schema/$ref"]);
        Places("$..$ref", resolved: true).ShouldBeEmpty();
        // Findings point to where the value is written; filters look through references as paths do.
        Places("$.paths[*].get.parameters[?(@.schema.type == 'integer')]", resolved: true).ShouldBe(["#/components/parameters/P"]);
        Places("$.paths[*].get.parameters[?(@.schema.type == 'integer')]", resolved: false).ShouldBeEmpty();
    }

    [Fact]
    public void Published_contracts_are_linted_without_exception_and_equally_twice()
    {
        Ruleset governance = Lint.Rules(File.ReadAllText(RepositoryPaths.At("policies/lint/governance.yaml")));
        Ruleset wide = Lint.Rules("""
            rules:
              everything: {given: "$..*", then: {function: length, functionOptions: {max: 4000}}}
              nulls: {given: "$..[?(@.example.value && @.example.value.length > 3)]", then: {function: truthy}}
              keys: {given: "$..properties.*~", then: {function: casing, functionOptions: {type: camel}}}
              written: {given: "$..[?(@property === '$ref')]", resolved: false, then: {function: pattern, functionOptions: {match: "^#/"}}}
            """);
        foreach (string file in Directory.GetFiles(Path.Combine(RepositoryPaths.RequireShared(), "specs", "docs")))
        {
            OpenApi.Documents.DocumentBundle bundle = OpenApi.Documents.DocumentBundle.FromFile(file);
            foreach (Ruleset ruleset in new[] { governance, wide })
            {
                IReadOnlyList<Finding> findings = Linter.Lint(bundle, ruleset);
                if (ruleset == governance)
                    findings.ShouldNotBeEmpty(file);
                findings.ShouldAllBe(finding => finding.Source != null && finding.RuleId != "ruleset-rule-not-run");
                Linter.Lint(bundle, ruleset).Select(finding => finding.ToString()).ShouldBe(findings.Select(finding => finding.ToString()));
            }
        }
    }
}
