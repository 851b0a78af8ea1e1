using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using ApiGovernance.Testing;

namespace ApiGovernance.Cli.Tests.Check;

/// <summary>The reports of `check`.</summary>
public sealed partial class CheckReportTests : IDisposable
{
    private readonly World _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task The_comment_tells_what_where_proof_and_remedy()
    {
        await BreakAsync();
        Ran ran = await _world.RunAsync("check", "orders.yaml", "--against", "HEAD:orders.yaml", "--format", "markdown");

        ran.ExitCode.ShouldBe(1, ran.ToString());
        Golden.Match(Stable(ran.Output), "check-markdown");
    }

    [Fact]
    public async Task The_terminal_ends_with_the_verdict()
    {
        await BreakAsync();
        Ran ran = await _world.RunAsync("check", "orders.yaml", "--against", "HEAD:orders.yaml");
        Golden.Match(ran.Output, "check-text");
    }

    [Fact]
    public async Task The_waiver_of_the_comment_waives_once_somebody_gave_a_reason()
    {
        await BreakAsync();
        string comment = (await _world.RunAsync("check", "orders.yaml", "--against", "HEAD:orders.yaml", "--format", "markdown")).Output;
        string waiver = Waiver().Match(comment).Groups[1].Value;
        _world.Write("policies/waivers/fax.yaml", waiver);
        Ran copied = await _world.RunAsync("check", "orders.yaml", "--against", "HEAD:orders.yaml");
        copied.ExitCode.ShouldBe(4, copied.ToString());
        copied.Errors.ShouldContain("Write a reason.");

        _world.Write("policies/waivers/fax.yaml", waiver.Replace("reason: \"\"", "reason: Nobody has a fax.").Replace("owner: \"\"", "owner: commerce"));
        Ran waived = await _world.RunAsync("check", "orders.yaml", "--against", "HEAD:orders.yaml", "--format", "text", "--format", "sarif=a.sarif");
        waived.ExitCode.ShouldBe(0, waived.ToString());
        waived.Output.ShouldContain("waived-error request-property-enum-value-removed");
        File.ReadAllText(_world["a.sarif"]).ShouldContain("waived by commerce until ");
    }

    [Fact]
    public async Task The_comment_is_cut_where_github_would_refuse_it_and_says_so()
    {
        string[] values = [.. Enumerable.Range(0, 400).Select(i => $"value-{i:000}-{new string('x', 60)}")];
        _world.WriteContract("old.yaml", "[web, fax]", $"[web, {string.Join(", ", values)}]");
        _world.WriteNext("orders.yaml", "2.0.0", "[web, fax]", "[web]");
        Ran ran = await _world.RunAsync("check", "orders.yaml", "--against", "old.yaml", "--comment-file", "comment.md");
        string comment = File.ReadAllText(_world["comment.md"]);

        ran.ExitCode.ShouldBe(1, ran.ToString());
        comment.Length.ShouldBeInRange(40_000, 65_536);
        comment.ShouldContain("**This comment is cut short:**");
        comment.Split("<details>").Length.ShouldBe(comment.Split("</details>").Length);
    }

    [Theory]
    [InlineData("check", "missing.yaml")]
    [InlineData("check", "orders.yaml", "--policies", "no-such-folder")]
    [InlineData("check", "orders.yaml", "--against", "catalog:orders/v1", "--catalog-url", "http://127.0.0.1:9/")]
    public async Task A_run_without_a_verdict_leaves_no_comment_that_passed(params string[] arguments)
    {
        _world.Write("comment.md", "## API check: passed");
        Ran ran = await _world.InAsync(new() { ["GITHUB_STEP_SUMMARY"] = _world["summary.md"] }, [.. arguments, "--comment-file", "comment.md", "--format", "github"]);

        ran.ExitCode.ShouldBeOneOf(3, 4, 5);
        File.ReadAllText(_world["comment.md"]).ShouldContain("## API check: not checked");
        File.ReadAllText(_world["summary.md"]).ShouldContain("## API check: not checked");
    }

    [Fact]
    public async Task JUnit_has_a_case_for_each_rule()
    {
        await BreakAsync();
        Ran ran = await _world.RunAsync("check", "orders.yaml", "missing.yaml", "--base", "HEAD", "--format", "junit");
        ILookup<string, XElement> cases = XDocument.Parse(ran.Output).Descendants("testcase").ToLookup(test => $"{test.Attribute("classname")!.Value} {test.Attribute("name")!.Value}");

        cases["orders.yaml operation-id-kebab"].Single().HasElements.ShouldBeFalse();
        cases["orders.yaml request-property-became-required"].Single().HasElements.ShouldBeFalse();
        cases["orders.yaml request-property-enum-value-removed"].Single().Element("failure").ShouldNotBeNull();
        cases["missing.yaml document"].Single().Element("error")!.Attribute("message")!.Value.ShouldContain("nothing was checked");
        cases.Contains("missing.yaml operation-id-kebab").ShouldBeFalse();
    }

    [Fact]
    public async Task Sarif_follows_its_schema()
    {
        await BreakAsync();
        Ran ran = await _world.RunAsync("check", "orders.yaml", "--base", "HEAD", "--format", "sarif=a.sarif");
        ran.ExitCode.ShouldBe(1, ran.ToString());
        Ran valid = await _world.RunAsync("schema", "validate", RepositoryPaths.At("tests/ApiGovernance.Cli.Tests/Data/sarif-2.1.0.json"), "a.sarif");
        valid.ExitCode.ShouldBe(0, valid.ToString());
    }

    [Fact]
    public async Task Json_has_the_verdicts()
    {
        await BreakAsync();
        Ran ran = await _world.RunAsync("check", "orders.yaml", "--against", "HEAD:orders.yaml", "--format", "json");
        using JsonDocument report = JsonDocument.Parse(ran.Output);
        JsonElement verdict = report.RootElement.GetProperty("verdicts")[0];

        verdict.GetProperty("file").GetString().ShouldBe("orders.yaml");
        verdict.GetProperty("against").GetString().ShouldBe("HEAD:orders.yaml");
        verdict.GetProperty("verdict").GetProperty("outcome").GetString().ShouldBe("blocked");
        verdict.GetProperty("verdict").GetProperty("evidence").GetProperty("requiredBump").GetString().ShouldBe("major");
        verdict.GetProperty("blocking").GetArrayLength().ShouldBe(1);
        report.RootElement.GetProperty("fails").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public async Task Several_reports_come_of_one_run()
    {
        await BreakAsync();
        Ran ran = await _world.RunAsync(
            "check", "orders.yaml", "--base", "HEAD", "--format", "azure", "--format", "gitlab=codequality.json", "--format", "github=github.txt", "--format", "html=page.html", "--format", "teamcity=tc.txt");

        ran.ExitCode.ShouldBe(1, ran.ToString());
        ran.Output.ShouldContain("##vso[task.logissue type=error;sourcepath=orders.yaml;linenumber=18;columnnumber=26;code=request-property-enum-value-removed;]");
        ran.Output.ShouldContain("##vso[task.complete result=Failed;]");
        ran.Errors.ShouldContain("orders.yaml: Blocked:");
        JsonDocument.Parse(File.ReadAllText(_world["codequality.json"])).RootElement.EnumerateArray().ShouldContain(issue => issue.GetProperty("check_name").GetString() == "request-property-enum-value-removed");
        File.ReadAllText(_world["github.txt"]).ShouldContain("::error file=orders.yaml,line=18");
        File.ReadAllText(_world["page.html"]).ShouldContain("Blocked");
        File.ReadAllText(_world["tc.txt"]).ShouldContain("request-property-enum-value-removed");
    }

    [Fact]
    public async Task Places_are_links_where_a_server_runs_the_job()
    {
        await BreakAsync();
        Dictionary<string, string> job = new()
        {
            ["GITHUB_SERVER_URL"] = "https://github.example",
            ["GITHUB_REPOSITORY"] = "shop/apis",
            ["GITHUB_SHA"] = "abc",
            ["GITHUB_WORKSPACE"] = _world.Path,
        };
        Ran ran = await _world.InAsync(job, "check", "orders.yaml", "--base", "HEAD", "--format", "markdown");
        ran.Output.ShouldContain("](https://github.example/shop/apis/blob/abc/orders.yaml#L18)");
    }

    private async Task BreakAsync()
    {
        await _world.CommitAsync();
        _world.WriteNext("orders.yaml", "2.0.0", "[web, fax]", "[web]");
    }

    /// <summary>Days and hashes are another matter each time.</summary>
    private static string Stable(string comment) => Hash().Replace(Day().Replace(comment, "YYYY-MM-DD"), "HASH");

    [GeneratedRegex(@"\b[0-9]{4}-[0-9]{2}-[0-9]{2}\b", RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex Day();

    [GeneratedRegex(@"\b[0-9a-f]{64}\b", RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex Hash();

    [GeneratedRegex(@"```yaml\n(.*?)```", RegexOptions.CultureInvariant | RegexOptions.Singleline, 10_000)]
    private static partial Regex Waiver();
}
