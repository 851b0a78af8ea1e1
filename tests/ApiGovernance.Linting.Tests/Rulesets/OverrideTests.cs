using System.Text;
using ApiGovernance.Linting.Rulesets;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.Linting.Tests.Rulesets;

/// <summary>What a ruleset says differently for some files and places. Compared with Spectral 6.16; where it differs, the test says so.</summary>
public sealed class OverrideTests
{
    private const string Extends = "extends: ./base.yaml\n";

    [Theory]
    [InlineData("overrides: [{files: ['legacy/**'], rules: {a: off, r: hint}}]", "legacy/x/api.yaml", "W:b H:r")]
    [InlineData("overrides: [{files: ['legacy/**'], rules: {a: off, r: hint}}]", "api.yaml", "E:a W:b")]
    [InlineData("overrides: [{files: ['legacy/**'], rules: {a: false, r: true, b: 3}}]", "legacy/api.yaml", "H:b W:r")]
    // Later ones win.
    [InlineData("overrides: [{files: ['*.yaml'], rules: {a: hint, b: off}}, {files: ['openapi.*'], rules: {a: info}}]", "openapi.yaml", "I:a")]
    [InlineData("overrides: [{files: ['*.yaml'], rules: {n: {given: $.info, then: {function: falsy}}}}]", "openapi.yaml", "E:a W:b W:n")]
    // An override with formats has them for its own rules.
    [InlineData("overrides: [{files: ['*.yaml'], formats: [oas2], rules: {n: {given: $.info, then: {function: falsy}}, o: {formats: [oas3], given: $.info, then: {function: falsy}}}}]", "openapi.yaml", "E:a W:b W:o")]
    // It sees the aliases of the ruleset and its own; the ruleset's rules keep theirs.
    [InlineData(
        "aliases: {A: [$.info], B: [$.info]}\nrules: {own: {given: '#A', then: {function: falsy}}}\noverrides: [{files: ['*.yaml'], aliases: {A: [$.nothing]}, rules: {n: {given: '#A', then: {function: falsy}}, m: {given: '#B', then: {function: falsy}}}}]",
        "openapi.yaml", "E:a W:b W:m W:own")]
    [InlineData("rules: {own: {given: $.info, then: {function: falsy}}}\noverrides: [{files: ['*.yaml'], extends: [[./base.yaml, off]], rules: {a: hint}}]", "openapi.yaml", "H:a W:b W:own")]
    // An override that has no rules takes the place of what the ruleset extends, and so does one over a ruleset that has none.
    [InlineData("rules: {own: {given: $.info, then: {function: falsy}}}\noverrides: [{files: ['*.yaml'], extends: ./second.yaml}]", "openapi.yaml", "W:own I:z")]
    [InlineData("overrides: [{files: ['*.yaml'], extends: [[./base.yaml, all]]}]", "openapi.yaml", "E:a W:b W:r")]
    [InlineData("overrides: [{files: ['*.yaml#/info'], rules: {a: off}}]", "openapi.yaml", "W:b")]
    [InlineData("overrides: [{files: ['other.yaml#/info'], rules: {a: off}}]", "openapi.yaml", "E:a W:b")]
    [InlineData("overrides: [{files: ['*.yaml#/inf'], rules: {a: off}}]", "openapi.yaml", "E:a W:b")]
    [InlineData("overrides: [{files: ['**#/info', '*.yaml'], rules: {a: hint}}]", "openapi.yaml", "H:a W:b")]
    // A rule that is off elsewhere can be on in a place. Spectral then reports it everywhere.
    [InlineData("overrides: [{files: ['*.yaml#/info'], rules: {r: hint}}]", "openapi.yaml", "E:a W:b H:r")]
    [InlineData("overrides: [{files: ['*.yaml#/paths'], rules: {r: hint}}]", "openapi.yaml", "E:a W:b")]
    [InlineData("except: {'openapi.yaml#/info': [a], '#/info': [b]}", "openapi.yaml", "")]
    [InlineData("except: {'openapi.yaml': [a]}", "openapi.yaml", "W:b")]
    [InlineData("except: {'other.yaml': [a], 'dir/**': [b]}", "dir/openapi.yaml", "E:a")]
    public void Overrides_hold_for_their_files_and_places(string rules, string path, string expected) =>
        RulesetCase.Findings(Extends + rules, path, files: ("second.yaml", "rules: {z: {severity: info, given: $.info, then: {function: falsy}}}"))
            .Split(' ').Order(StringComparer.Ordinal).ShouldBe(expected.Split(' ').Order(StringComparer.Ordinal));

    [Fact]
    public void The_longest_pointer_decides_and_of_equal_ones_the_last()
    {
        const string Rules = """
            rules: {a: {message: '{{path}}', given: "$..*", then: {function: falsy}}}
            overrides:
              - {files: ["*.yaml#/info/version"], rules: {a: error}}
              - {files: ["*.yaml#"], rules: {a: off}}
              - {files: ["*.yaml#/info"], rules: {a: info}}
              - {files: ["openapi.yaml#/info"], rules: {a: hint}}
              - {files: ["*.yaml#/paths/~1a%20b"], rules: {a: 0}}
            """;
        IReadOnlyList<Finding> findings = Lint.Run(Lint.Rules(Rules), "openapi: 3.1.0\ninfo: {version: '1', title: t}\npaths: {/a b: {get: {}}}\n");
        findings.Select(finding => $"{finding.Severity.ToString()[0]}{finding.Message}").ShouldBe(["H#/info", "E#/info/version", "H#/info/title", "E#/paths/~1a b", "E#/paths/~1a b/get"], ignoreOrder: true);
    }

    [Fact]
    public void They_are_inherited_and_what_a_later_ruleset_says_wins()
    {
        // Spectral knows overrides of the outermost ruleset only.
        const string Middle = "extends: ../base.yaml\noverrides: [{files: ['legacy/*'], rules: {a: off, r: true}}, {files: ['**#/info'], rules: {b: hint}}]\n";
        (string, string) file = ("rules/middle.yaml", Middle);
        RulesetCase.Findings("extends: rules/middle.yaml", "rules/legacy/x.yaml", files: file).ShouldBe("H:b W:r");
        // Patterns are relative to the file that has them.
        RulesetCase.Findings("extends: rules/middle.yaml", "legacy/x.yaml", files: file).ShouldBe("E:a H:b");
        RulesetCase.Findings("extends: rules/middle.yaml\nrules: {a: info, b: warn}", "rules/legacy/x.yaml", files: file).ShouldBe("I:a W:b W:r");
        RulesetCase.Findings("extends: [[rules/middle.yaml, off]]\nrules: {b: true}", "rules/legacy/x.yaml", files: file).ShouldBe("W:b");
        RulesetCase.Findings("extends: [[rules/middle.yaml, all]]", "rules/legacy/x.yaml", files: file).ShouldBe("H:b W:r");
    }

    [Fact]
    public void They_hold_for_files_that_a_document_refers_to()
    {
        // Spectral asks only whether the pattern is for the document itself.
        const string Rules = """
            rules:
              a: {message: "{{path}}", given: "$.paths[*][*]", then: {field: summary, function: truthy}}
              off: {recommended: false, given: "$.paths[*][*]", then: {field: description, function: truthy}}
            overrides:
              - {files: ["shared/*.yaml"], rules: {a: info, off: hint}}
              - {files: ["shared/*.yaml#/post"], rules: {a: off}}
            """;
        const string Root = "openapi: 3.1.0\npaths:\n  /a: {$ref: shared/a.yaml}\n  /b: {get: {}}\n";
        Dictionary<string, byte[]> files = new() { ["openapi.yaml"] = Encoding.UTF8.GetBytes(Root), ["shared/a.yaml"] = Encoding.UTF8.GetBytes("get: {}\npost: {}\n") };
        DocumentBundle bundle = DocumentBundle.Load("openapi.yaml", path => files.TryGetValue(path, out byte[]? bytes) ? bytes : (ReadOnlyMemory<byte>?)null);
        Linter.Lint(bundle, Lint.Rules(Rules)).Select(finding => $"{RulesetCase.Short(finding)}@{finding.Source!.File}{finding.Pointer}").ShouldBe(
            ["W:a@openapi.yaml/paths/~1b/get", "I:a@shared/a.yaml/get", "H:off@shared/a.yaml/get", "H:off@shared/a.yaml/post"], ignoreOrder: true);
    }

    [Fact]
    public void A_ruleset_serves_many_documents_each_with_its_overrides()
    {
        Ruleset ruleset = RulesetCase.Read(Extends + "overrides: [{files: ['v1/*'], rules: {a: off}}, {files: ['v2/*'], rules: {b: off}}]").Ruleset;
        string[] paths = ["v1/a.yaml", "v2/a.yaml", "v3/a.yaml", "v1/b.yaml"];
        string[] found = new string[400];
        Parallel.For(0, found.Length, i => found[i] = RulesetCase.Findings(ruleset, paths[i % 4]));
        found.Distinct().Order(StringComparer.Ordinal).ShouldBe(["E:a", "E:a W:b", "W:b"]);
        found.Take(4).ShouldBe(["W:b", "E:a", "E:a W:b", "W:b"]);
    }

    [Fact]
    public void A_mistake_that_only_two_overrides_make_together_is_told_with_the_document()
    {
        const string Rules = """
            aliases: {A: [$.info], B: [$.info]}
            rules: {own: {given: $.info, then: {function: falsy}}}
            overrides:
              - {files: ["a*"], aliases: {A: ["#B"]}, rules: {n: {given: "#A", then: {function: falsy}}}}
              - {files: ["*b.yaml"], aliases: {B: ["#A"]}, rules: {m: {given: "#B", then: {function: falsy}}}}
            """;
        RulesetReadResult read = RulesetCase.Read(Rules);
        read.Findings.ShouldBeEmpty();
        RulesetCase.Findings(read.Ruleset, "a.yaml").ShouldBe("W:n W:own");
        RulesetCase.Findings(read.Ruleset, "b.yaml").ShouldBe("W:m W:own");
        IReadOnlyList<Finding> findings = Linter.Lint(DocumentBundle.FromBytes("ab.yaml", Encoding.UTF8.GetBytes(RulesetCase.Contract)), read.Ruleset);
        findings.Where(finding => finding.RuleId == "ruleset-rule").Select(finding => (finding.Pointer, finding.Message.Contains("is circular", StringComparison.Ordinal)))
            .ShouldBe([("/overrides/0/rules/n/given", true), ("/overrides/1/rules/m/given", true)]);
        findings.ShouldContain(finding => finding.RuleId == "own");
    }

    [Theory]
    [InlineData("overrides: []", "/overrides", "no list, or an empty one")]
    [InlineData("overrides: {}", "/overrides", "no list, or an empty one")]
    [InlineData("overrides: [{rules: {a: off}}]", "/overrides/0", "a list of `files`")]
    [InlineData("overrides: [{files: [], rules: {a: off}}]", "/overrides/0/files", "a list of `files`")]
    [InlineData("overrides: [{files: ['*.yaml']}]", "/overrides/0", "neither `rules` nor `extends`")]
    [InlineData("overrides: [{files: ['*.yaml'], rules: []}]", "/overrides/0/rules", "no object")]
    [InlineData("overrides: [{files: ['*.yaml'], rules: {a: off}, given: $}]", "/overrides/0/given", "has no `given`")]
    [InlineData("overrides: [{files: ['*.yaml#/info'], extends: ./base.yaml}]", "/overrides/0", "parts of files has no `rules`")]
    [InlineData("overrides: [{files: ['*.yaml#/info'], rules: {a: off}, formats: [oas3]}]", "/overrides/0/formats", "only the severities")]
    [InlineData("overrides: [{files: ['*.yaml#/info'], rules: {a: true}}]", "/overrides/0/rules/a", "`a` can only have a severity")]
    [InlineData("overrides: [{files: ['*.yaml#info'], rules: {a: off}}]", "/overrides/0/files/0", "no pattern of files with a JSON pointer")]
    [InlineData("overrides: [{files: ['#/info'], rules: {a: off}}]", "/overrides/0/files/0", "no pattern of files with a JSON pointer")]
    [InlineData("overrides: [{files: ['!(a).yaml'], rules: {a: off}}]", "/overrides/0/files/0", "no pattern of file names")]
    [InlineData("except: [a]", "/except", "no object")]
    [InlineData("except: {x.yaml: a}", "/except/x.yaml", "no list of rules")]
    public void An_override_that_cannot_be_read_is_told(string rules, string pointer, string message)
    {
        RulesetReadResult read = RulesetCase.Read(Extends + rules);
        RulesetCase.ShouldBe(read.Findings.ShouldHaveSingleItem(), "ruleset-override", 2, pointer, message);
        RulesetCase.Findings(read.Ruleset).ShouldBe("E:a W:b");
    }

    [Theory]
    [InlineData("overrides: [{files: [x.yaml], rules: {n: {given: $, then: {function: gone}}}}]", "ruleset-rule", "/overrides/0/rules/n/then/function", "`gone` is not known")]
    [InlineData("overrides: [{files: [x.yaml], rules: {n: loud}}]", "ruleset-rule", "/overrides/0/rules/n", "`loud` is no severity")]
    [InlineData("overrides: [{files: [x.yaml], rules: {n: error}}]", "ruleset-rule", "/overrides/0/rules/n", "nothing defines it")]
    [InlineData("overrides: [{files: [x.yaml], extends: gone.yaml}]", "ruleset-extends", "/overrides/0/extends", "no ruleset `gone.yaml`")]
    [InlineData("overrides: [{files: [x.yaml], aliases: {A: x}, rules: {}}]", "ruleset-alias", "/overrides/0/aliases/A", "no path")]
    [InlineData("overrides: [{files: ['x.yaml#/info'], rules: {gone: off}}]", "ruleset-rule", "/overrides/0/rules/gone", "nothing defines it")]
    public void What_an_override_says_is_looked_at_before_a_document_needs_it(string rules, string id, string pointer, string message)
    {
        Finding finding = RulesetCase.Read(Extends + rules).Findings.ShouldHaveSingleItem();
        RulesetCase.ShouldBe(finding, id, 2, pointer, message, pointer.EndsWith("gone", StringComparison.Ordinal) ? Severity.Warning : Severity.Error);
    }
}
