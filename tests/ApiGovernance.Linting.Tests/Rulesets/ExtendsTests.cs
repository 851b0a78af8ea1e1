using ApiGovernance.Linting.Rulesets;
using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.Linting.Tests.Rulesets;

/// <summary>Which rules run when rulesets extend each other. Compared with Spectral 6.16 case by case; where it differs, the test says so.</summary>
public sealed class ExtendsTests
{
    private const string Middle = "extends: ./base.yaml\nrules: {a: off, b: false, r: true}\n";

    [Theory]
    [InlineData("extends: ./base.yaml", "E:a W:b")]
    [InlineData("extends: base.yaml", "E:a W:b")]
    [InlineData("extends: [[./base.yaml, recommended]]", "E:a W:b")]
    [InlineData("extends: [[./base.yaml, all]]", "E:a W:b W:r")]
    [InlineData("extends: [./base.yaml, all]", "E:a W:b W:r")]
    [InlineData("extends: [[./base.yaml, off]]\nrules: {b: true}", "W:b")]
    // Spectral takes no `false` here; public rulesets write it.
    [InlineData("extends: [[./base.yaml, false]]\nrules: {b: true}", "W:b")]
    [InlineData("extends: []\nrules: {}", "")]
    [InlineData("extends: ./base.yaml\nrules: {r: true, a: false}", "W:b W:r")]
    [InlineData("extends: ./base.yaml\nrules: {a: warn, b: info, r: hint}", "W:a I:b H:r")]
    [InlineData("extends: ./base.yaml\nrules: {a: 1, b: 2, r: 3}", "W:a I:b H:r")]
    [InlineData("extends: ./base.yaml\nrules: {a: -1, b: 0}", "E:b")]
    [InlineData("extends: ./base.yaml\nrules: {a: off}", "W:b")]
    [InlineData("extends: ./base.yaml\nrules: {a: {severity: 3}, b: {severity: off}, r: {description: Mine.}}", "H:a W:r")]
    [InlineData("extends: ./base.yaml\nrules: {a: {recommended: false}}", "E:a W:b")]
    [InlineData("extends: ./base.yaml\nrules: {a: {given: $.paths, then: {function: falsy}}}", "W:b E:a")]
    [InlineData("rules: {own: {severity: -1, given: $, then: {function: falsy}}}", "")]
    [InlineData("rules: {own: {recommended: false, given: $, then: {function: falsy}}}", "")]
    // The last of two rulesets that define a rule holds.
    [InlineData("extends: [./base.yaml, ./second.yaml]", "I:a W:b")]
    [InlineData("extends: [./second.yaml, ./base.yaml]", "E:a W:b")]
    // What a ruleset switches, its extension keeps, unless a mode is written: it then decides over what is switched by true or false.
    [InlineData("extends: ./middle.yaml", "W:r")]
    [InlineData("extends: [[./middle.yaml, all]]", "W:b W:r")]
    [InlineData("extends: [[./middle.yaml, recommended]]", "W:b")]
    [InlineData("extends: [[./middle.yaml, off]]", "")]
    // In Spectral a rule that `off` switched off stays off when `true` switches it on.
    [InlineData("extends: ./middle.yaml\nrules: {a: true}", "E:a W:r")]
    public void Rulesets_extend_and_override(string rules, string expected) =>
        RulesetCase.Findings(rules, files: [("middle.yaml", Middle), ("second.yaml", "rules: {a: {severity: info, given: $.info, then: {field: title, function: truthy}}}")])
            .Split(' ').Order(StringComparer.Ordinal).ShouldBe(expected.Split(' ').Order(StringComparer.Ordinal));

    [Fact]
    public void Texts_formats_and_documentation_come_from_where_they_are_written()
    {
        const string Documented = """
            documentationUrl: https://example.com/base
            formats: [oas2]
            rules:
              a: {message: '{{description}} {{property}}', description: A., given: $.info, then: {field: title, function: truthy}}
              b: {documentationUrl: https://example.com/b, formats: [oas3], given: $.info, then: {field: title, function: truthy}}
            """;
        RulesetReadResult read = RulesetCase.Read(
            "extends: documented.yaml\ndocumentationUrl: https://example.com/mine\nformats: [oas3]\nrules:\n  a: {description: Mine., formats: [oas3]}\n  b: error\n  c: {given: $.info, then: {function: falsy}}\n",
            ("documented.yaml", Documented));
        read.Findings.ShouldBeEmpty();
        IReadOnlyList<Finding> findings = Lint.Run(read.Ruleset, RulesetCase.Contract);
        findings.Select(finding => finding.Message).ShouldBe(["Mine. info.title", "\"title\" property must be truthy", "\"info\" property must be falsy"]);
        findings.Select(finding => finding.HelpUri).ShouldBe(["https://example.com/base#a", "https://example.com/b", "https://example.com/mine#c"]);
        // The formats of the ruleset that defines a rule are its own.
        RulesetCase.Findings(RulesetCase.Read("extends: documented.yaml\nformats: [oas3]\nrules: {a: error}", ("documented.yaml", Documented)).Ruleset).ShouldBe("W:b");
    }

    [Fact]
    public void Rules_are_switched_by_the_names_that_they_had()
    {
        const string Today = "rules: {oas3-valid-media-example: {given: $.info, then: {function: falsy}}, operation-success-response: {given: $.info, then: {function: falsy}}}\n";
        RulesetCase.Findings("extends: today.yaml\nrules: {operation-2xx-response: off, oas3-valid-oas-header-example: hint}", files: ("today.yaml", Today)).ShouldBe("H:oas3-valid-media-example");
        // Of several old rules that are one now, the one that asks most holds.
        RulesetCase.Findings(
            "extends: today.yaml\nrules: {operation-2xx-response: off, oas3-valid-oas-header-example: info, oas3-valid-oas-content-example: error, oas3-valid-oas-parameter-example: off}",
            files: ("today.yaml", Today)).ShouldBe("E:oas3-valid-media-example");
        // A rule that has such a name is a rule.
        RulesetCase.Findings("rules: {operation-2xx-response: {given: $.info, then: {function: falsy}}}").ShouldBe("W:operation-2xx-response");
    }

    [Fact]
    public void Rulesets_that_extend_one_base_in_many_ways_are_read_in_no_time()
    {
        (string, string)[] files = [.. Enumerable.Range(0, 18).Select(i => ($"l{i}.yaml", $"extends: [./l{i + 1}.yaml, ./l{i + 1}.yaml, [./l{i + 1}.yaml, all]]")), ("l18.yaml", RulesetCase.Base)];
        RulesetCase.Findings("extends: l0.yaml", files: files).ShouldBe("E:a W:b W:r");
    }

    [Theory]
    [InlineData("extends: spectral:gone", "no built-in ruleset `spectral:gone`", "/extends")]
    [InlineData("extends: [apigov:gone]", "no built-in ruleset `apigov:gone`", "/extends/0")]
    [InlineData("extends: [[./base.yaml, some]]", "recommended, all or off", "/extends/0")]
    [InlineData("extends: [5]", "recommended, all or off", "/extends/0")]
    [InlineData("extends: some-package", "no package `some-package`", "/extends")]
    [InlineData("extends: ./gone.js", "There is no ruleset `gone.js`", "/extends")]
    [InlineData("extends: ./rules.ts", "TypeScript", "/extends")]
    [InlineData("extends: ./text.yaml", "`rules` is missing", "")]
    [InlineData("extends: ./throws.js", "cannot be run", "/extends")]
    public void What_cannot_be_extended_is_told_and_the_rest_runs(string extends, string message, string pointer)
    {
        RulesetReadResult read = RulesetCase.Read(
            $"{extends}\nrules:\n  own: {{given: $.info, then: {{function: falsy}}}}\n  of-the-missing: error\n", ("text.yaml", "just a text"), ("rules.ts", "export default {}"), ("throws.js", "throw new Error('no')"));
        Finding finding = read.Findings.ShouldHaveSingleItem();
        RulesetCase.ShouldBe(finding, pointer.Length == 0 ? "ruleset-shape" : "ruleset-extends", 1, pointer, message);
        read.Ruleset.RuleIds.ShouldBe(["own"]);
        read.IsFatal.ShouldBeFalse();
    }

    [Theory]
    [InlineData("extends: [[spectral:oas, off]]\nrules: {info-contact: true, info-license: hint}", "W:info-contact H:info-license")]
    [InlineData("extends: [[spectral:oas, off]]\nrules: {info-contact: true}\noverrides: [{files: ['openapi.*'], rules: {info-contact: info}}]", "I:info-contact")]
    [InlineData("extends: spectral:oas\nrules: {oas3-schema: off, info-contact: off, info-description: off, oas3-api-servers: off}", "")]
    public void A_built_in_ruleset_is_extended_as_any_other(string rules, string expected) => RulesetCase.Findings(rules).ShouldBe(expected);

    [Fact]
    public void A_built_in_ruleset_is_read_by_its_name()
    {
        RulesetReadResult read = RulesetReader.ReadFile("spectral:oas");
        read.Findings.ShouldBeEmpty();
        (read.Ruleset.Describe().Count, read.Ruleset.RuleIds.Count).ShouldBe((57, 46));
        read.Ruleset.Describe().ShouldAllBe(rule => rule.DefinedIn == "spectral:oas" && rule.Functions.Count > 0);
    }

    [Fact]
    public void Names_of_built_in_rulesets_are_listed_where_one_is_wrong() =>
        RulesetCase.Read("extends: spectral:oas4").Findings.ShouldHaveSingleItem().Fix!.ShouldContain(string.Join(", ", BuiltIn.BuiltInRulesets.Names));

    /// <summary>A ruleset that takes a few rules of another has nothing to say of the rest, whatever its place in the list.</summary>
    [Theory]
    [InlineData("[a.yaml, b.yaml]", "one two")]
    [InlineData("[b.yaml, a.yaml]", "one two")]
    [InlineData("[b.yaml]", "two")]
    [InlineData("[a.yaml, [a.yaml, off]]", "")]
    [InlineData("[a.yaml, [b.yaml, off]]", "")]
    [InlineData("[a.yaml, c.yaml]", "two")]
    public void What_a_neighbour_only_brought_along_stays_as_it_was(string extends, string on)
    {
        RulesetReadResult read = Lint.Read(
            $"extends: {extends}",
            ("a.yaml", "rules: {one: {given: $, then: {function: truthy}}, two: {given: $, then: {function: truthy}}}"),
            ("b.yaml", "extends: [[a.yaml, off]]\nrules: {two: true}"),
            ("c.yaml", "extends: [[a.yaml, off]]\nrules: {two: true, one: off}"));
        read.Findings.ShouldBeEmpty();
        string.Join(' ', read.Ruleset.RuleIds.Order(StringComparer.Ordinal)).ShouldBe(on);
    }
}
