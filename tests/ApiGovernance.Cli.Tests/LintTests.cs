using System.Text.Json;
using System.Xml.Linq;
using ApiGovernance.Testing;

namespace ApiGovernance.Cli.Tests;

public sealed class LintTests : IDisposable
{
    private readonly World _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task A_finding_names_file_line_column_rule_and_remedy()
    {
        _world.WriteContract("orders.yaml", "createOrder", "create-order");

        Ran ran = await _world.RunAsync("lint", "orders.yaml");

        ran.ExitCode.ShouldBe(1, ran.ToString());
        ran.Output.ShouldContain("orders.yaml:8:20 error operation-id-kebab Operation ids are camel case. Found `create-order`.");
        Golden.Match(ran.Output, "lint-text");
    }

    [Fact]
    public async Task The_threshold_decides_about_the_exit_code_and_nothing_else()
    {
        Ran lenient = await _world.RunAsync("lint", "orders.yaml");
        Ran strict = await _world.RunAsync("lint", "orders.yaml", "--fail-on", "warning");

        (lenient.ExitCode, strict.ExitCode).ShouldBe((0, 1), lenient.ToString());
        lenient.Output.ShouldContain("orders.yaml:2:1 warning contact");
        strict.Output.ShouldContain("orders.yaml:2:1 warning contact");
    }

    [Fact]
    public async Task The_rulesets_are_found_upward_from_the_working_directory()
    {
        _world.Write("deep/er/orders.yaml", World.Contract);

        Ran ran = await Apigov.RunAsync(_world["deep/er"], "lint", "orders.yaml", "--fail-on", "warning");

        ran.ExitCode.ShouldBe(1, ran.ToString());
        ran.Output.ShouldContain("contact");
    }

    [Fact]
    public async Task A_ruleset_that_is_named_takes_the_place_of_those_in_the_policies()
    {
        _world.Write("mine.yaml", "rules: {tags: {given: $, severity: error, description: Tags are declared., then: {field: tags, function: truthy}}}");

        Ran ran = await _world.RunAsync("lint", "orders.yaml", "--ruleset", "mine.yaml");

        ran.ExitCode.ShouldBe(1, ran.ToString());
        ran.Output.ShouldContain("tags");
        ran.Output.ShouldNotContain("contact");
    }

    [Fact]
    public async Task Descriptions_of_events_are_read_and_linted_too()
    {
        _world.Write("mine.yaml", "rules: {address: {given: '$.channels.*', formats: [aas3], severity: error, description: Channels have an address., then: {field: address, function: truthy}}}");
        _world.Write("events.yaml", "asyncapi: 3.0.0\ninfo: {title: T, version: '1'}\nchannels:\n  orders: {title: o}\noperations:\n  take: {action: take, channel: {$ref: '#/channels/orders'}}\n");

        Ran ran = await _world.RunAsync("lint", "events.yaml", "--ruleset", "mine.yaml");

        ran.ExitCode.ShouldBe(1, ran.ToString());
        ran.Output.ShouldContain("events.yaml:4:3 error address");
        ran.Output.ShouldContain("events.yaml:6:18 error events-operation");
    }

    [Theory]
    [InlineData("json")]
    [InlineData("sarif")]
    [InlineData("gitlab")]
    public async Task Reports_for_machines_are_json(string format)
    {
        _world.WriteContract("orders.yaml", "createOrder", "create-order");
        Ran ran = await _world.RunAsync("lint", "orders.yaml", "--format", format);

        ran.ExitCode.ShouldBe(1, ran.ToString());
        using JsonDocument report = JsonDocument.Parse(ran.Output);
        if (format != "sarif")
            return;

        JsonElement run = report.RootElement.GetProperty("runs")[0];
        JsonElement result = run.GetProperty("results").EnumerateArray().Single(r => r.GetProperty("ruleId").GetString() == "operation-id-kebab");
        result.GetProperty("level").GetString().ShouldBe("error");
        JsonElement place = result.GetProperty("locations")[0].GetProperty("physicalLocation");
        place.GetProperty("artifactLocation").GetProperty("uri").GetString().ShouldBe("orders.yaml");
        place.GetProperty("region").GetProperty("startLine").GetInt32().ShouldBe(8);
        place.GetProperty("region").GetProperty("startColumn").GetInt32().ShouldBe(20);
    }

    [Fact]
    public async Task A_report_for_ci_servers_is_xml()
    {
        _world.WriteContract("orders.yaml", "createOrder", "create-order");
        Ran ran = await _world.RunAsync("lint", "orders.yaml", "--format", "junit");
        XDocument.Parse(ran.Output).Descendants("failure").ShouldNotBeEmpty();
    }

    [Fact]
    public async Task A_report_goes_to_a_file_where_one_is_named()
    {
        Ran ran = await _world.RunAsync("lint", "orders.yaml", "--output", "report.txt", "--fail-on", "warning");

        ran.ExitCode.ShouldBe(1, ran.ToString());
        ran.Output.ShouldBeEmpty();
        (await File.ReadAllTextAsync(_world["report.txt"], TestContext.Current.CancellationToken)).ShouldContain("orders.yaml:2:1 warning contact");
    }

    [Fact]
    public async Task What_is_no_terminal_gets_no_colours() =>
        (await _world.RunAsync("lint", "orders.yaml")).Output.ShouldNotContain("\u001b");

    [Fact]
    public async Task A_document_that_cannot_be_read_ends_with_3_and_does_not_hide_the_others()
    {
        _world.Write("broken.yaml", "openapi: 3.1.0\ninfo: {title: Broken\npaths: {}\n");
        _world.WriteContract("orders.yaml", "createOrder", "create-order");

        Ran ran = await _world.RunAsync("lint", "broken.yaml", "orders.yaml");

        ran.ExitCode.ShouldBe(3, ran.ToString());
        ran.Output.ShouldContain("broken.yaml:3:");
        ran.Output.ShouldContain("orders.yaml:8:20 error operation-id-kebab");
    }

    [Theory]
    [InlineData("openapi: 4.0.0\ninfo: {title: A, version: '1'}\npaths: {}")]
    [InlineData("just text")]
    [InlineData("")]
    public async Task What_is_no_contract_is_not_clean(string text)
    {
        _world.Write("other.yaml", text);
        Ran ran = await _world.RunAsync("lint", "other.yaml");

        ran.ExitCode.ShouldBe(3, ran.ToString());
        ran.Output.ShouldContain("other.yaml:1:");
    }

    [Theory]
    [InlineData("missing.yaml")]
    [InlineData("HEAD:missing.yaml")]
    public async Task A_missing_document_ends_with_3_and_is_named(string input)
    {
        Ran ran = await _world.RunAsync("lint", input);

        ran.ExitCode.ShouldBe(3, ran.ToString());
        (ran.Output + ran.Errors).ShouldContain("missing.yaml");
    }

    [Theory]
    [InlineData("rules: [unfinished")]
    [InlineData("nothing: here")]
    [InlineData("rules: {odd: {given: $, then: {function: no-such-function}}}")]
    [InlineData("rules: {odd: {given: '$[', then: {function: truthy}}}")]
    public async Task A_ruleset_that_cannot_all_be_applied_ends_with_4_and_is_named(string ruleset)
    {
        _world.Write("mine.yaml", ruleset);
        Ran ran = await _world.RunAsync("lint", "orders.yaml", "--ruleset", "mine.yaml");

        ran.ExitCode.ShouldBe(4, ran.ToString());
        (ran.Output + ran.Errors).ShouldContain("mine.yaml:");
    }

    [Fact]
    public async Task A_missing_ruleset_ends_with_4()
    {
        Ran ran = await _world.RunAsync("lint", "orders.yaml", "--ruleset", "missing.yaml");
        ran.ExitCode.ShouldBe(4, ran.ToString());
        ran.Errors.ShouldContain("missing.yaml");
    }

    [Fact]
    public async Task A_catalog_that_is_not_there_ends_with_5()
    {
        Ran ran = await _world.RunAsync("lint", "catalog:orders/v1", "--catalog-url", "http://127.0.0.1:9/");
        ran.ExitCode.ShouldBe(5, ran.ToString());
        ran.Errors.ShouldContain("127.0.0.1:9");
        ran.Errors.ShouldContain("--catalog-url");
    }

    [Fact]
    public async Task The_repositorys_own_contracts_have_no_errors()
    {
        string[] contracts = Directory.GetFiles(RepositoryPaths.At("catalog/apis"), "openapi.yaml", SearchOption.AllDirectories);
        contracts.Length.ShouldBeGreaterThan(9);
        Ran ran = await Apigov.RunAsync(RepositoryPaths.Root, ["lint", .. contracts]);
        ran.ExitCode.ShouldBe(0, ran.ToString());
    }
}
