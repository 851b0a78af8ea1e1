using System.Diagnostics;
using System.Text.Json;
using System.Xml.Linq;
using ApiGovernance.Testing;

namespace ApiGovernance.Cli.Tests.Lint;

/// <summary>Reports in several formats at once, for people and for CI servers.</summary>
public sealed class LintOutputTests : IDisposable
{
    private readonly World _world = new();

    public LintOutputTests() => _world.WriteContract("orders.yaml", "createOrder", "create-order");

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task One_run_writes_several_reports()
    {
        Ran ran = await _world.RunAsync("lint", "orders.yaml", "-f", "text", "-f", "json=lint.json", "-f", "html=lint.html", "-f", "junit=lint.xml");

        ran.ExitCode.ShouldBe(1, ran.ToString());
        ran.Output.ShouldContain("orders.yaml:8:20 error");
        using JsonDocument json = JsonDocument.Parse(Text("lint.json"));
        Text("lint.html").ShouldContain("<meter");
        XElement junit = XElement.Parse(Text("lint.xml"));
        junit.Descendants("testcase").Select(c => ((string?)c.Attribute("name"), c.Elements().Any())).ShouldBe([("contact", true), ("operation-id-kebab", true)]);
    }

    [Theory]
    [InlineData("'sarif' has no file", "-f", "text", "-f", "sarif")]
    [InlineData("pdf", "-f", "pdf=x.pdf")]
    [InlineData("names no file", "-f", "sarif=")]
    public async Task Reports_that_would_fall_over_each_other_are_refused(string named, params string[] options)
    {
        Ran ran = await _world.RunAsync(["lint", "orders.yaml", .. options]);
        ran.ExitCode.ShouldBe(2, ran.ToString());
        ran.Errors.ShouldContain(named.Split(' ')[0].Trim('\''));
    }

    [Fact]
    public async Task Sarif_keeps_to_its_schema_whatever_is_in_it()
    {
        _world.Write("mine.yaml", """
            documentationUrl: https://example.com/rules
            rules:
              odd: {given: $, then: {function: no-such-function}}
              tags: {given: $, severity: hint, tags: [style], description: Tags are declared., then: {field: tags, function: truthy}}
              id: {given: '$.paths[*][*]', severity: error, message: '{{error}} 100%', then: {field: operationId, function: casing, functionOptions: {type: camel}}}
              version: {given: $.info, severity: info, then: {field: version, function: pattern, functionOptions: {match: '^2'}}}
            """);
        _world.WriteContract("orders.yaml", "operationId: createOrder", "x-apigov-ignore: [{rule: id, reason: Clients have it.}]\n      operationId: create-order");
        _world.Write("broken.yaml", "openapi: 3.1.0\ninfo: {title: Broken\n");
        await _world.CommitAsync();
        Ran ran = await _world.RunAsync("lint", "orders.yaml", "broken.yaml", "missing.yaml", "-r", "mine.yaml", "--since", "HEAD", "-f", "sarif=lint.sarif");
        ran.ExitCode.ShouldBe(3, ran.ToString());

        Ran valid = await _world.RunAsync("schema", "validate", RepositoryPaths.At("tests/ApiGovernance.Cli.Tests/Data/sarif-2.1.0.json"), "lint.sarif");
        valid.ExitCode.ShouldBe(0, valid.ToString());

        using JsonDocument sarif = JsonDocument.Parse(Text("lint.sarif"));
        JsonElement run = sarif.RootElement.GetProperty("runs")[0];
        run.GetProperty("invocations")[0].GetProperty("executionSuccessful").GetBoolean().ShouldBeFalse();
        run.GetProperty("invocations")[0].GetProperty("toolConfigurationNotifications")[0].GetProperty("associatedRule").GetProperty("id").GetString().ShouldBe("odd");
        run.GetProperty("tool").GetProperty("driver").GetProperty("rules").EnumerateArray().Single(r => r.GetProperty("id").GetString() == "tags").GetProperty("helpUri").GetString()
            .ShouldBe("https://example.com/rules#tags");
        JsonElement[] results = [.. run.GetProperty("results").EnumerateArray()];
        results.ShouldContain(r => r.GetProperty("ruleId").GetString() == "id" && r.GetProperty("suppressions")[0].GetProperty("kind").GetString() == "inSource");
        results.ShouldContain(r => r.GetProperty("ruleId").GetString() == "version" && r.GetProperty("baselineState").GetString() == "unchanged");
    }

    [Fact]
    public async Task Frames_show_the_line_that_is_meant()
    {
        Ran ran = await _world.RunAsync("lint", "orders.yaml", "--frames", "always");
        ran.Output.ShouldContain("    8 |       operationId: create-order\n      |                    ^^^^^^^^^^^^\n");
    }

    [Fact]
    public async Task A_report_for_github_adds_itself_to_the_summary_of_the_job()
    {
        _world.Write("summary.md", "# Before\n");
        Ran ran = await Apigov.InAsync(_world.Path, new Dictionary<string, string> { ["GITHUB_STEP_SUMMARY"] = _world["summary.md"] }, "lint", "orders.yaml", "-f", "github");

        ran.Output.ShouldContain("::error file=orders.yaml,line=8,");
        Text("summary.md").ShouldStartWith("# Before\n## lint\n");
        Text("summary.md").ShouldContain("| error | operation-id-kebab |");
    }

    [Fact]
    public async Task Watching_lints_again_when_a_document_changes_and_ends_with_an_interrupt()
    {
        if (OperatingSystem.IsWindows())
            return;
        CancellationToken stop = TestContext.Current.CancellationToken;
        using Process process = Apigov.Start(_world.Path, "lint", "orders.yaml", "--watch", "-f", "text", "-f", "json=lint.json");
        try
        {
            // Standard error says when the files are watched.
            await UntilAsync(process.StandardError, "watching for changes", stop);
            _world.Write("orders.yaml", World.Contract);
            await UntilAsync(process.StandardError, "watching for changes", stop);
            using Process interrupt = Process.Start("kill", ["-INT", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
            await process.WaitForExitAsync(stop).WaitAsync(TimeSpan.FromSeconds(60), stop);

            string output = await process.StandardOutput.ReadToEndAsync(stop);
            output.ShouldContain("lint: 1 error, 1 warning in orders.yaml");
            output.ShouldContain("lint: 1 warning in orders.yaml");
            process.ExitCode.ShouldBe(0);
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }

    private static async Task UntilAsync(StreamReader reader, string text, CancellationToken stop)
    {
        while (await reader.ReadLineAsync(stop).AsTask().WaitAsync(TimeSpan.FromSeconds(60), stop) is { } line)
        {
            if (line.Contains(text, StringComparison.Ordinal))
                return;
        }

        throw new EndOfStreamException($"The program ended before it said \"{text}\".");
    }

    private string Text(string file) => File.ReadAllText(_world[file]);
}
