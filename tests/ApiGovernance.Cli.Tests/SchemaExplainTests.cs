namespace ApiGovernance.Cli.Tests;

public sealed class SchemaExplainTests : IDisposable
{
    private readonly World _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task The_program_is_printed_with_the_lines_it_was_made_from()
    {
        Ran ran = await _world.RunAsync("schema", "explain", "orders.yaml", "--operation", "createOrder");

        ran.ExitCode.ShouldBe(0, ran.ToString());
        string[] lines = ran.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines[0].ShouldContain("orders.yaml:13:13#/paths/~1orders/post/requestBody/content/application~1json/schema");
        ran.Output.ShouldContain("channel");
        ran.Output.ShouldContain("\"fax\"");
        (await _world.RunAsync("schema", "explain", "orders.yaml", "--operation", "createOrder")).Output.ShouldBe(ran.Output);
    }

    [Fact]
    public async Task A_schema_that_does_not_compile_is_refused_with_its_line()
    {
        _world.Write("s.yaml", "type: object\nproperties:\n  a: {pattern: '('}\n");

        Ran ran = await _world.RunAsync("schema", "explain", "s.yaml");

        ran.ExitCode.ShouldBe(3, ran.ToString());
        ran.Errors.ShouldContain("s.yaml:3:7 The pattern '(' cannot be used");
        ran.Output.ShouldBeEmpty();
    }
}
