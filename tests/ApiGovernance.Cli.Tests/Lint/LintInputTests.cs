using System.Text.Json;

namespace ApiGovernance.Cli.Tests.Lint;

/// <summary>Many documents in one run: files, folders, patterns, revisions, standard input.</summary>
public sealed class LintInputTests : IDisposable
{
    private readonly World _world = new();

    public LintInputTests()
    {
        _world.Write("apis/a/openapi.yaml", World.Contract);
        _world.Write("apis/b/openapi.json", """{"openapi": "3.1.0", "info": {"title": "B", "version": "1"}, "paths": {}}""");
        _world.Write("apis/readme.yaml", "just: text");
        _world.Write("apis/node_modules/x/openapi.yaml", World.Contract);
    }

    public void Dispose() => _world.Dispose();

    [Theory]
    [InlineData("apis")]
    [InlineData("apis/**/*.{yaml,json}")]
    [InlineData("./apis/")]
    public async Task A_folder_or_a_pattern_is_every_description_in_it(string argument)
    {
        Ran ran = await _world.RunAsync("lint", argument, "--format", "json");

        ran.ExitCode.ShouldBe(0, ran.ToString());
        Inputs(ran).Select(input => input.TrimStart('.', '/')).ShouldBe(["apis/a/openapi.yaml", "apis/b/openapi.json"]);
        ran.Output.ShouldContain("1 file is no description of an API and was not linted");
        ran.Output.ShouldContain("apis/readme.yaml");
    }

    [Fact]
    public async Task A_document_is_linted_once_and_in_the_order_of_the_arguments()
    {
        Ran ran = await _world.RunAsync("lint", "orders.yaml", "apis/b/*.json", "apis", "./orders.yaml", "--format", "json");
        Inputs(ran).ShouldBe(["orders.yaml", "apis/b/openapi.json", "apis/a/openapi.yaml"], ran.ToString());
    }

    [Theory]
    [InlineData("nothing/**/*.yaml")]
    [InlineData("apis/*.txt")]
    [InlineData("apis/readme.yam?")]
    public async Task A_pattern_that_finds_nothing_to_lint_is_not_clean(string pattern)
    {
        Ran ran = await _world.RunAsync("lint", pattern);
        ran.ExitCode.ShouldBe(3, ran.ToString());
        ran.Errors.ShouldContain("fix:");
    }

    [Fact]
    public async Task A_broken_description_in_a_folder_is_not_skipped_and_hides_nothing()
    {
        _world.Write("apis/broken.yaml", "openapi: 3.1.0\ninfo: {title: Broken\n");
        Ran ran = await _world.RunAsync("lint", "apis", "missing.yaml");

        ran.ExitCode.ShouldBe(3, ran.ToString());
        ran.Output.ShouldContain("apis/broken.yaml:");
        ran.Output.ShouldContain("document-missing There is no file missing.yaml");
        ran.Output.ShouldContain("apis/a/openapi.yaml:2:1 warning contact");
    }

    [Fact]
    public async Task Standard_input_and_revisions_are_documents_too()
    {
        await _world.CommitAsync();
        _world.WriteContract("orders.yaml", "createOrder", "create-order");
        Ran ran = await Apigov.FedAsync(_world.Path, World.Contract, "lint", "-", "HEAD:orders.yaml", "HEAD:apis", "--format", "json");

        ran.ExitCode.ShouldBe(0, ran.ToString());
        Inputs(ran).ShouldBe(["-", "HEAD:orders.yaml", "HEAD:apis/a/openapi.yaml", "HEAD:apis/b/openapi.json"]);
    }

    [Fact]
    public async Task What_two_documents_share_is_told_once()
    {
        string Root(string title) => $"openapi: 3.1.0\ninfo: {{title: {title}, version: '1'}}\npaths:\n  /a:\n    get:\n      operationId: a\n      responses: {{'200': {{$ref: 'common.yaml#/ok'}}}}\n";
        _world.Write("shared/one.yaml", Root("One"));
        _world.Write("shared/two.yaml", Root("Two"));
        _world.Write("shared/common.yaml", "ok: {x: 1}");
        _world.Write("mine.yaml", "rules: {text: {given: '$.paths[*][*].responses[*]', severity: error, then: {field: description, function: truthy}}}");

        Ran ran = await _world.RunAsync("lint", "shared/one.yaml", "shared/two.yaml", "-r", "mine.yaml", "--format", "json");

        using JsonDocument report = JsonDocument.Parse(ran.Output);
        report.RootElement.GetProperty("findings").EnumerateArray().Count(f => f.GetProperty("rule").GetString() == "text").ShouldBe(1, ran.ToString());
    }

    private static string[] Inputs(Ran ran)
    {
        using JsonDocument report = JsonDocument.Parse(ran.Output);
        return [.. report.RootElement.GetProperty("inputs").EnumerateArray().Select(input => input.GetString()!)];
    }

    [Theory]
    [InlineData("-o orders.yaml")]
    [InlineData("-f sarif=same.out -f json=same.out")]
    [InlineData("-f sarif=./orders.yaml")]
    public async Task A_report_never_takes_the_place_of_a_document_or_another_report(string output)
    {
        using World world = new();
        world.Write("orders.yaml", World.Contract);
        string before = await File.ReadAllTextAsync(world["orders.yaml"], TestContext.Current.CancellationToken);
        Ran ran = await world.RunAsync(["lint", "orders.yaml", "-r", "spectral:oas", .. output.Split(' ')]);
        ran.ExitCode.ShouldBe(2, ran.ToString());
        ran.Errors.ShouldContain("would be overwritten");
        (await File.ReadAllTextAsync(world["orders.yaml"], TestContext.Current.CancellationToken)).ShouldBe(before);
    }

    [Fact]
    public async Task Links_in_a_folder_are_named_and_not_followed()
    {
        using World world = new();
        world.Write("apis/orders.yaml", World.Contract);
        world.Write("elsewhere.yaml", World.Contract);
        File.CreateSymbolicLink(world["apis/link.yaml"], world["elsewhere.yaml"]);
        Ran ran = await world.RunAsync("lint", "apis", "-r", "spectral:oas");
        ran.ToString().ShouldContain("Links are not followed, so these were not linted: apis/link.yaml");
    }

    [Fact]
    public async Task An_option_that_is_given_twice_is_a_usage_error()
    {
        using World world = new();
        Ran ran = await world.RunAsync("lint", "--explain", "oas3-schema", "--explain", "info-contact", "-r", "spectral:oas");
        ran.ExitCode.ShouldBe(2, ran.ToString());
    }

    [Fact]
    public async Task One_file_in_several_spellings_is_linted_once()
    {
        Ran ran = await _world.RunAsync("lint", "apis/a/openapi.yaml", "./apis/a/openapi.yaml", _world["apis/a/openapi.yaml"], "-r", "spectral:oas", "-f", "json");
        using JsonDocument report = JsonDocument.Parse(ran.Output);
        report.RootElement.GetProperty("inputs").GetArrayLength().ShouldBe(1, ran.ToString());
    }
}
