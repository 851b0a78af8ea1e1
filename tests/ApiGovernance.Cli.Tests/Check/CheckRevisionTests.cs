using System.Text.Json;
using ApiGovernance.Testing;

namespace ApiGovernance.Cli.Tests.Check;

/// <summary>`check --base REVISION`: what differs from a revision is judged, each contract against itself.</summary>
public sealed class CheckRevisionTests : IDisposable
{
    private readonly World _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task Only_what_differs_is_judged()
    {
        _world.Write("apis/orders.yaml", World.Contract);
        _world.Write("apis/returns.yaml", World.Contract.Replace("Orders", "Returns"));
        await _world.CommitAsync();
        _world.WriteNext("apis/orders.yaml", "2.0.0", "[web, fax]", "[web]");

        Ran ran = await _world.RunAsync("check", "apis", "--base", "HEAD");

        ran.ExitCode.ShouldBe(1, ran.ToString());
        ran.Output.ShouldContain("apis/orders.yaml: Blocked: the contract: 1 breaking change.");
        ran.Output.ShouldContain("Compared with HEAD.");
        ran.Output.ShouldContain("note: 1 contract is as HEAD has it and was not judged again.");
        ran.Output.ShouldNotContain("apis/returns.yaml");
    }

    [Fact]
    public async Task Without_arguments_it_is_the_folder()
    {
        await _world.CommitAsync();
        (await _world.RunAsync("check", "--base", "HEAD")).ExitCode.ShouldBe(0);
        _world.WriteNext("orders.yaml", "2.0.0", "[web, fax]", "[web]");
        Ran ran = await _world.RunAsync("check", "--base", "HEAD");

        ran.ExitCode.ShouldBe(1, ran.ToString());
        ran.Output.ShouldContain("orders.yaml:18:26 error request-property-enum-value-removed");
    }

    [Fact]
    public async Task Nothing_to_judge_is_said_and_passes()
    {
        await _world.CommitAsync();
        Ran ran = await _world.RunAsync("check", "orders.yaml", "--base", "HEAD", "--comment-file", "comment.md");

        ran.ExitCode.ShouldBe(0, ran.ToString());
        ran.Output.ShouldContain("check: nothing to judge");
        File.ReadAllText(_world["comment.md"]).ShouldContain("## API check: nothing to judge");
    }

    [Fact]
    public async Task A_change_in_a_file_that_is_referred_to_is_one_of_the_contract()
    {
        _world.WriteContract("apis/orders.yaml", "channel: {type: string, enum: [web, fax]}", "channel: {$ref: 'channel.yaml'}");
        _world.Write("apis/channel.yaml", "type: string\nenum: [web, fax]\n");
        await _world.CommitAsync();
        _world.Write("apis/channel.yaml", "type: string\nenum: [web]\n");

        Ran ran = await _world.RunAsync("check", "apis", "--base", "HEAD");

        ran.ExitCode.ShouldBe(1, ran.ToString());
        ran.Output.ShouldContain("apis/channel.yaml:1:1 error request-property-enum-value-removed");
    }

    [Fact]
    public async Task A_contract_that_is_gone_blocks()
    {
        await _world.CommitAsync();
        File.Delete(_world["orders.yaml"]);
        Ran ran = await _world.RunAsync("check", ".", "--base", "HEAD");

        ran.ExitCode.ShouldBe(1, ran.ToString());
        ran.Output.ShouldContain("error document-removed `Orders` (`orders.yaml`) is no longer there");
    }

    [Theory]
    [InlineData("apis")]
    [InlineData("apis/*.yaml")]
    [InlineData("apis/orders.yaml")]
    public async Task A_contract_that_is_gone_with_its_folder_blocks(string argument)
    {
        _world.Write("apis/orders.yaml", World.Contract);
        await _world.CommitAsync();
        Directory.Delete(_world["apis"], recursive: true);
        Ran ran = await _world.RunAsync("check", argument, "--base", "HEAD");

        ran.ExitCode.ShouldBe(1, ran.ToString());
        ran.Output.ShouldContain("error document-removed `Orders` (`apis/orders.yaml`)");
    }

    [Fact]
    public async Task A_contract_of_a_stage_without_a_promise_may_go()
    {
        _world.WriteCatalog();
        _world.Write("catalog/apis/orders/api.yaml", File.ReadAllText(_world["catalog/apis/orders/api.yaml"]).Replace("stage: active", "stage: development"));
        await _world.CommitAsync();
        Directory.Delete(_world["catalog/apis/orders"], recursive: true);
        Ran ran = await _world.RunAsync("check", ".", "--base", "HEAD");

        ran.ExitCode.ShouldBe(0, ran.ToString());
        ran.Output.ShouldContain("Passed: orders/v1: the contract is no longer there, and it was in stage development.");
    }

    [Fact]
    public async Task A_contract_that_moved_is_compared_with_itself()
    {
        await _world.CommitAsync();
        File.Delete(_world["orders.yaml"]);
        _world.WriteNext("apis/orders.yaml", "2.0.0", "[web, fax]", "[web]");
        Ran ran = await _world.RunAsync("check", ".", "--base", "HEAD");

        ran.ExitCode.ShouldBe(1, ran.ToString());
        ran.Output.ShouldContain("note: apis/orders.yaml was orders.yaml.");
        ran.Output.ShouldContain("apis/orders.yaml:18:26 error request-property-enum-value-removed");
        ran.Output.ShouldNotContain("document-removed");
    }

    [Fact]
    public async Task Another_version_of_the_api_is_no_file_that_moved()
    {
        _world.WriteCatalog();
        await _world.CommitAsync();
        _world.Write("catalog/apis/orders/api.yaml", File.ReadAllText(_world["catalog/apis/orders/api.yaml"]).Replace("name: v1", "name: v2").Replace("v1/openapi.yaml", "v2/openapi.yaml"));
        Directory.Move(_world["catalog/apis/orders/v1"], _world["catalog/apis/orders/v2"]);
        Ran ran = await _world.RunAsync("check", "catalog", "--base", "HEAD");

        ran.ExitCode.ShouldBe(1, ran.ToString());
        ran.Output.ShouldContain("Blocked: orders/v1: the contract is no longer there.");
        ran.Output.ShouldContain("Passed: orders v2: there is no contract in force to compare with");
    }

    [Fact]
    public async Task What_others_changed_since_is_not_this_branchs_doing()
    {
        await _world.CommitAsync();
        await Apigov.GitAsync(_world.Path, "branch", "feature");
        _world.WriteNext("orders.yaml", "2.0.0", "note: {type: string}", "note: {type: string, maxLength: 90}");
        await _world.CommitAsync();
        await Apigov.GitAsync(_world.Path, "switch", "--quiet", "feature");
        _world.WriteNext("orders.yaml", "1.0.1", "note: {type: string}", "note: {type: string, description: Free text.}");
        Ran ran = await _world.RunAsync("check", "orders.yaml", "--base", "main");

        ran.ExitCode.ShouldBe(0, ran.ToString());
        ran.Output.ShouldContain("where this branch left main");
        ran.Output.ShouldNotContain("maxLength");
    }

    [Fact]
    public async Task Findings_stand_against_those_of_the_base()
    {
        // The base has no contact; what it has of its own is an operation id that is no camel case.
        _world.WriteContract("orders.yaml", "createOrder", "create-order");
        await _world.CommitAsync();
        _world.WriteNext("orders.yaml", "2.0.0", "[web, fax]", "[web]");
        Ran ran = await _world.RunAsync("check", "orders.yaml", "--base", "HEAD", "--format", "sarif");

        ran.ExitCode.ShouldBe(1, ran.ToString());
        using JsonDocument sarif = JsonDocument.Parse(ran.Output);
        ILookup<string, string?> states = sarif.RootElement.GetProperty("runs")[0].GetProperty("results").EnumerateArray()
            .ToLookup(result => result.GetProperty("ruleId").GetString()!, result => result.TryGetProperty("baselineState", out JsonElement state) ? state.GetString() : null);
        states["request-property-enum-value-removed"].ShouldBe(["new"]);
        states["contact"].ShouldBe(["unchanged"]);
        states["operation-id-kebab"].ShouldBe(["absent"]);
    }

    [Fact]
    public async Task What_blocks_counts_although_the_base_has_it()
    {
        _world.WriteContract("orders.yaml", "createOrder", "create-order");
        await _world.CommitAsync();
        _world.WriteContract("orders.yaml", "createOrder", "create-order\n      description: Takes an order.");
        Ran ran = await _world.RunAsync("check", "orders.yaml", "--base", "HEAD", "--format", "github", "--format", "json=report.json");

        ran.ExitCode.ShouldBe(1, ran.ToString());
        ran.Output.ShouldContain("::error file=orders.yaml,line=8,endLine=8,col=20,endColumn=32,title=operation-id-kebab::");
        // The base has no contact either, and that blocks nothing.
        ran.Output.ShouldNotContain("title=contact");
        using JsonDocument report = JsonDocument.Parse(File.ReadAllText(_world["report.json"]));
        JsonElement finding = report.RootElement.GetProperty("findings").EnumerateArray().Single(f => f.GetProperty("rule").GetString() == "operation-id-kebab");
        finding.GetProperty("baseline").GetString().ShouldBe("unchanged");
        finding.GetProperty("blocks").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public async Task A_folder_that_is_named_from_the_root_shows_what_is_gone_and_its_waiver_is_the_same()
    {
        _world.Write("apis/orders.yaml", World.Contract);
        await _world.CommitAsync();
        File.Delete(_world["apis/orders.yaml"]);
        string[] fingerprints = [.. await Task.WhenAll(new[] { "apis", "./apis", "apis/../apis", _world["apis"] }.Select(async argument =>
        {
            Ran ran = await _world.RunAsync("check", argument, "--base", "HEAD", "--format", "json");
            ran.ExitCode.ShouldBe(1, $"{argument}: {ran}");
            using JsonDocument report = JsonDocument.Parse(ran.Output);
            JsonElement finding = report.RootElement.GetProperty("findings").EnumerateArray().Single();
            finding.GetProperty("rule").GetString().ShouldBe("document-removed");
            return finding.GetProperty("fingerprint").GetString()!;
        }))];

        fingerprints.Distinct().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_file_outside_of_the_repository_is_judged_and_that_there_is_nothing_to_compare_is_said()
    {
        _world.Write("repository/policies/lint/house.yaml", World.Ruleset);
        _world.Write("repository/orders.yaml", World.Contract);
        await Apigov.GitAsync(_world["repository"], "init", "--quiet");
        await Apigov.GitAsync(_world["repository"], "add", "--all");
        await Apigov.GitAsync(_world["repository"], "commit", "--quiet", "--message", "state");

        foreach (string outside in new[] { "../orders.yaml", _world["orders.yaml"] })
        {
            Ran ran = await Apigov.RunAsync(_world["repository"], "check", outside, "--base", "HEAD");
            ran.ExitCode.ShouldBe(0, ran.ToString());
            ran.Output.ShouldContain($"note: {outside} is outside of the repository, so HEAD has nothing to compare it with.");
        }
    }

    [Fact]
    public async Task A_folder_below_the_top_is_compared_with_itself()
    {
        _world.Write("deep/apis/orders.yaml", World.Contract);
        await _world.CommitAsync();
        File.Move(_world["deep/apis/orders.yaml"], _world["deep/apis/moved.yaml"]);
        _world.WriteNext("deep/apis/moved.yaml", "2.0.0", "[web, fax]", "[web]");
        Ran ran = await Apigov.RunAsync(_world["deep"], "check", ".", "--base", "HEAD");

        ran.ExitCode.ShouldBe(1, ran.ToString());
        ran.Output.ShouldContain("note: apis/moved.yaml was apis/orders.yaml.");
        ran.Output.ShouldContain("apis/moved.yaml:18:26 error request-property-enum-value-removed");
    }

    [Fact]
    public async Task A_link_is_compared_with_what_it_led_to()
    {
        _world.Write("apis/orders.yaml", World.Contract);
        File.CreateSymbolicLink(_world["orders-link.yaml"], "apis/orders.yaml");
        await _world.CommitAsync();
        _world.WriteNext("apis/orders.yaml", "2.0.0", "[web, fax]", "[web]");
        Ran ran = await _world.RunAsync("check", "orders-link.yaml", "--base", "HEAD");

        ran.ExitCode.ShouldBe(1, ran.ToString());
        ran.Output.ShouldContain("orders-link.yaml:18:26 error request-property-enum-value-removed");
    }

    [Fact]
    public async Task A_shallow_clone_says_what_it_does_not_have()
    {
        await _world.CommitAsync();
        await Apigov.GitAsync(_world.Path, "branch", "feature");
        _world.WriteNext("orders.yaml", "1.1.0", "[web, fax]", "[web, fax, app]");
        await _world.CommitAsync();
        await Apigov.GitAsync(_world.Path, "switch", "--quiet", "feature");
        _world.WriteNext("orders.yaml", "2.0.0", "[web, fax]", "[web]");
        await _world.CommitAsync();
        using TempFolder clones = new();
        string clone = clones["clone"];
        await Apigov.GitAsync(clones.Path, "clone", "--quiet", "--depth=1", "--branch=feature", $"file://{_world.Path}", "clone");

        Ran unknown = await Apigov.RunAsync(clone, "check", "--base", "origin/main");
        unknown.ExitCode.ShouldBe(3, unknown.ToString());
        unknown.Errors.ShouldContain("a shallow clone has to fetch it first");

        await Apigov.GitAsync(clone, "fetch", "--quiet", "--depth=1", "origin", "main:refs/remotes/origin/main");
        Ran ran = await Apigov.RunAsync(clone, "check", "--base", "origin/main");
        ran.ExitCode.ShouldBe(1, ran.ToString());
        ran.Output.ShouldContain("note: The clone does not show where this branch left origin/main");
        ran.Output.ShouldContain("orders.yaml:18:26 error request-property-enum-value-removed");
    }

    [Fact]
    public async Task A_repository_of_many_files_is_done_soon()
    {
        for (int i = 0; i < 300; i++)
        {
            _world.Write($"apis/api-{i}/openapi.yaml", World.Contract.Replace("Orders", $"Orders {i}", StringComparison.Ordinal));
            _world.Write($"data/values-{i}.json", "{\"value\": 1}");
        }

        await _world.CommitAsync();
        _world.WriteNext("apis/api-7/openapi.yaml", "2.0.0", "[web, fax]", "[web]");
        File.Delete(_world["apis/api-8/openapi.yaml"]);
        Directory.Move(_world["apis/api-9"], _world["apis/renamed"]);
        _world.Write("apis/new/openapi.yaml", World.Contract.Replace("Orders", "Returns", StringComparison.Ordinal));
        // The helper ends what takes a minute.
        Ran ran = await _world.RunAsync("check", "--base", "HEAD");

        ran.ExitCode.ShouldBe(1, ran.ToString());
        ran.Output.ShouldContain("`Orders 8` (`apis/api-8/openapi.yaml`) is no longer there");
        ran.Output.ShouldContain("note: apis/renamed/openapi.yaml was apis/api-9/openapi.yaml.");
        ran.Output.ShouldContain("note: 298 contracts are as HEAD has them and were not judged again.");
        ran.Output.ShouldContain("apis/new/openapi.yaml: Passed: ");
    }

    [Fact]
    public async Task A_revision_that_is_not_there_ends_with_3()
    {
        await _world.CommitAsync();
        Ran ran = await _world.RunAsync("check", "orders.yaml", "--base", "no-such-branch");
        ran.ExitCode.ShouldBe(3, ran.ToString());
        ran.Errors.ShouldContain("git knows no revision no-such-branch");
    }

    [Fact]
    public async Task A_base_that_cannot_be_read_is_not_checked()
    {
        _world.Write("orders.yaml", "openapi: 3.1.0\ninfo: {title: Broken\npaths: {}\n");
        await _world.CommitAsync();
        _world.Write("orders.yaml", World.Contract);
        Ran ran = await _world.RunAsync("check", "orders.yaml", "--base", "HEAD");
        ran.ExitCode.ShouldBe(3, ran.ToString());
        ran.Output.ShouldContain("Not checked: HEAD is no contract that can be read");
    }
}
