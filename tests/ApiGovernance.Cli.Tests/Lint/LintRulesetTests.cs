using ApiGovernance.Testing;

namespace ApiGovernance.Cli.Tests.Lint;

/// <summary>Which rulesets run, and what becomes of one with a mistake.</summary>
public sealed class LintRulesetTests : IDisposable
{
    private const string HalfBroken = """
        rules:
          odd: {given: $, then: {function: no-such-function}}
          tags: {given: $, severity: warn, description: Tags are declared., then: {field: tags, function: truthy}}
        """;

    private readonly World _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task Without_a_policies_folder_spectrals_own_file_is_used_up_to_the_top_of_the_repository()
    {
        using TempFolder folder = new();
        folder.Write("orders.yaml", World.Contract);
        folder.Write(".spectral.yaml", "rules: {mine: {given: $, severity: error, description: Tags are declared., then: {field: tags, function: truthy}}}");
        folder.Write("repo/deep/orders.yaml", World.Contract);
        folder.Write("repo/.git", "gitdir: elsewhere");

        Ran here = await Apigov.RunAsync(folder.Path, "lint", "orders.yaml");
        here.ExitCode.ShouldBe(1, here.ToString());
        here.Output.ShouldContain(" error mine ");
        here.Errors.ShouldContain("rules of .spectral.yaml: 1");

        Ran outside = await Apigov.RunAsync(folder["repo/deep"], "lint", "orders.yaml");
        outside.Output.ShouldNotContain(" mine ");
        outside.Errors.ShouldContain("built in");
        outside.Errors.ShouldContain("spectral:oas");
    }

    [Fact]
    public async Task Several_rulesets_run_together()
    {
        _world.Write("mine.yaml", "rules: {mine: {given: $, description: Tags are declared., then: {field: tags, function: truthy}}}");
        Ran ran = await _world.RunAsync("lint", "orders.yaml", "-r", "mine.yaml", "-r", "policies/lint/house.yaml");

        ran.Output.ShouldContain(" mine ");
        ran.Output.ShouldContain(" contact ");
        ran.Errors.ShouldContain("rules of mine.yaml, policies/lint/house.yaml: 3");
    }

    [Fact]
    public async Task A_mistake_disables_one_rule_and_never_lets_the_run_pass()
    {
        _world.Write("mine.yaml", HalfBroken);
        Ran ran = await _world.RunAsync("lint", "orders.yaml", "-r", "mine.yaml");

        ran.ExitCode.ShouldBe(4, ran.ToString());
        ran.Output.ShouldContain("mine.yaml:2:");
        ran.Output.ShouldContain("no-such-function");
        ran.Output.ShouldContain("orders.yaml:1:1 warning tags");
        ran.Errors.ShouldContain("mine.yaml:2:");
    }

    [Fact]
    public async Task Strictly_read_a_mistake_ends_the_run_before_anything_is_linted()
    {
        _world.Write("mine.yaml", HalfBroken);
        Ran ran = await _world.RunAsync("lint", "orders.yaml", "-r", "mine.yaml", "--strict-rulesets");

        ran.ExitCode.ShouldBe(4, ran.ToString());
        ran.Output.ShouldBeEmpty();
        ran.Errors.ShouldContain("no-such-function");
    }

    [Theory]
    [InlineData(4, "--fail-on", "never")]
    [InlineData(0, "--rule-errors", "warning")]
    [InlineData(4, "--rule-errors", "warning", "--fail-on", "warning")]
    public async Task Only_who_says_so_lets_a_run_pass_that_did_not_ask_every_rule(int exitCode, params string[] options)
    {
        _world.Write("mine.yaml", HalfBroken);
        Ran ran = await _world.RunAsync(["lint", "orders.yaml", "-r", "mine.yaml", .. options]);
        ran.ExitCode.ShouldBe(exitCode, ran.ToString());
        ran.Output.ShouldContain("no-such-function");
    }

    [Theory]
    [InlineData("rules: {}")]
    [InlineData("rules: {channels: {given: $, formats: [aas3], then: {field: channels, function: truthy}}}")]
    public async Task A_run_in_which_no_rule_is_asked_does_not_pass(string ruleset)
    {
        _world.Write("mine.yaml", ruleset);
        Ran ran = await _world.RunAsync("lint", "orders.yaml", "-r", "mine.yaml");
        ran.ExitCode.ShouldBe(4, ran.ToString());
        ran.Output.ShouldContain("orders.yaml:1:1 warning document-without-rules");
    }

    [Fact]
    public async Task Nothing_that_is_found_fails_when_that_is_asked_for()
    {
        _world.WriteContract("orders.yaml", "createOrder", "create-order");
        Ran ran = await _world.RunAsync("lint", "orders.yaml", "--fail-on", "never");
        ran.ExitCode.ShouldBe(0, ran.ToString());
        ran.Output.ShouldContain("1 error");
    }

    [Fact]
    public async Task A_rule_is_explained_without_a_document()
    {
        Ran ran = await _world.RunAsync("lint", "--explain", "operation-id-kebab");

        ran.ExitCode.ShouldBe(0, ran.ToString());
        Golden.Match(ran.Output, "lint-explain");
        Ran unknown = await _world.RunAsync("lint", "--explain", "operation-id-kebap");
        unknown.ExitCode.ShouldBe(4, unknown.ToString());
        unknown.Errors.ShouldContain("Did you mean operation-id-kebab?");
    }

    [Theory]
    [InlineData("apigov:governance", "apigov-money-pattern")]
    [InlineData("copy/house.yaml", "mine")]
    public async Task Rules_with_examples_are_explained_with_them(string ruleset, string rule)
    {
        _world.Write("copy/house.yaml", "rules: {mine: {given: $, then: {field: tags, function: truthy}}}");
        _world.Write("copy/examples/mine.yaml", "why: Because.\nbad: |\n  a: 1\ngood: |\n  tags: []\n");
        Ran ran = await _world.RunAsync("lint", "--explain", rule, "-r", ruleset);

        ran.ExitCode.ShouldBe(0, ran.ToString());
        ran.Output.ShouldContain("\n  why:\n    ");
        ran.Output.ShouldContain("\n  bad:\n    ");
        ran.Output.ShouldContain("\n  good:\n    ");
    }

    [Fact]
    public async Task What_rules_cost_is_told_on_standard_error()
    {
        Ran ran = await _world.RunAsync("lint", "orders.yaml", "--profile");
        string[] lines = ran.Errors.Split('\n');
        lines.ShouldContain(line => line.StartsWith("rule ", StringComparison.Ordinal) && line.Contains("findings", StringComparison.Ordinal));
        lines.ShouldContain(line => line.StartsWith("contact ", StringComparison.Ordinal));
        ran.Output.ShouldNotContain("findings ");
    }
}
