using System.Text.Json;

namespace ApiGovernance.Cli.Tests;

/// <summary>`diff --history`: the changelog of an API with the commits that made it.</summary>
public sealed class HistoryTests : IDisposable
{
    private readonly World _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task Each_change_is_told_with_the_commit_that_made_it()
    {
        await MakeHistoryAsync();
        Ran ran = await _world.RunAsync("diff", "--history", "apis", "--since", "v1", "--format", "json");

        ran.ExitCode.ShouldBe(0, ran.ToString());
        // The newest first; what only touched another folder is no step.
        Steps(ran.Output).ShouldBe(
        [
            "Say it better: ",
            "Mend and deprecate: deprecated endpoint-deprecated",
            "Break it: problem",
            "Drop fax: breaking request-property-enum-value-removed, changed api-version-not-bumped",
        ]);
        ran.Output.ShouldContain("\"author\": \"Test\"");
    }

    [Fact]
    public async Task A_file_is_walked_from_any_folder_to_where_it_is_asked_for()
    {
        await MakeHistoryAsync();
        Ran ran = await Apigov.RunAsync(_world["apis"], "changelog", "--history", "orders.yaml", "--since", "v1", "--until", "HEAD~3");

        ran.ExitCode.ShouldBe(0, ran.ToString());
        ran.Output.ShouldStartWith("Orders 1.0.0\n");
        ran.Output.ShouldContain("Test: Drop fax\n  Breaking\n    - `POST /orders` no longer accepts");
        ran.Output.ShouldNotContain("Break it");
    }

    [Fact]
    public async Task A_file_is_followed_to_the_names_that_it_had()
    {
        _world.WriteContract("old/order-intake.yaml", "{type: string, enum: [web, fax]}", "{type: string, enum: [web, fax, phone]}");
        await CommitAsync("First");
        await Apigov.GitAsync(_world.Path, "tag", "v1");
        _world.WriteContract("old/order-intake.yaml", "{type: string, enum: [web, fax]}", "{type: string, enum: [web, fax]}");
        await CommitAsync("Drop phone");
        Directory.CreateDirectory(_world["apis"]);
        await Apigov.GitAsync(_world.Path, "mv", "old/order-intake.yaml", "apis/orders.yaml");
        await CommitAsync("Move it");
        _world.WriteContract("apis/orders.yaml", "{type: string, enum: [web, fax]}", "{type: string, enum: [web]}");
        await CommitAsync("Drop fax");
        Ran ran = await _world.RunAsync("diff", "--history", "apis/orders.yaml", "--since", "v1", "--format", "json");

        ran.ExitCode.ShouldBe(0, ran.ToString());
        Steps(ran.Output).ShouldBe(
        [
            "Drop fax: breaking request-property-enum-value-removed, changed api-version-not-bumped",
            "Drop phone: breaking request-property-enum-value-removed, changed api-version-not-bumped",
        ]);
        ran.Output.ShouldContain("old/order-intake.yaml");
    }

    [Theory]
    [InlineData(2, "--since", "v1")]
    [InlineData(2, "--history", "apis")]
    [InlineData(2, "--history", "apis", "--since", "v1", "a.yaml", "b.yaml")]
    [InlineData(2, "--history", "apis", "--since", "v1", "--format", "sarif")]
    [InlineData(3, "--history", "apis", "--since", "v9")]
    [InlineData(3, "--history", "nowhere", "--since", "v1")]
    public async Task What_cannot_be_walked_is_refused(int exitCode, params string[] arguments)
    {
        await _world.CommitAsync();
        await Apigov.GitAsync(_world.Path, "tag", "v1");
        Ran ran = await _world.RunAsync(["diff", .. arguments]);

        ran.ExitCode.ShouldBe(exitCode, ran.ToString());
        ran.Errors.ShouldContain("fix: ");
        ran.Output.ShouldBeEmpty();
    }

    private async Task MakeHistoryAsync()
    {
        _world.WriteContract("apis/orders.yaml", "{type: string, enum: [web, fax]}", "{$ref: parts/channel.yaml}");
        _world.Write("apis/parts/channel.yaml", "type: string\nenum: [web, fax]\n");
        await CommitAsync("First");
        await Apigov.GitAsync(_world.Path, "tag", "v1");
        // The change is in a part: the document itself is the same.
        _world.Write("apis/parts/channel.yaml", "type: string\nenum: [web]\n");
        await CommitAsync("Drop fax");
        _world.Write("other/readme.md", "x");
        await CommitAsync("Elsewhere");
        string good = await System.IO.File.ReadAllTextAsync(_world["apis/orders.yaml"], TestContext.Current.CancellationToken);
        _world.Write("apis/orders.yaml", good.Replace("  title: Orders", "  title: [", StringComparison.Ordinal));
        await CommitAsync("Break it");
        good = good.Replace("operationId: createOrder", "operationId: createOrder\n      deprecated: true", StringComparison.Ordinal);
        _world.Write("apis/orders.yaml", good);
        await CommitAsync("Mend and deprecate");
        _world.Write("apis/orders.yaml", good.Replace("Taken.", "Taken in.", StringComparison.Ordinal));
        await CommitAsync("Say it better");
    }

    private async Task CommitAsync(string message)
    {
        if (!Directory.Exists(_world[".git"]))
            await Apigov.GitAsync(_world.Path, "init", "--quiet", "--initial-branch=main");
        await Apigov.GitAsync(_world.Path, "add", "--all");
        await Apigov.GitAsync(_world.Path, "commit", "--quiet", "--message", message);
    }

    private static string[] Steps(string json) =>
    [
        .. JsonDocument.Parse(json).RootElement.GetProperty("releases").EnumerateArray().Select(release =>
            $"{release.GetProperty("commit").GetProperty("subject").GetString()}: " + (release.TryGetProperty("problem", out _) ? "problem" : string.Join(", ",
                release.GetProperty("sections").EnumerateArray().SelectMany(section => section.GetProperty("changes").EnumerateArray()
                    .Select(change => $"{section.GetProperty("section").GetString()} {change.GetProperty("rule").GetString()}"))))),
    ];
}
