using System.Text.RegularExpressions;
using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.Cli.Tests.Integrations;

/// <summary>The scripts of the GitHub Action, run as a runner does: inputs come as variables, answers go to files.</summary>
public sealed partial class GitHubActionTests : IDisposable
{
    private readonly World _world = new();
    private readonly Shell _shell = new();
    private readonly DocumentNode _action = Steps.Read("integrations/github-action/action.yml");

    public GitHubActionTests()
    {
        Shell.RequireBash();
        Directory.CreateDirectory(_world["runner"]);
        _world.Write(".gitignore", "runner/\n");
    }

    public void Dispose()
    {
        _world.Dispose();
        _shell.Dispose();
    }

    [Fact]
    public void It_is_a_composite_action_whose_outputs_come_from_its_steps()
    {
        _action["runs"]!["using"]!.Text.ShouldBe("composite");
        _action["runs"]!["steps"]!.Items.ShouldAllBe(step => step["uses"] != null || (step["shell"] != null && step["shell"]!.Text == "bash"));
        foreach (DocumentMember output in _action["outputs"]!.Members)
            output.Value["value"]!.Text.ShouldBe($"${{{{ steps.check.outputs.{output.Name} }}}}");
        // What a caller gives must not become a part of a script.
        Steps.Of(_action["runs"]!["steps"]!, "run", "name").ShouldAllBe(step => !step.Script.Contains("${{"));
    }

    [Fact]
    public async Task A_breaking_change_of_a_pull_request_is_told_everywhere_and_fails_the_job()
    {
        string commit = await BreakAsync();
        Ran ran = await CheckAsync(new() { ["github.event.pull_request.base.sha"] = commit });
        Dictionary<string, string> outputs = Outputs();

        ran.ExitCode.ShouldBe(0, ran.ToString());
        ran.Output.ShouldContain("::error file=orders.yaml,line=18,endLine=18,col=26,endColumn=53,title=request-property-enum-value-removed::");
        outputs["exit-code"].ShouldBe("1");
        outputs["outcome"].ShouldBe("blocked");
        File.ReadAllText(outputs["sarif-file"]).ShouldContain("\"baselineState\": \"new\"");
        File.ReadAllText(outputs["comment-file"]).ShouldStartWith("<!-- apigov check -->\n## API check: blocked");
        File.ReadAllText(_world["runner/summary"]).ShouldContain("## API check: blocked");
        (await RunAsync("Verdict", new() { ["steps.check.outputs.exit-code"] = outputs["exit-code"] })).ExitCode.ShouldBe(1);
    }

    [Fact]
    public async Task What_passes_passes()
    {
        await _world.CommitAsync();
        (await CheckAsync(new() { ["inputs.base"] = "HEAD" })).ExitCode.ShouldBe(0);
        Outputs()["outcome"].ShouldBe("passed");
        (await RunAsync("Verdict", new() { ["steps.check.outputs.exit-code"] = "0" })).ExitCode.ShouldBe(0);
    }

    [Theory]
    [InlineData("inputs.base", "no-such-commit")]
    [InlineData("inputs.contracts", "no-such-folder/openapi.yaml")]
    [InlineData("inputs.policies", "no-such-folder")]
    [InlineData("inputs.against-catalog", "true")]
    public async Task What_was_not_checked_does_not_pass(string input, string value)
    {
        await BreakAsync();
        await CheckAsync(new() { [input] = value, ["inputs.catalog-url"] = "http://127.0.0.1:9/" });
        IReadOnlyDictionary<string, string> outputs = Outputs();

        // A base that cannot be fetched ends the step before there are outputs.
        outputs.GetValueOrDefault("outcome", "not-checked").ShouldBe("not-checked");
        Ran verdict = await RunAsync("Verdict", new() { ["steps.check.outputs.exit-code"] = outputs.GetValueOrDefault("exit-code", "") });
        verdict.ExitCode.ShouldBeOneOf(3, 4, 5);
    }

    [Fact]
    public async Task Every_line_is_a_contract_and_none_is_a_part_of_the_script()
    {
        string name = "it's; touch runner/owned $(touch runner/owned).yaml";
        _world.WriteContract($"apis/{name}", "createOrder", "create-order");
        await CheckAsync(new() { ["inputs.base"] = "none", ["inputs.contracts"] = $"orders.yaml\n\napis/{name}\n" });

        Outputs()["outcome"].ShouldBe("blocked");
        File.ReadAllText(Outputs()["comment-file"]).ShouldContain("1 of 2 contracts passed");
        File.Exists(_world["runner/owned"]).ShouldBeFalse();
    }

    [Fact]
    public async Task The_base_of_a_clone_of_one_commit_is_fetched()
    {
        string commit = await BreakAsync();
        await _world.CommitAsync();
        string clone = _world["runner/clone"];
        await Apigov.GitAsync(_world.Path, "config", "uploadpack.allowAnySHA1InWant", "true");
        await Apigov.GitAsync(_world.Path, "clone", "--quiet", "--depth=1", $"file://{_world.Path}", clone);
        Ran ran = await CheckAsync(new() { ["github.event.before"] = commit }, clone);

        Outputs()["outcome"].ShouldBe("blocked", ran.ToString());
        File.ReadAllText(Outputs()["comment-file"]).ShouldContain("The clone does not show where this branch left");
    }

    [Theory]
    [InlineData("", "--method POST repos/shop/apis/issues/7/comments --field body=@")]
    [InlineData("4711", "--method PATCH repos/shop/apis/issues/comments/4711 --field body=@")]
    public async Task There_is_one_comment_that_is_kept_up_to_date(string known, string expected)
    {
        _shell.Program("gh", $"""echo "$*" >>runner/asked; case "$*" in *--paginate*) echo "{known}" ;; esac""");
        Ran ran = await RunAsync("Comment", new() { ["steps.check.outputs.comment-file"] = _world["runner/comment.md"], ["github.event.pull_request.number"] = "7" });

        ran.ExitCode.ShouldBe(0, ran.ToString());
        ran.Output.ShouldBeEmpty();
        File.ReadAllText(_world["runner/asked"]).ShouldContain(expected);
    }

    [Fact]
    public async Task A_comment_that_may_not_be_written_is_a_warning()
    {
        _shell.Program("gh", "exit 1");
        Ran ran = await RunAsync("Comment", new() { ["steps.check.outputs.comment-file"] = _world["runner/comment.md"], ["github.event.pull_request.number"] = "7" });

        ran.ExitCode.ShouldBe(0, ran.ToString());
        ran.Output.ShouldContain("::warning title=API check::The comment could not be written.");
    }

    [Fact]
    public async Task Where_there_is_no_apigov_the_tool_is_installed()
    {
        _shell.Remove("apigov");
        _shell.Program("dotnet", "echo \"$*\" >>runner/asked");
        Ran ran = await RunAsync("Install apigov", new() { ["inputs.version"] = "1.2.3" });

        ran.ExitCode.ShouldBe(0, ran.ToString());
        File.ReadAllText(_world["runner/asked"]).Trim().ShouldBe($"tool install ApiGovernance.Tool --tool-path {_world["runner"]}/apigov-tool --version 1.2.3");
        File.ReadAllText(_world["runner/path"]).Trim().ShouldBe($"{_world["runner"]}/apigov-tool");
    }

    private Task<Ran> CheckAsync(Dictionary<string, string> values, string? folder = null) => RunAsync("Check", values, folder);

    private Task<Ran> RunAsync(string name, Dictionary<string, string> values, string? folder = null)
    {
        Step step = Steps.Of(_action["runs"]!["steps"]!, "run", "name").Single(step => step.Name == name);
        Dictionary<string, string> environment = step.Environment.ToDictionary(pair => pair.Key, pair => Expression().Replace(pair.Value, match => Value(match.Groups[1].Value, values)));
        foreach ((string variable, string value) in new[]
        {
            ("RUNNER_TEMP", _world["runner"]), ("GITHUB_OUTPUT", _world["runner/output"]), ("GITHUB_PATH", _world["runner/path"]), ("GITHUB_STEP_SUMMARY", _world["runner/summary"]),
            ("GITHUB_REPOSITORY", "shop/apis"), ("GITHUB_WORKSPACE", _world.Path), ("GITHUB_SERVER_URL", "https://github.example"), ("GITHUB_SHA", "abc"), ("GITHUB_ACTIONS", "true"),
        })
            environment[variable] = value;
        return _shell.RunAsync(folder ?? _world.Path, step.Script, environment);
    }

    /// <summary>The first of an expression's names that has a value, as its `||` asks; inputs have their defaults.</summary>
    private string Value(string expression, Dictionary<string, string> values) => expression.Split("||", StringSplitOptions.TrimEntries)
        .Select(name => values.GetValueOrDefault(name) ?? (name.StartsWith("inputs.", StringComparison.Ordinal) ? _action["inputs"]![name["inputs.".Length..]].ShouldNotBeNull(name)["default"]!.Text! : ""))
        .FirstOrDefault(value => value.Length > 0) ?? "";

    private Dictionary<string, string> Outputs() => !File.Exists(_world["runner/output"]) ? [] :
        File.ReadAllLines(_world["runner/output"]).Select(line => line.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1]);

    /// <summary>The commit before the change.</summary>
    private async Task<string> BreakAsync()
    {
        await _world.CommitAsync();
        string commit = (await _shell.StartAsync("git", _world.Path, "rev-parse", "HEAD")).Output.Trim();
        _world.WriteNext("orders.yaml", "2.0.0", "[web, fax]", "[web]");
        return commit;
    }

    [GeneratedRegex(@"\$\{\{ *(.*?) *\}\}", RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex Expression();
}
