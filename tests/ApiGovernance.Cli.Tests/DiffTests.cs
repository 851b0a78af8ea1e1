using System.Text.Json;

namespace ApiGovernance.Cli.Tests;

public sealed class DiffTests : IDisposable
{
    private readonly World _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task The_same_contract_is_clean()
    {
        Ran ran = await _world.RunAsync("diff", "orders.yaml", "orders.yaml");
        ran.ExitCode.ShouldBe(0, ran.ToString());
        ran.Errors.ShouldContain("compatible");
    }

    [Fact]
    public async Task A_breaking_change_ends_with_1_and_is_named_at_its_line()
    {
        _world.WriteContract("new.yaml", "[web, fax]", "[web]");
        Ran ran = await _world.RunAsync("diff", "orders.yaml", "new.yaml");

        ran.ExitCode.ShouldBe(1, ran.ToString());
        ran.Output.ShouldContain("where:   new.yaml:18:");
        ran.Output.ShouldContain("  breaking: ");
        ran.Output.ShouldContain("fax");
        ran.Output.ShouldContain("POST /orders");
        ran.Errors.ShouldContain("breaking");
    }

    [Fact]
    public async Task What_neither_side_could_read_is_not_called_compatible()
    {
        _world.WriteContract("new.yaml", "{type: string, enum: [web, fax]}", "{$ref: '../elsewhere.yaml#/A'}");
        Ran ran = await _world.RunAsync("diff", "new.yaml", "new.yaml");

        ran.ExitCode.ShouldBe(1, ran.ToString());
        ran.Errors.ShouldContain("verdict: undecided; least version step: major");
    }

    [Fact]
    public async Task Events_are_compared_and_not_with_an_api()
    {
        const string Events = "asyncapi: 3.0.0\ninfo: {title: t, version: 1.0.0}\nchannels: {c: {address: a, messages: {m: {payload: {type: string}}}}}\n"
            + "operations: {o: {action: send, channel: {$ref: '#/channels/c'}}}\n";
        _world.Write("old.yaml", Events);
        _world.Write("new.yaml", Events.Replace("type: string", "type: integer", StringComparison.Ordinal));
        Ran ran = await _world.RunAsync("diff", "old.yaml", "new.yaml");
        Ran other = await _world.RunAsync("diff", "old.yaml", "orders.yaml");

        (ran.ExitCode, other.ExitCode).ShouldBe((1, 3), ran + "\n" + other);
        ran.Output.ShouldContain("new.yaml:3:");
        other.Errors.ShouldContain("AsyncAPI");
        other.Output.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_compatible_change_ends_with_0()
    {
        _world.WriteContract("new.yaml", "note: {type: string}", "note: {type: string}\n                gift: {type: boolean}");
        Ran ran = await _world.RunAsync("diff", "orders.yaml", "new.yaml");

        ran.ExitCode.ShouldBe(0, ran.ToString());
        ran.Errors.ShouldContain("minor");
    }

    [Fact]
    public async Task Git_revisions_are_compared_from_any_folder()
    {
        _world.Write("api/orders.yaml", World.Contract);
        await _world.CommitAsync();
        _world.WriteContract("api/orders.yaml", "[web, fax]", "[web]");
        await _world.CommitAsync();

        Ran top = await _world.RunAsync("diff", "HEAD~1:api/orders.yaml", "HEAD:api/orders.yaml");
        Ran below = await Apigov.RunAsync(_world["api"], "diff", "HEAD~1:orders.yaml", "orders.yaml", "--format", "json");

        (top.ExitCode, below.ExitCode).ShouldBe((1, 1), top + "\n" + below);
        top.Output.ShouldContain("orders.yaml:18:");
        JsonDocument.Parse(below.Output).RootElement.GetProperty("findings").GetArrayLength().ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task References_of_a_git_revision_lead_to_files_of_that_revision()
    {
        const string split = "$ref: parts/channel.yaml";
        _world.Write("parts/channel.yaml", "type: string\nenum: [web, fax]\n");
        _world.WriteContract("orders.yaml", "{type: string, enum: [web, fax]}", $"{{{split}}}");
        await _world.CommitAsync();
        _world.Write("parts/channel.yaml", "type: string\nenum: [web]\n");

        Ran ran = await _world.RunAsync("diff", "HEAD:orders.yaml", "orders.yaml");

        ran.ExitCode.ShouldBe(1, ran.ToString());
        ran.Output.ShouldContain("fax");
    }

    [Fact]
    public async Task A_file_that_the_revision_lacks_is_a_dangling_reference_not_an_empty_file()
    {
        _world.WriteContract("orders.yaml", "{type: string, enum: [web, fax]}", "{$ref: parts/channel.yaml}");
        await _world.CommitAsync();
        _world.Write("parts/channel.yaml", "type: string\nenum: [web]\n");

        Ran ran = await _world.RunAsync("lint", "HEAD:orders.yaml");

        ran.ExitCode.ShouldBe(1, ran.ToString());
        ran.Output.ShouldContain("reference-unresolved");
        ran.Output.ShouldContain("parts/channel.yaml");
    }

    [Fact]
    public async Task A_part_that_cannot_be_read_was_not_compared_and_is_not_clean()
    {
        _world.WriteContract("new.yaml", "responses:\n        '201': {description: Taken.}", "responses: none");
        Ran ran = await _world.RunAsync("diff", "new.yaml", "new.yaml");

        ran.ExitCode.ShouldBe(1, ran.ToString());
        ran.Output.ShouldContain("new.yaml:20:");
    }

    [Theory]
    [InlineData("HEAD~9:orders.yaml")]
    [InlineData("HEAD:missing.yaml")]
    [InlineData("no-such-branch:orders.yaml")]
    public async Task A_revision_that_git_does_not_know_ends_with_3(string input)
    {
        await _world.CommitAsync();
        Ran ran = await _world.RunAsync("diff", input, "orders.yaml");

        ran.ExitCode.ShouldBe(3, ran.ToString());
        ran.Errors.ShouldContain(input);
    }

    [Fact]
    public async Task Outside_of_a_repository_a_revision_ends_with_3()
    {
        Ran ran = await _world.RunAsync("diff", "HEAD:orders.yaml", "orders.yaml");
        ran.ExitCode.ShouldBe(3, ran.ToString());
        ran.Errors.ShouldContain("repository");
    }

    [Fact]
    public async Task A_broken_document_ends_with_3_and_its_place()
    {
        _world.Write("broken.yaml", "openapi: 3.1.0\ninfo: {title: Broken\npaths: {}\n");
        Ran ran = await _world.RunAsync("diff", "orders.yaml", "broken.yaml");

        ran.ExitCode.ShouldBe(3, ran.ToString());
        (ran.Output + ran.Errors).ShouldContain("broken.yaml:3:");
    }

    [Fact]
    public async Task A_policy_that_cannot_be_read_ends_with_4_and_its_place()
    {
        _world.Write("policies/compatibility/default.yaml", "apiVersion: apigovernance/v1\nkind: CompatibilityPolicy\nmetadata: {name: default}\nspec: {undecided: perhaps}\n");
        Ran ran = await _world.RunAsync("diff", "orders.yaml", "orders.yaml");

        ran.ExitCode.ShouldBe(4, ran.ToString());
        (ran.Output + ran.Errors).ShouldContain("default.yaml:4:");
    }

    [Fact]
    public async Task A_catalog_that_is_not_there_ends_with_5()
    {
        Ran ran = await _world.RunAsync("diff", "catalog:orders/v1", "orders.yaml", "--catalog-url", "http://127.0.0.1:9/");
        ran.ExitCode.ShouldBe(5, ran.ToString());
    }
}
