namespace ApiGovernance.Cli.Tests;

public sealed class PolicyCommandTests : IDisposable
{
    private readonly World _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task What_is_understood_is_a_policy_that_check_takes()
    {
        _world.Write("levels.txt", "request-property-enum-value-removed info\n");
        _world.Write("err.txt", "POST /orders removed the request property 'note'\n");
        Ran ran = await _world.RunAsync("policy", "import-oasdiff", "--severity-levels", "levels.txt", "--err-ignore", "err.txt");
        ran.ExitCode.ShouldBe(0, ran.ToString());
        ran.Errors.ShouldBeEmpty();

        _world.Write("policies/compatibility/default.yaml", ran.Output);
        _world.WriteContract("new.yaml", "[web, fax]", "[web]");
        (await _world.RunAsync("diff", "orders.yaml", "new.yaml")).ExitCode.ShouldBe(0);
        _world.WriteContract("new.yaml", "note: {type: string}", "");
        Ran removed = await _world.RunAsync("diff", "orders.yaml", "new.yaml");
        removed.ExitCode.ShouldBe(0, removed.ToString());
        removed.Errors.ShouldContain("least version step: patch");
    }

    [Fact]
    public async Task What_is_not_understood_is_told_with_its_line_and_ends_with_1()
    {
        _world.Write("levels.txt", "\nrequest-property-remooved err\n");
        Ran ran = await _world.RunAsync("policy", "import-oasdiff", "--severity-levels", "levels.txt");
        ran.ExitCode.ShouldBe(1, ran.ToString());
        ran.Output.ShouldContain("kind: CompatibilityPolicy");
        ran.Errors.ShouldContain("levels.txt:2:1 warning");
        ran.Errors.ShouldContain("`request-property-removed`");
    }

    [Theory]
    [InlineData(2, "--severity-levels FILE")]
    [InlineData(4, "--warn-ignore FILE", "--warn-ignore", "nowhere.txt")]
    public async Task Without_a_file_there_is_nothing_to_import(int exitCode, string fix, params string[] options)
    {
        Ran ran = await _world.RunAsync(["policy", "import-oasdiff", .. options]);
        ran.ExitCode.ShouldBe(exitCode, ran.ToString());
        ran.Output.ShouldBeEmpty();
        ran.Errors.ShouldContain(fix);
    }
}
