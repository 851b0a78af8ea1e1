using System.Text.Json;

namespace ApiGovernance.Cli.Tests.Lint;

/// <summary>Findings that are told and do not count: known from before, waived, or ignored in the document.</summary>
public sealed class LintStandingTests : IDisposable
{
    private readonly World _world = new();

    public LintStandingTests() => _world.WriteContract("orders.yaml", "createOrder", "create-order");

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task A_baseline_holds_back_what_was_known_and_not_what_comes()
    {
        Ran first = await _world.RunAsync("lint", "orders.yaml", "--baseline", "lint.json", "--update-baseline");
        first.ExitCode.ShouldBe(0, first.ToString());

        // Lines move, and an operation comes.
        string moved = "# moved\n" + await File.ReadAllTextAsync(_world["orders.yaml"], TestContext.Current.CancellationToken);
        _world.Write("orders.yaml", moved + "\n    get:\n      operationId: list-orders\n      responses:\n        '200': {description: Listed.}\n");
        Ran second = await _world.RunAsync("lint", "orders.yaml", "--baseline", "lint.json");

        second.ExitCode.ShouldBe(1, second.ToString());
        second.Output.ShouldContain("orders.yaml:9:20 unchanged-error operation-id-kebab");
        second.Output.ShouldContain("error operation-id-kebab Operation ids are camel case. Found `list-orders`.");
        second.Output.ShouldContain("lint: 1 error (2 unchanged) in orders.yaml");
    }

    [Fact]
    public async Task A_document_that_cannot_be_read_leaves_the_baseline_as_it_was()
    {
        await _world.RunAsync("lint", "orders.yaml", "--baseline", "lint.json", "--update-baseline");
        string before = await File.ReadAllTextAsync(_world["lint.json"], TestContext.Current.CancellationToken);
        _world.Write("orders.yaml", "openapi: 3.1.0\ninfo: {title: Broken\n");

        Ran ran = await _world.RunAsync("lint", "orders.yaml", "--baseline", "lint.json", "--update-baseline");

        ran.ExitCode.ShouldBe(3, ran.ToString());
        (await File.ReadAllTextAsync(_world["lint.json"], TestContext.Current.CancellationToken)).ShouldBe(before);
    }

    [Fact]
    public async Task A_report_serves_as_baseline_and_is_never_written_over()
    {
        (await _world.RunAsync("lint", "orders.yaml", "-f", "sarif=before.sarif")).ExitCode.ShouldBe(1);
        string before = await File.ReadAllTextAsync(_world["before.sarif"], TestContext.Current.CancellationToken);

        (await _world.RunAsync("lint", "orders.yaml", "--baseline", "before.sarif")).ExitCode.ShouldBe(0);
        Ran update = await _world.RunAsync("lint", "orders.yaml", "--baseline", "before.sarif", "--update-baseline");

        update.ExitCode.ShouldBe(2, update.ToString());
        (await File.ReadAllTextAsync(_world["before.sarif"], TestContext.Current.CancellationToken)).ShouldBe(before);
    }

    [Fact]
    public async Task What_is_gone_is_told_so_that_the_baseline_can_shrink()
    {
        await _world.RunAsync("lint", "orders.yaml", "--baseline", "lint.json", "--update-baseline");
        _world.Write("orders.yaml", World.Contract);
        Ran ran = await _world.RunAsync("lint", "orders.yaml", "--baseline", "lint.json");
        ran.Output.ShouldContain("1 finding of the baseline lint.json is gone");
    }

    [Theory]
    [InlineData("missing.json", 4)]
    [InlineData("orders.yaml", 4)]
    public async Task What_is_no_baseline_ends_with_4(string file, int exitCode)
    {
        Ran ran = await _world.RunAsync("lint", "orders.yaml", "--baseline", file);
        ran.ExitCode.ShouldBe(exitCode, ran.ToString());
    }

    [Fact]
    public async Task Since_a_revision_only_what_came_counts()
    {
        await _world.CommitAsync();
        Ran same = await _world.RunAsync("lint", "orders.yaml", "--since", "HEAD");
        same.ExitCode.ShouldBe(0, same.ToString());
        same.Output.ShouldContain("unchanged-error operation-id-kebab");

        _world.Write("orders.yaml", await File.ReadAllTextAsync(_world["orders.yaml"], TestContext.Current.CancellationToken) + "\n    get:\n      operationId: list-orders\n      responses:\n        '200': {description: Listed.}\n");
        _world.WriteContract("new.yaml", "createOrder", "create-order");
        Ran more = await _world.RunAsync("lint", "orders.yaml", "new.yaml", "--since", "HEAD", "--format", "json");

        more.ExitCode.ShouldBe(1, more.ToString());
        using JsonDocument report = JsonDocument.Parse(more.Output);
        report.RootElement.GetProperty("findings").EnumerateArray().Where(f => f.GetProperty("baseline").GetString() == "new")
            .Select(f => $"{f.GetProperty("file").GetString()} {f.GetProperty("rule").GetString()}")
            .ShouldBe(["new.yaml contact", "new.yaml operation-id-kebab", "orders.yaml operation-id-kebab"], ignoreOrder: true);
    }

    [Fact]
    public async Task A_revision_that_git_does_not_know_ends_with_3()
    {
        await _world.CommitAsync();
        Ran ran = await _world.RunAsync("lint", "orders.yaml", "--since", "no-such-tag");
        ran.ExitCode.ShouldBe(3, ran.ToString());
        ran.Errors.ShouldContain("no-such-tag");
    }

    [Fact]
    public async Task A_waiver_covers_its_finding_until_its_end()
    {
        string print = await FingerprintAsync("operation-id-kebab");
        _world.Write("w/held.yaml", Waiver(print, "2999-12-31"));
        Ran held = await _world.RunAsync("lint", "orders.yaml", "--waivers", "w");
        held.ExitCode.ShouldBe(0, held.ToString());
        held.Output.ShouldContain("waived by team-a until 2999-12-31: Later.");

        _world.Write("w/held.yaml", Waiver(print, "2020-12-31"));
        Ran ended = await _world.RunAsync("lint", "orders.yaml", "--waivers", "w");
        ended.ExitCode.ShouldBe(1, ended.ToString());
        ended.Output.ShouldContain("waiver-expired");

        _world.Write("w/held.yaml", Waiver("0123456789abcdef", "2999-12-31"));
        Ran unused = await _world.RunAsync("lint", "orders.yaml", "--waivers", "w");
        unused.Output.ShouldContain("info waiver-unused");
    }

    [Fact]
    public async Task Waivers_of_the_policies_hold_for_lint_as_for_the_gate()
    {
        _world.Write("policies/waivers/known.yaml", Waiver(await FingerprintAsync("operation-id-kebab"), "2999-12-31"));
        Ran lint = await _world.RunAsync("lint", "orders.yaml");
        lint.ExitCode.ShouldBe(0, lint.ToString());
        Ran check = await _world.RunAsync("check", "orders.yaml");
        check.ExitCode.ShouldBe(0, check.ToString());
        check.Output.ShouldContain("waived-error operation-id-kebab");
    }

    [Fact]
    public async Task An_ignore_in_the_document_holds_for_lint_and_not_for_the_gate()
    {
        _world.WriteContract("orders.yaml", "operationId: createOrder", "x-apigov-ignore: [{rule: operation-id-kebab, reason: Clients have it.}]\n      operationId: create-order");
        Ran lint = await _world.RunAsync("lint", "orders.yaml");
        lint.ExitCode.ShouldBe(0, lint.ToString());
        lint.Output.ShouldContain("ignored-error operation-id-kebab");
        lint.Output.ShouldContain("ignored in the document: Clients have it.");

        Ran check = await _world.RunAsync("check", "orders.yaml");
        check.ExitCode.ShouldBe(1, check.ToString());
    }

    private static string Waiver(string fingerprint, string end) => $$"""
        apiVersion: apigovernance/v1
        kind: Waiver
        metadata: {name: held}
        spec: {fingerprints: ['{{fingerprint}}'], reason: Later., owner: team-a, expires: '{{end}}'}
        """;

    private async Task<string> FingerprintAsync(string rule)
    {
        using JsonDocument report = JsonDocument.Parse((await _world.RunAsync("lint", "orders.yaml", "--format", "json")).Output);
        return report.RootElement.GetProperty("findings").EnumerateArray().Single(f => f.GetProperty("rule").GetString() == rule).GetProperty("fingerprint").GetString()!;
    }
}
