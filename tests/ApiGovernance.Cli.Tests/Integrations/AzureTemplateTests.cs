using System.Text.RegularExpressions;
using System.Xml.Linq;
using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.Cli.Tests.Integrations;

/// <summary>The scripts of the template for Azure Pipelines, run as an agent does.</summary>
public sealed partial class AzureTemplateTests : IDisposable
{
    private readonly World _world = new();
    private readonly Shell _shell = new();
    private readonly DocumentNode _template = Steps.Read("integrations/azure-pipelines/apigov-check.yml");

    public AzureTemplateTests()
    {
        Shell.RequireBash();
        Directory.CreateDirectory(_world["agent"]);
        _world.Write(".gitignore", "agent/\n");
    }

    public void Dispose()
    {
        _world.Dispose();
        _shell.Dispose();
    }

    [Fact]
    public async Task A_breaking_change_is_told_in_logging_commands_and_test_results()
    {
        await BreakAsync();
        Ran ran = await CheckAsync(new() { ["base"] = "HEAD" });

        ran.ExitCode.ShouldBe(1, ran.ToString());
        ran.Output.ShouldContain("##vso[task.logissue type=error;sourcepath=orders.yaml;linenumber=18;columnnumber=26;code=request-property-enum-value-removed;]");
        ran.Output.ShouldContain("##vso[task.complete result=Failed;]");
        ran.Output.ShouldContain($"##vso[task.uploadsummary]{_world["agent/apigov/apigov.md"]}");
        ran.Output.ShouldContain("##vso[task.setvariable variable=ApigovExitCode]1");
        File.ReadAllText(_world["agent/apigov/apigov.md"]).ShouldContain("## API check: blocked");
        File.Exists(_world["agent/apigov/apigov.sarif"]).ShouldBeTrue();
        XDocument.Parse(File.ReadAllText(_world["agent/apigov/apigov.junit.xml"])).Descendants("testcase")
            .Single(test => test.Attribute("name")!.Value == "request-property-enum-value-removed").Element("failure").ShouldNotBeNull();
    }

    [Fact]
    public async Task A_pull_request_is_compared_with_its_target()
    {
        await BreakAsync();
        await Apigov.GitAsync(_world.Path, "update-ref", "refs/remotes/origin/release", "HEAD");
        Ran ran = await CheckAsync([], new() { ["SYSTEM_PULLREQUEST_TARGETBRANCH"] = "refs/heads/release" });

        ran.ExitCode.ShouldBe(1, ran.ToString());
        ran.Output.ShouldContain("Compared with origin/release.");
    }

    [Fact]
    public async Task Another_run_is_compared_with_the_commit_before()
    {
        await BreakAsync();
        await _world.CommitAsync();
        (await CheckAsync([])).ExitCode.ShouldBe(1);
    }

    [Fact]
    public async Task A_first_commit_is_compared_with_nothing()
    {
        await _world.CommitAsync();
        Ran ran = await CheckAsync(new() { ["contracts"] = "orders.yaml;policies/../orders.yaml" });
        ran.ExitCode.ShouldBe(0, ran.ToString());
        ran.Output.ShouldContain("there is no contract in force to compare with");
        ran.Output.ShouldNotContain("result=Failed");
    }

    [Fact]
    public async Task What_was_not_checked_fails_and_shows_no_report_of_an_earlier_run()
    {
        await BreakAsync();
        await CheckAsync(new() { ["base"] = "HEAD" });
        Ran ran = await CheckAsync(new() { ["base"] = "no-such-branch" });

        ran.ExitCode.ShouldBe(3, ran.ToString());
        File.Exists(_world["agent/apigov/apigov.junit.xml"]).ShouldBeFalse();
        File.ReadAllText(_world["agent/apigov/apigov.md"]).ShouldContain("## API check: not checked");
    }

    [Fact]
    public void The_results_are_those_that_the_script_writes()
    {
        DocumentNode publish = _template["steps"]!.Items.Single(step => step["task"] is not null);
        publish["inputs"]!["testResultsFiles"]!.Text!.Replace("$(Agent.TempDirectory)", _world["agent"]).ShouldBe(_world["agent/apigov/apigov.junit.xml"]);
        publish["condition"]!.Text.ShouldBe("succeededOrFailed()");
    }

    [Fact]
    public async Task Where_there_is_no_apigov_the_tool_is_installed()
    {
        _shell.Remove("apigov");
        _shell.Program("dotnet", "echo \"$*\" >>agent/asked");
        Ran ran = await RunAsync("Install apigov", [], []);

        ran.ExitCode.ShouldBe(0, ran.ToString());
        File.ReadAllText(_world["agent/asked"]).Trim().ShouldBe($"tool install ApiGovernance.Tool --tool-path {_world["agent"]}/apigov-tool");
        ran.Output.ShouldContain($"##vso[task.prependpath]{_world["agent"]}/apigov-tool");
    }

    private async Task BreakAsync()
    {
        await _world.CommitAsync();
        _world.WriteNext("orders.yaml", "2.0.0", "[web, fax]", "[web]");
    }

    private Task<Ran> CheckAsync(Dictionary<string, string> parameters, Dictionary<string, string>? variables = null) =>
        RunAsync("Check API contracts", parameters, variables ?? []);

    private Task<Ran> RunAsync(string name, Dictionary<string, string> parameters, Dictionary<string, string> variables)
    {
        Step step = Steps.Of(_template["steps"]!, "bash", "displayName").Single(step => step.Name == name);
        Dictionary<string, string> environment = new(variables) { ["AGENT_TEMPDIRECTORY"] = _world["agent"] };
        foreach ((string variable, string value) in step.Environment)
            environment[variable] = Expression().Replace(value, match => parameters.GetValueOrDefault(match.Groups[1].Value) ?? Default(match.Groups[1].Value));
        // The task runs bash without -e.
        return _shell.RunAsync(_world.Path, step.Script, environment, "-o");
    }

    private string Default(string parameter)
    {
        DocumentNode value = _template["parameters"]!.Items.Single(item => item["name"]!.Text == parameter)["default"]!;
        return value.IsArray ? string.Join(';', value.Items.Select(item => item.Text)) : value.Text!;
    }

    // `${{ parameters.base }}` and `${{ join(';', parameters.contracts) }}`.
    [GeneratedRegex(@"\$\{\{ (?:join\(';', )?parameters\.(\w+)\)? \}\}", RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex Expression();
}
