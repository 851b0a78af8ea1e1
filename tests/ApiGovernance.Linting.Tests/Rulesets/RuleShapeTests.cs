using ApiGovernance.Linting.Rulesets;
using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.Linting.Tests.Rulesets;

/// <summary>What a rule and a ruleset may hold. A mistake has its place, and disables the rule that it is in.</summary>
public sealed class RuleShapeTests
{
    [Theory]
    [InlineData("given: info, then: {function: truthy}", "/given", "begins with `$`")]
    [InlineData("given: [], then: {function: truthy}", "/given", "the list in `given` is empty")]
    [InlineData("given: [$, 5], then: {function: truthy}", "/given/1", "`5` in `given` is no path")]
    [InlineData("given: '$.a[', then: {function: truthy}", "/given", "a `]` is missing")]
    [InlineData("given: $, then: []", "/then", "the list in `then` is empty")]
    [InlineData("given: $, then: {field: a}", "/then", "names no `function`")]
    [InlineData("given: $, then: [{function: truthy}, {function: 5}]", "/then/1/function", "names no `function`")]
    [InlineData("given: $, then: {function: truthy, field: 200}", "/then/field", "`field` is no text")]
    [InlineData("given: $, then: {function: truthy, field: '$.a['}", "/then/field", "in `field`")]
    [InlineData("given: $", "", "`given` or `then` is missing")]
    [InlineData("given: $, then: {function: truthy}, severity: fatal", "/severity", "`fatal` is no severity")]
    [InlineData("given: $, then: {function: truthy}, severity: 4", "/severity", "`4` is no severity")]
    [InlineData("given: $, then: {function: truthy}, description: 5", "/description", "`description` is no text")]
    [InlineData("given: $, then: {function: truthy}, message: [a]", "/message", "`message` is no text")]
    [InlineData("given: $, then: {function: truthy}, documentationUrl: here", "/documentationUrl", "`documentationUrl` is no URL")]
    [InlineData("given: $, then: {function: truthy}, recommended: 'yes'", "/recommended", "neither true nor false")]
    [InlineData("given: $, then: {function: truthy}, resolved: 1", "/resolved", "neither true nor false")]
    [InlineData("given: $, then: {function: truthy}, type: lint", "/type", "style or validation")]
    [InlineData("given: $, then: {function: truthy}, tags: a", "/tags", "no list of texts")]
    [InlineData("given: $, then: {function: truthy}, extensions: []", "/extensions", "no object")]
    [InlineData("given: $, then: {function: truthy}, formats: oas3", "/formats", "no list")]
    [InlineData("given: $, then: {function: truthy}, formats: [oas3, oas9]", "/formats/1", "`oas9` is no format")]
    [InlineData("given: $, then: {function: truthy}, when: $", "/when", "has no `when`")]
    public void A_mistake_in_a_rule_disables_it(string rule, string pointer, string message)
    {
        RulesetReadResult read = Lint.Read($"rules:\n  other: {{given: $, then: {{function: truthy}}}}\n  x: {{{rule}}}\n");
        RulesetCase.ShouldBe(read.Findings.ShouldHaveSingleItem(), "ruleset-rule", 3, "/rules/x" + pointer, message);
        read.Findings[0].Message.ShouldStartWith("Rule `x`: ");
        read.Ruleset.RuleIds.ShouldBe(["other"]);
        read.DisabledRules.ShouldBe(["x"]);
    }

    [Theory]
    [InlineData("x: null", "/x")]
    [InlineData("x: loud", "/x")]
    [InlineData("x: []", "/x")]
    [InlineData("x: 7", "/x")]
    public void A_rule_is_an_object_or_a_switch(string rule, string pointer) =>
        RulesetCase.ShouldBe(Lint.Read($"rules:\n  {rule}\n").Findings.ShouldHaveSingleItem(), "ruleset-rule", 2, "/rules" + pointer, "is no severity");

    [Fact]
    public void All_that_a_rule_may_have_is_read()
    {
        Lint.Rules("""
            x-owner: platform
            description: Ours.
            documentationUrl: https://example.com
            x-shared: &shared {given: $.info, severity: info}
            rules:
              x:
                <<: *shared
                then: [{field: title, function: truthy, functionOptions: null}]
                message: m
                description: d
                documentationUrl: https://example.com/x
                formats: [oas3]
                recommended: true
                resolved: false
                tags: [a, b]
                type: validation
                extensions: {a: {b: 1}}
                x-anything: 1
            """).RuleIds.ShouldBe(["x"]);
    }

    [Theory]
    [InlineData("rules: {}\nroules: {}", "ruleset-unknown-member", "/roules", "has no `roules`")]
    [InlineData("rules: {}\nrules2: {}", "ruleset-unknown-member", "/rules2", "has no `rules2`")]
    [InlineData("rules: {}\naliases: []", "ruleset-shape", "/aliases", "`aliases` is no object")]
    [InlineData("rules: {}\nformats: oas3", "ruleset-shape", "/formats", "`formats` is no list")]
    [InlineData("rules: {}\nformats: [oas9]", "ruleset-shape", "/formats/0", "`oas9` is no format")]
    [InlineData("rules: {}\nfunctions: f", "ruleset-shape", "/functions", "`functions` is no list")]
    [InlineData("rules: {}\nfunctions: [5]", "ruleset-shape", "/functions/0", "a function is a name")]
    [InlineData("rules: {}\nfunctionsDir: 5", "ruleset-shape", "/functionsDir", "`functionsDir` is no text")]
    [InlineData("rules: {}\ndescription: 5", "ruleset-shape", "/description", "`description` is no text")]
    [InlineData("rules: {}\ndocumentationUrl: here", "ruleset-shape", "/documentationUrl", "`documentationUrl` is no URL")]
    [InlineData("rules: {}\nparserOptions: 1", "ruleset-shape", "/parserOptions", "`parserOptions` is no object")]
    [InlineData("rules: {}\nparserOptions: {duplicateKeys: loud}", "ruleset-shape", "/parserOptions/duplicateKeys", "no severity")]
    [InlineData("rules: {}\nparserOptions: {tabs: off}", "ruleset-shape", "/parserOptions/tabs", "has no `tabs`")]
    [InlineData("rules: {}\naliases: {A: x}", "ruleset-alias", "/aliases/A", "begins with `$` or `#`")]
    [InlineData("rules: {}\naliases: {A: []}", "ruleset-alias", "/aliases/A", "its list is empty")]
    [InlineData("rules: {}\naliases: {1A: $}", "ruleset-alias", "/aliases/1A", "its name begins with a letter")]
    [InlineData("rules: {}\naliases: {A: {description: d}}", "ruleset-alias", "/aliases/A", "no `targets`")]
    [InlineData("rules: {}\naliases: {A: {targets: []}}", "ruleset-alias", "/aliases/A/targets", "no `targets`")]
    [InlineData("rules: {}\naliases: {A: {targets: [{given: [$]}]}}", "ruleset-alias", "/aliases/A/targets/0", "a list of `formats` and a `given`")]
    [InlineData("rules: {}\naliases: {A: {targets: [{formats: [oas9], given: [$]}]}}", "ruleset-alias", "/aliases/A/targets/0/formats/0", "`oas9` is no format")]
    [InlineData("rules: {}\naliases: {A: {targets: [{formats: [oas3], given: [x]}]}}", "ruleset-alias", "/aliases/A/targets/0/given/0", "begins with `$` or `#`")]
    public void A_mistake_in_a_ruleset_has_its_place(string rules, string id, string pointer, string message) =>
        RulesetCase.ShouldBe(Lint.Read(rules).Findings.ShouldHaveSingleItem(), id, 2, pointer, message);

    [Fact]
    public void A_key_that_is_written_twice_is_told_and_the_last_one_counts()
    {
        RulesetReadResult read = Lint.Read("rules:\n  x: {given: $.info, severity: info, severity: hint, then: {function: falsy}}\n");
        read.Findings.ShouldHaveSingleItem().RuleId.ShouldBe("document-duplicate-key");
        RulesetCase.Findings(read.Ruleset).ShouldBe("H:x");
    }
}
