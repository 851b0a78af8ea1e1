namespace ApiGovernance.Cli.Tests.Check;

public sealed class CheckTests : IDisposable
{
    private readonly World _world = new();

    public CheckTests() => _world.Write("policies/compatibility/default.yaml", """
        apiVersion: apigovernance/v1
        kind: CompatibilityPolicy
        metadata: {name: default}
        spec: {undecided: breaking}
        """);

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task A_first_contract_is_judged_by_the_rules_alone()
    {
        Ran ran = await _world.RunAsync("check", "orders.yaml");
        ran.ExitCode.ShouldBe(0, ran.ToString());
    }

    [Fact]
    public async Task A_broken_rule_blocks()
    {
        _world.WriteContract("orders.yaml", "createOrder", "create-order");
        Ran ran = await _world.RunAsync("check", "orders.yaml");

        ran.ExitCode.ShouldBe(1, ran.ToString());
        ran.Output.ShouldContain("orders.yaml:8:20 error operation-id-kebab");
    }

    [Fact]
    public async Task A_breaking_change_blocks()
    {
        await _world.CommitAsync();
        _world.WriteNext("orders.yaml", "2.0.0", "[web, fax]", "[web]");
        Ran ran = await _world.RunAsync("check", "orders.yaml", "--against", "HEAD:orders.yaml");

        ran.ExitCode.ShouldBe(1, ran.ToString());
        ran.Output.ShouldContain("fax");
        (ran.Output + ran.Errors).ShouldContain("Blocked");
    }

    [Fact]
    public async Task A_compatible_change_passes()
    {
        _world.WriteContract("new.yaml", "version: 1.0.0", "version: 1.1.0\n  description: Orders.");
        Ran ran = await _world.RunAsync("check", "new.yaml", "--against", "orders.yaml");
        ran.ExitCode.ShouldBe(0, ran.ToString());
        (ran.Output + ran.Errors).ShouldContain("Passed");
    }

    [Theory]
    [InlineData("broken.yaml", "orders.yaml", 3)]
    [InlineData("orders.yaml", "broken.yaml", 3)]
    [InlineData("missing.yaml", "orders.yaml", 3)]
    [InlineData("orders.yaml", "missing.yaml", 3)]
    public async Task What_cannot_be_read_does_not_pass(string revision, string against, int exitCode)
    {
        _world.Write("broken.yaml", "openapi: 3.1.0\ninfo: {title: Broken\npaths: {}\n");
        Ran ran = await _world.RunAsync("check", revision, "--against", against);
        ran.ExitCode.ShouldBe(exitCode, ran.ToString());
    }

    [Fact]
    public async Task A_catalog_that_is_not_there_ends_with_5()
    {
        Ran ran = await _world.RunAsync("check", "orders.yaml", "--against", "catalog:orders/v1", "--catalog-url", "http://127.0.0.1:9/");
        ran.ExitCode.ShouldBe(5, ran.ToString());
    }

    [Fact]
    public async Task A_policy_that_cannot_be_read_ends_with_4()
    {
        _world.Write("policies/lint/house.yaml", "rules: [");
        Ran ran = await _world.RunAsync("check", "orders.yaml");
        ran.ExitCode.ShouldBe(4, ran.ToString());
        (ran.Output + ran.Errors).ShouldContain("house.yaml:");
    }
}
