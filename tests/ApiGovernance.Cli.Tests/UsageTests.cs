namespace ApiGovernance.Cli.Tests;

public sealed class UsageTests : IDisposable
{
    private readonly World _world = new();

    public void Dispose() => _world.Dispose();

    [Theory]
    [InlineData("lint")]
    [InlineData("lint", "orders.yaml", "--no-such-option")]
    [InlineData("lint", "orders.yaml", "--format", "pdf")]
    [InlineData("lint", "orders.yaml", "--fail-on", "sometimes")]
    [InlineData("diff", "orders.yaml")]
    [InlineData("diff", "a", "b", "c")]
    [InlineData("catalog", "validate")]
    [InlineData("catalog")]
    [InlineData("token")]
    [InlineData("check")]
    [InlineData("no-such-command")]
    [InlineData("diff", "orders.yaml", "catalog:orders")]
    [InlineData("diff", "orders.yaml", "catalog:orders/v1", "--catalog-url", "not a url")]
    [InlineData("lint", "orders.yaml", "--output", "no/such/folder/report.txt")]
    public async Task A_wrong_command_line_ends_with_2_and_says_why_on_standard_error(params string[] arguments)
    {
        Ran ran = await _world.RunAsync(arguments);

        ran.ExitCode.ShouldBe(2, ran.ToString());
        ran.Errors.ShouldNotBeNullOrWhiteSpace();
        ran.Errors.ShouldNotContain("   at ");
    }

    [Theory]
    [InlineData("--format", "sarif")]
    [InlineData("--fail-on", "warning")]
    public async Task A_wrong_value_is_answered_with_the_values_as_they_are_written(string option, string value)
    {
        Ran ran = await _world.RunAsync("lint", "orders.yaml", option, "nonsense");

        ran.ExitCode.ShouldBe(2, ran.ToString());
        ran.Errors.ShouldContain("'nonsense' is none of ");
        ran.Errors.ShouldContain(value, Case.Sensitive);
        ran.Errors.ShouldNotContain("ApiGovernance.");
    }

    [Theory]
    [InlineData("--help", "lint")]
    [InlineData("lint", "--help", "--ruleset")]
    [InlineData("diff", "--help", "catalog:API/VERSION")]
    [InlineData("catalog", "validate", "--help", "--format")]
    public async Task Help_is_no_error(params string[] argumentsAndExpected)
    {
        Ran ran = await _world.RunAsync(argumentsAndExpected[..^1]);

        ran.ExitCode.ShouldBe(0, ran.ToString());
        ran.Output.ShouldContain(argumentsAndExpected[^1]);
    }
}
