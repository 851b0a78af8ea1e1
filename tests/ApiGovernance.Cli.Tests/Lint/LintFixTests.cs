namespace ApiGovernance.Cli.Tests.Lint;

/// <summary>`lint --fix`: what is mended, what is shown only, and what is left alone.</summary>
public sealed class LintFixTests : IDisposable
{
    private const string Contract = """
        openapi: 3.0.3
        info: {title: Orders, version: 1.0.0, description: x, contact: {name: a}}
        servers:
          - url: https://api.example.org/   # production
        paths:
          /orders:
            get:
              description: Lists.
              tags: [orders]
              responses: {'200': {description: ok}}
            put:
              x-apigov-ignore: [operation-operationId]
              description: Puts.
              tags: [orders]
              responses: {'200': {description: ok}}

        """;

    private readonly World _world = new();

    public LintFixTests()
    {
        _world.Write("rules.yaml", "extends: ['spectral:oas']\n");
        _world.Write("api.yaml", Contract);
    }

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task A_dry_run_shows_the_changes_and_writes_nothing()
    {
        Ran ran = await _world.RunAsync("lint", "api.yaml", "--ruleset", "rules.yaml", "--fix", "--dry-run");

        ran.ExitCode.ShouldBe(1, ran.ToString());
        ran.Output.ShouldBe("""
            --- a/api.yaml
            +++ b/api.yaml
            @@ -1,15 +1,17 @@
             openapi: 3.0.3
             info: {title: Orders, version: 1.0.0, description: x, contact: {name: a}}
             servers:
            -  - url: https://api.example.org/   # production
            +  - url: https://api.example.org   # production
             paths:
               /orders:
                 get:
                   description: Lists.
                   tags: [orders]
                   responses: {'200': {description: ok}}
            +      operationId: getOrders
                 put:
                   x-apigov-ignore: [operation-operationId]
                   description: Puts.
                   tags: [orders]
                   responses: {'200': {description: ok}}
            +tags: [{name: orders}]

            """);
        (await TextAsync()).ShouldBe(Contract);
        ran.Errors.ShouldContain("nothing was written");
    }

    [Fact]
    public async Task Fixing_writes_the_file_and_reports_what_is_left()
    {
        Ran ran = await _world.RunAsync("lint", "api.yaml", "--ruleset", "rules.yaml", "--fix", "--fail-on", "warning");

        ran.ExitCode.ShouldBe(0, ran.ToString());
        ran.Errors.ShouldContain("fixed: api.yaml:7:5 operation-operationId: add operationId getOrders");
        string text = await TextAsync();
        text.ShouldContain("- url: https://api.example.org   # production");
        text.ShouldContain("      operationId: getOrders\n    put:");
        text.ShouldNotContain("putOrders");
        (await _world.RunAsync("lint", "api.yaml", "--ruleset", "rules.yaml", "--fix", "--dry-run")).ExitCode.ShouldBe(0);
    }

    [Theory]
    [InlineData("--dry-run", "--dry-run shows what --fix would change")]
    [InlineData("--fix --since HEAD", "leave out --baseline, --since and --watch")]
    [InlineData("--fix -", "is no file that could be changed")]
    public async Task What_cannot_be_fixed_is_refused(string arguments, string message)
    {
        Ran ran = await _world.RunAsync(["lint", "api.yaml", "--ruleset", "rules.yaml", .. arguments.Split(' ')]);

        ran.ExitCode.ShouldBe(2, ran.ToString());
        ran.Errors.ShouldContain(message);
        (await TextAsync()).ShouldBe(Contract);
    }

    [Fact]
    public async Task What_can_be_mended_is_told()
    {
        Ran ran = await _world.RunAsync("lint", "api.yaml", "--ruleset", "rules.yaml");
        ran.Errors.ShouldContain("of the findings can be mended by a program: add --fix");
    }

    [Fact]
    public async Task A_link_stays_a_link_and_what_it_leads_to_is_mended()
    {
        File.CreateSymbolicLink(_world["link.yaml"], _world["api.yaml"]);
        await _world.RunAsync("lint", "link.yaml", "--ruleset", "rules.yaml", "--fix");
        new FileInfo(_world["link.yaml"]).LinkTarget.ShouldNotBeNull();
        (await TextAsync()).ShouldContain("operationId: getOrders");
    }

    private Task<string> TextAsync() => File.ReadAllTextAsync(_world["api.yaml"], TestContext.Current.CancellationToken);
}
