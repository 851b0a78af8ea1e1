using ApiGovernance.Linting.Rulesets;
using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.Linting.Tests.Rulesets;

/// <summary>What functions are asked with is checked when the ruleset is read, and own functions are found.</summary>
public sealed class FunctionOptionTests
{
    [Theory]
    [InlineData("truthy", "{}", "", "`truthy` has no options")]
    [InlineData("truthy", "{a: 1}", "/a", "`truthy` has no option `a`")]
    [InlineData("falsy", "5", "", "no object")]
    [InlineData("pattern", "{}", "", "needs `match` or `notMatch`")]
    [InlineData("pattern", "{match: 5}", "/match", "`match` must be a string")]
    [InlineData("pattern", "{match: a, flags: i}", "/flags", "no option `flags` (known: match, notMatch)")]
    [InlineData("pattern", "{match: '('}", "/match", "no regular expression")]
    [InlineData("length", "{}", "", "needs `min` or `max`")]
    [InlineData("length", "{min: '3'}", "/min", "`min` must be a number")]
    [InlineData("casing", "{}", "", "needs a `type`")]
    [InlineData("casing", "{type: wave}", "/type", "cannot be `wave`; use flat, camel")]
    [InlineData("casing", "{type: camel, disallowDigits: 'yes'}", "/disallowDigits", "must be true or false")]
    [InlineData("casing", "{type: camel, separator: '-'}", "/separator", "must be an object")]
    [InlineData("casing", "{type: camel, separator: {}}", "/separator", "needs a `char`")]
    [InlineData("casing", "{type: camel, separator: {char: '--'}}", "/separator/char", "of one character")]
    [InlineData("casing", "{type: camel, separator: {char: '-', leading: true}}", "/separator/leading", "no option `separator.leading`")]
    [InlineData("casing", "{type: camel, separator: {char: '-', allowLeading: 1}}", "/separator/allowLeading", "must be true or false")]
    [InlineData("enumeration", "{}", "", "needs `values`")]
    [InlineData("enumeration", "{values: a}", "/values", "must be a list")]
    [InlineData("enumeration", "{values: [a, {}]}", "/values/1", "texts, numbers, booleans and nulls")]
    [InlineData("xor", "{}", "", "needs `properties`")]
    [InlineData("xor", "{properties: [a]}", "/properties", "two `properties` or more")]
    [InlineData("or", "{properties: [a, 5]}", "/properties/1", "a list of strings")]
    [InlineData("alphabetical", "{keyedBy: 5}", "/keyedBy", "must be a string")]
    [InlineData("schema", "{}", "", "needs a `schema`")]
    [InlineData("schema", "{schema: true}", "/schema", "must be an object")]
    [InlineData("schema", "{schema: {}, dialect: draft3}", "/dialect", "cannot be `draft3`")]
    [InlineData("schema", "{schema: {}, allErrors: 1}", "/allErrors", "must be true or false")]
    [InlineData("schema", "{schema: {type: nonsense}}", "/schema/type", "does not compile")]
    public void Options_are_checked_with_their_place(string function, string options, string pointer, string message)
    {
        RulesetReadResult read = Lint.Read($"rules:\n  x:\n    given: $\n    then:\n      function: {function}\n      functionOptions: {options}\n");
        RulesetCase.ShouldBe(read.Findings.ShouldHaveSingleItem(), "ruleset-rule", 6, "/rules/x/then/functionOptions" + pointer, message);
        read.DisabledRules.ShouldBe(["x"]);
    }

    [Fact]
    public void Missing_options_are_told_where_the_function_is_asked_for() =>
        RulesetCase.ShouldBe(
            Lint.Read("rules:\n  x:\n    given: $\n    then:\n      function: pattern\n").Findings.ShouldHaveSingleItem(), "ruleset-rule", 5, "/rules/x/then", "needs `match` or `notMatch`");

    private const string Mine = "export default (value, options) => [{ message: 'mine ' + (options ? options.word : '') }];";

    [Theory]
    [InlineData("functions: [mine]", "functions/mine.js", "")]
    [InlineData("functions: [mine]\nfunctionsDir: lib", "lib/mine.js", "")]
    [InlineData("functions: [mine]\nfunctionsDir: ./lib/js", "lib/js/mine.js", "")]
    [InlineData("functions: [deep/mine]", "functions/deep/mine.js", "")]
    [InlineData("functions: [mine]", "functions/mine.mjs", "")]
    [InlineData("functions: [[mine, {type: object, required: [word], properties: {word: {type: string}}}]]", "functions/mine.js", ", functionOptions: {word: hi}")]
    public void Own_functions_are_files_beside_the_ruleset(string functions, string file, string options)
    {
        RulesetReadResult read = RulesetCase.Read($"{functions}\nrules: {{x: {{given: $.info, then: {{function: mine{options}}}}}}}", (file, Mine));
        read.Findings.Select(finding => finding.Message).ShouldBeEmpty();
        Lint.Run(read.Ruleset, RulesetCase.Contract).ShouldHaveSingleItem().Message.ShouldBe(options.Length == 0 ? "mine" : "mine hi");
    }

    [Theory]
    [InlineData("functions: [mine]\nfunctionsDir: gone", "function: mine", "/function", "`mine` cannot be used")]
    [InlineData("functions: [throws]", "function: throws", "/function", "`throws` cannot be used")]
    [InlineData("functions: [throws]", "function: gone", "/function", "`gone` is not known")]
    [InlineData("functions: [[mine, {type: object, required: [word]}]]", "function: mine, functionOptions: {a: 1}", "/functionOptions", "does not take these options")]
    [InlineData("functions: [[mine, {type: object, properties: {word: {type: string}}}]]", "function: mine, functionOptions: {word: 1}", "/functionOptions/word", "does not take these options")]
    public void An_own_function_that_cannot_be_used_disables_its_rule(string functions, string then, string pointer, string message)
    {
        RulesetReadResult read = RulesetCase.Read($"rules: {{x: {{given: $.info, then: {{{then}}}}}, y: {{given: $, then: {{function: truthy}}}}}}\n{functions}", ("functions/mine.js", Mine), ("functions/throws.js", "throw new Error('no')"));
        RulesetCase.ShouldBe(read.Findings.ShouldHaveSingleItem(), "ruleset-rule", 1, "/rules/x/then" + pointer, message);
        read.Ruleset.RuleIds.ShouldBe(["y"]);
    }

    [Fact]
    public void A_function_is_meant_as_the_ruleset_means_it_that_names_it()
    {
        const string Other = "functions: [mine]\nrules: {x: {given: $.info, then: {function: mine}}}";
        (string, string)[] files = [("other/rules.yaml", Other), ("other/functions/mine.js", "export default () => [{ message: 'other' }];"), ("functions/mine.js", Mine), ("functions/truthy.js", Mine)];
        string Message(string rules) => Lint.Run(RulesetCase.Read(rules, files).Ruleset, RulesetCase.Contract).ShouldHaveSingleItem().Message;

        Message("extends: other/rules.yaml\nfunctions: [mine]\nrules: {x: error}").ShouldBe("other");
        Message("extends: other/rules.yaml\nfunctions: [mine]\nrules: {x: {given: $.info.version}}").ShouldBe("other");
        Message("extends: other/rules.yaml\nfunctions: [mine]\nrules: {x: {then: {function: mine}}}").ShouldBe("mine");
        // Core functions keep their names.
        RulesetCase.Findings("functions: [truthy]\nrules: {x: {given: $.info, then: {function: truthy}}}", files: files).ShouldBe("");
    }
}
