using System.Text.Json;

namespace ApiGovernance.Cli.Tests;

/// <summary>Folders, patterns and standard input instead of files, and the commands beside `diff`.</summary>
public sealed class DiffSetTests : IDisposable
{
    private readonly World _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task Folders_are_compared_document_by_document()
    {
        await WriteFoldersAsync();
        Ran ran = await _world.RunAsync("diff", "old", "new", "--format", "json");

        ran.ExitCode.ShouldBe(1, ran.ToString());
        JsonElement report = JsonDocument.Parse(ran.Output).RootElement;
        report.GetProperty("comparison").GetProperty("verdict").GetString().ShouldBe("breaking-proven");
        report.GetProperty("findings").EnumerateArray().Select(f => $"{f.GetProperty("api").GetString()} {f.GetProperty("rule").GetString()} {File(f, "file")} {File(f, "baseFile")}")
            .ShouldContain("Orders request-property-enum-value-removed new/orders/openapi.yaml old/orders/openapi.yaml");
        report.GetProperty("notes").EnumerateArray().Select(note => note.GetString()).ShouldBe(["`notes.md` is no description of an API and was not compared."]);
    }

    [Fact]
    public async Task Patterns_choose_and_a_revision_has_folders_too()
    {
        await WriteFoldersAsync();
        await _world.CommitAsync();
        Ran pattern = await _world.RunAsync("diff", "HEAD:old/**/*.yaml", "new/**/*.yaml");
        Ran folder = await _world.RunAsync("breaking", "HEAD:old", "HEAD:new");
        Ran nothing = await _world.RunAsync("diff", "old/*.yaml", "new/*.yaml");

        (pattern.ExitCode, folder.ExitCode, nothing.ExitCode).ShouldBe((1, 1, 3), pattern + "\n" + folder + "\n" + nothing);
        pattern.Output.ShouldContain("Orders: POST /orders");
        pattern.Output.ShouldNotContain("notes.md");
        folder.Output.ShouldContain("where:   new/orders/openapi.yaml:18:");
        nothing.Errors.ShouldContain("old/*.yaml has no file");
    }

    [Fact]
    public async Task A_document_of_a_folder_that_cannot_be_read_ends_with_3_and_the_rest_is_told()
    {
        await WriteFoldersAsync();
        _world.Write("new/broken.yaml", "openapi: 3.1.0\ninfo: {title: Broken\npaths: {}\n");
        Ran ran = await _world.RunAsync("diff", "old", "new");

        ran.ExitCode.ShouldBe(3, ran.ToString());
        ran.Output.ShouldContain("new/broken.yaml:3:");
        ran.Output.ShouldContain("Orders: POST /orders");
    }

    [Fact]
    public async Task A_folder_is_not_compared_with_a_document()
    {
        await WriteFoldersAsync();
        Ran ran = await _world.RunAsync("diff", "old", "orders.yaml");
        ran.ExitCode.ShouldBe(2, ran.ToString());
        ran.Errors.ShouldContain("old is a set of documents and orders.yaml is not");
    }

    [Fact]
    public async Task One_side_may_be_standard_input()
    {
        _world.WriteContract("new.yaml", "[web, fax]", "[web]");
        Ran ran = await Apigov.FedAsync(_world.Path, World.Contract, "diff", "-", "new.yaml");
        Ran both = await _world.RunAsync("diff", "-", "-");

        (ran.ExitCode, both.ExitCode).ShouldBe((1, 2), ran + "\n" + both);
        ran.Output.ShouldContain("fax");
    }

    [Theory]
    [InlineData("html", "<!DOCTYPE html>")]
    [InlineData("markdown", "## API comparison: breaking (proven)")]
    [InlineData("azure", "##vso[task.logissue type=error;sourcepath=new.yaml;linenumber=18;")]
    public async Task Diff_has_formats_for_people_elsewhere(string format, string start)
    {
        _world.WriteContract("new.yaml", "[web, fax]", "[web]");
        Ran ran = await _world.RunAsync("diff", "orders.yaml", "new.yaml", "--format", format);
        ran.ExitCode.ShouldBe(1, ran.ToString());
        ran.Output.ShouldStartWith(start);
    }

    [Fact]
    public async Task Summary_and_changelog_tell_and_do_not_judge()
    {
        _world.WriteContract("new.yaml", "[web, fax]", "[web]");
        Ran summary = await _world.RunAsync("summary", "orders.yaml", "new.yaml", "--format", "json");
        Ran changelog = await _world.RunAsync("changelog", "orders.yaml", "new.yaml");
        Ran unknown = await _world.RunAsync("changelog", "orders.yaml", "new.yaml", "--format", "sarif");

        (summary.ExitCode, changelog.ExitCode, unknown.ExitCode).ShouldBe((0, 0, 2), summary + "\n" + changelog + "\n" + unknown);
        JsonDocument.Parse(summary.Output).RootElement.GetProperty("byStanding").GetProperty("breaking").GetInt32().ShouldBeGreaterThan(0);
        changelog.Output.ShouldStartWith("Orders 1.0.0\n  Breaking\n    - `POST /orders` no longer accepts");
        unknown.Errors.ShouldContain("is none of text, markdown, html, json");
    }

    [Fact]
    public async Task Without_a_policies_folder_the_built_in_policy_applies_and_is_named()
    {
        Directory.Delete(_world["policies"], recursive: true);
        Ran ran = await _world.RunAsync("diff", "orders.yaml", "orders.yaml");
        Ran wrong = await _world.RunAsync("diff", "orders.yaml", "orders.yaml", "--policies", "none");

        (ran.ExitCode, wrong.ExitCode).ShouldBe((0, 4), ran + "\n" + wrong);
        ran.Errors.ShouldContain("built-in compatibility policy");
    }

    [Fact]
    public async Task Flatten_prints_one_document_that_reads_as_the_files_did()
    {
        _world.WriteContract("api/split.yaml", "{type: string, enum: [web, fax]}", "{$ref: 'parts/channel.yaml'}");
        _world.Write("api/parts/channel.yaml", "type: string\nenum: [web, 'no', \"a: #b\", \"1\"]\nexample: 1.50\n");
        Ran yaml = await _world.RunAsync("flatten", "api/split.yaml", "-o", "flat.yaml");
        Ran json = await _world.RunAsync("flatten", "api/split.yaml", "--format", "json", "-o", "flat.json");
        Ran same = await _world.RunAsync("diff", "flat.yaml", "flat.json");
        Ran split = await _world.RunAsync("diff", "api/split.yaml", "flat.yaml");

        (yaml.ExitCode, json.ExitCode, same.ExitCode, split.ExitCode).ShouldBe((0, 0, 0, 0), $"{yaml}\n{json}\n{same}\n{split}");
        same.Errors.ShouldContain("least version step: none");
        string text = await System.IO.File.ReadAllTextAsync(_world["flat.yaml"], TestContext.Current.CancellationToken);
        text.ShouldContain("      - \"no\"\n      - \"a: #b\"\n      - \"1\"\n    example: 1.50\n");
    }

    [Fact]
    public async Task Normalize_prints_the_contract_that_is_compared()
    {
        _world.WriteContract("old.yaml", "{type: string, enum: [web, fax]}", "{allOf: [{type: string}, {enum: [web]}]}");
        Ran ran = await _world.RunAsync("normalize", "old.yaml", "-o", "new.yaml");
        Ran same = await _world.RunAsync("diff", "old.yaml", "new.yaml");
        Ran unread = await _world.RunAsync("normalize", "policies/lint/house.yaml");

        (ran.ExitCode, same.ExitCode, unread.ExitCode).ShouldBe((0, 0, 3), $"{ran}\n{same}\n{unread}");
        string text = await System.IO.File.ReadAllTextAsync(_world["new.yaml"], TestContext.Current.CancellationToken);
        text.ShouldStartWith("openapi: \"3.1.0\"\n");
        text.ShouldContain("const: web\n");
        unread.Errors.ShouldContain("is no contract that can be read");
    }

    private static string File(JsonElement finding, string member) => finding.TryGetProperty(member, out JsonElement value) ? value.GetString()! : "";

    private Task WriteFoldersAsync()
    {
        _world.Write("old/orders/openapi.yaml", World.Contract);
        _world.WriteContract("new/orders/openapi.yaml", "[web, fax]", "[web]");
        _world.WriteContract("new/more.yaml", "title: Orders", "title: More");
        _world.Write("new/notes.md", "openapi");
        return Task.CompletedTask;
    }
}
