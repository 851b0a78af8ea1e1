using ApiGovernance.OpenApi.Documents;
using ApiGovernance.Testing;

namespace ApiGovernance.Cli.Tests.Integrations;

/// <summary>The hooks before a commit, in a real repository.</summary>
public sealed class CommitHookTests : IDisposable
{
    private readonly World _world = new();
    private readonly Shell _shell = new();

    public CommitHookTests() => Shell.RequireBash();

    public void Dispose()
    {
        _world.Dispose();
        _shell.Dispose();
    }

    [Fact]
    public async Task The_git_hook_stops_a_commit_that_breaks()
    {
        await InstallAsync();
        (await CommitAsync()).ExitCode.ShouldBe(0);
        _world.WriteNext("orders.yaml", "2.0.0", "[web, fax]", "[web]");
        Ran ran = await CommitAsync();

        ran.ExitCode.ShouldBe(1, ran.ToString());
        (ran.Output + ran.Errors).ShouldContain("orders.yaml:18:26 error request-property-enum-value-removed");
        (await CommitAsync("--no-verify")).ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task The_git_hook_judges_what_is_staged()
    {
        await InstallAsync();
        (await CommitAsync()).ExitCode.ShouldBe(0);
        _world.WriteNext("orders.yaml", "1.0.1", "note: {type: string}", "note: {type: string, description: Free text.}");
        await Apigov.GitAsync(_world.Path, "add", "--all");
        // What lies in the tree and is not staged concerns nobody.
        _world.WriteNext("orders.yaml", "2.0.0", "[web, fax]", "[web]");
        _world.Write("draft.yaml", "openapi: 3.1.0\ninfo: {title: Broken\n");
        Ran ran = await CommitAsync(stage: false);
        ran.ExitCode.ShouldBe(0, ran.ToString());
    }

    [Fact]
    public async Task The_git_hook_sees_a_contract_that_goes()
    {
        await InstallAsync();
        _world.Write("apis/returns.yaml", World.Contract.Replace("Orders", "Returns"));
        await Apigov.GitAsync(_world.Path, "config", "--add", "apigov.path", "apis");
        (await CommitAsync()).ExitCode.ShouldBe(0);
        // Nobody looks at it.
        _world.WriteNext("orders.yaml", "2.0.0", "[web, fax]", "[web]");
        (await CommitAsync()).ExitCode.ShouldBe(0);
        File.Delete(_world["apis/returns.yaml"]);
        Ran ran = await CommitAsync();

        ran.ExitCode.ShouldBe(1, ran.ToString());
        (ran.Output + ran.Errors).ShouldContain("error document-removed `Returns`");
    }

    [Fact]
    public async Task The_git_hook_without_apigov_does_not_pass()
    {
        await InstallAsync();
        _shell.Remove("apigov");
        Ran ran = await CommitAsync();
        ran.ExitCode.ShouldNotBe(0, ran.ToString());
        (ran.Output + ran.Errors).ShouldContain("apigov is not installed, so the API contracts were not checked");
    }

    [Fact]
    public async Task The_hooks_of_the_framework_do_what_they_say()
    {
        DocumentNode hooks = Steps.Read(".pre-commit-hooks.yaml");
        hooks.Items.Select(hook => hook["id"]!.Text).ShouldBe(["apigov-check", "apigov-check-system", "apigov-lint-system"]);
        (await CommitAsync()).ExitCode.ShouldBe(0);
        _world.WriteNext("orders.yaml", "2.0.0", "[web, fax]", "[web]");
        foreach (DocumentNode hook in hooks.Items.Where(hook => hook["id"]!.Text!.StartsWith("apigov-check", StringComparison.Ordinal)))
        {
            hook["pass_filenames"]!.AsBoolean.ShouldBe(false);
            hook["always_run"]!.AsBoolean.ShouldBe(true);
            Ran ran = await _shell.RunAsync(_world.Path, hook["entry"]!.Text!, new Dictionary<string, string>());
            ran.ExitCode.ShouldBe(1, ran.ToString());
            ran.Output.ShouldContain("request-property-enum-value-removed");
        }
    }

    [Fact]
    public async Task The_framework_itself_runs_them()
    {
        Assert.SkipUnless(await HasFrameworkAsync(), "pre-commit is not installed; the hook's entry is run by another test.");
        // A hook repository with the definitions alone: the system hooks need nothing else.
        using TempFolder hooks = new();
        File.Copy(RepositoryPaths.At(".pre-commit-hooks.yaml"), hooks[".pre-commit-hooks.yaml"]);
        await Apigov.GitAsync(hooks.Path, "init", "--quiet", "--initial-branch=main");
        await Apigov.GitAsync(hooks.Path, "add", "--all");
        await Apigov.GitAsync(hooks.Path, "commit", "--quiet", "--message", "hooks");
        await Apigov.GitAsync(hooks.Path, "tag", "v1");
        _world.Write(".pre-commit-config.yaml", $$"""
            repos:
              - repo: {{hooks.Path}}
                rev: v1
                hooks:
                  - id: apigov-check-system
                  - id: apigov-lint-system
                    files: orders\.yaml$
            """);
        _world.Write(".gitignore", "cache/\n");
        (await CommitAsync()).ExitCode.ShouldBe(0);
        Dictionary<string, string> environment = new() { ["PRE_COMMIT_HOME"] = _world["cache"] };
        (await _shell.RunAsync(_world.Path, "pre-commit install && pre-commit validate-manifest '" + hooks[".pre-commit-hooks.yaml"] + "'", environment)).ExitCode.ShouldBe(0);
        _world.WriteNext("orders.yaml", "2.0.0", "[web, fax]", "[web]");
        Ran ran = await _shell.RunAsync(_world.Path, "git add --all && git commit --quiet --message change", environment);

        ran.ExitCode.ShouldBe(1, ran.ToString());
        string said = ran.Output + ran.Errors;
        said.ShouldContain("check API contracts");
        said.ShouldContain("request-property-enum-value-removed");
        said.ShouldContain("lint API contracts");
    }

    private async Task<bool> HasFrameworkAsync() =>
        (await _shell.RunAsync(_world.Path, "command -v pre-commit", new Dictionary<string, string>())).ExitCode == 0;

    private async Task InstallAsync()
    {
        await Apigov.GitAsync(_world.Path, "init", "--quiet", "--initial-branch=main");
        File.Copy(RepositoryPaths.At("integrations/git-hook/pre-commit"), _world[".git/hooks/pre-commit"]);
    }

    private async Task<Ran> CommitAsync(string option = "--quiet", bool stage = true)
    {
        if (!Directory.Exists(_world[".git"]))
            await Apigov.GitAsync(_world.Path, "init", "--quiet", "--initial-branch=main");
        if (stage)
            await Apigov.GitAsync(_world.Path, "add", "--all");
        return await _shell.StartAsync("git", _world.Path, "commit", option, "--message", "state");
    }
}
