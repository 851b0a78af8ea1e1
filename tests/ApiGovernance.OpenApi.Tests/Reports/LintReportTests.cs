using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.OpenApi.Reports;
using ApiGovernance.Testing;

namespace ApiGovernance.OpenApi.Tests.Reports;

/// <summary>What reports make of a lint run: documents, rules that passed or were not applied, findings that do not count.</summary>
public sealed class LintReportTests
{
    private static readonly Finding Bad = new()
    {
        Kind = FindingKind.Lint,
        RuleId = "operation-id",
        Severity = Severity.Error,
        Message = "Operations have an id.",
        Source = new SourceSpan("orders.yaml", 3, 3, 3, 7),
        Pointer = "/paths/~1orders/post",
        Operation = "POST /orders",
        HelpUri = "https://example.com/rules#operation-id",
        Baseline = BaselineState.New,
    };

    private static readonly Finding Known = Bad with { Source = new SourceSpan("orders.yaml", 4, 3, 4, 6), Pointer = "/paths/~1orders/get", Baseline = BaselineState.Unchanged };

    private static readonly Finding Ignored = Bad with
    {
        RuleId = "tags",
        Severity = Severity.Warning,
        Message = "Operations have tags.",
        Suppression = new Suppression("Internal.", "", null) { Kind = SuppressionKind.Inline },
    };

    private static readonly Report Run = new()
    {
        Title = "lint",
        Inputs = ["orders.yaml", "broken.yaml"],
        ToolVersion = "1.2.3",
        Findings = [Bad, Known, Ignored],
        Rules =
        [
            new ReportRule("operation-id", "Operations have an id.", Severity.Error, "https://example.com/rules#operation-id") { Help = "Clients are named by it.", Tags = ["style"] },
            new ReportRule("tags", "Operations have tags.", Severity.Warning),
            new ReportRule("contact", "A contact is named.", Severity.Info, "lint.md#contact"),
            new ReportRule("slow", "Slow.", Severity.Warning),
        ],
        Documents =
        [
            new ReportDocument("orders.yaml", "Orders", ["contact", "operation-id", "slow", "tags"], [Bad, Known, Ignored])
            {
                GivenUp = new Dictionary<string, string> { ["slow"] = "Rule `slow` was given up." },
            },
            new ReportDocument("broken.yaml", null, [], []) { IsUnreadable = true },
        ],
        NotApplied = [new RuleNotApplied("slow", "Rule `slow` was given up.", new SourceSpan("house.yaml", 9, 3, 9, 7))],
        Excerpts = Excerpts(),
    };

    [Theory]
    [InlineData(ReportFormat.Text)]
    [InlineData(ReportFormat.Json)]
    [InlineData(ReportFormat.Sarif)]
    [InlineData(ReportFormat.JUnit)]
    [InlineData(ReportFormat.Markdown)]
    [InlineData(ReportFormat.Html)]
    public void Each_format_is_the_approved_one(ReportFormat format) => Golden.Match(Write(format, Run), $"lint-{format}");

    [Fact]
    public void What_an_earlier_run_had_does_not_fail_this_one()
    {
        Run.Fails.ShouldBeTrue();
        (Run with { Findings = [Known, Ignored] }).Fails.ShouldBeFalse();
        (Run with { FailAt = null }).Fails.ShouldBeFalse();
        Write(ReportFormat.Text, Run).ShouldContain("lint: 1 error (1 ignored, 1 unchanged) in 2 inputs\n");
    }

    [Fact]
    public void Junit_shows_what_passed_what_failed_and_what_did_not_run()
    {
        XElement suite = XElement.Parse(Write(ReportFormat.JUnit, Run)).Elements("testsuite").Single(s => (string?)s.Attribute("name") == "orders.yaml");

        suite.Elements("testcase").ToDictionary(c => (string)c.Attribute("name")!, c => string.Join(',', c.Elements().Select(e => e.Name.LocalName)))
            .ShouldBe(new Dictionary<string, string> { ["contact"] = "", ["operation-id"] = "failure,system-out", ["slow"] = "error", ["tags"] = "skipped,system-out" }, ignoreOrder: true);
        ((int?)suite.Attribute("errors"), (int?)suite.Attribute("failures"), (int?)suite.Attribute("skipped")).ShouldBe((1, 1, 1));
    }

    [Fact]
    public void Sarif_says_that_the_run_was_not_complete()
    {
        using JsonDocument sarif = JsonDocument.Parse(Write(ReportFormat.Sarif, Run));
        JsonElement run = sarif.RootElement.GetProperty("runs")[0], invocation = run.GetProperty("invocations")[0];

        invocation.GetProperty("executionSuccessful").GetBoolean().ShouldBeFalse();
        invocation.GetProperty("toolConfigurationNotifications")[0].GetProperty("associatedRule").GetProperty("id").GetString().ShouldBe("slow");
        run.GetProperty("results").EnumerateArray().Select(r => r.TryGetProperty("baselineState", out JsonElement state) ? state.GetString() : null).ShouldBe(["new", null, "unchanged"], ignoreOrder: true);
        run.GetProperty("results").EnumerateArray().Single(r => r.TryGetProperty("suppressions", out _)).GetProperty("suppressions")[0].GetProperty("kind").GetString().ShouldBe("inSource");
    }

    [Fact]
    public void Github_gets_ten_annotations_of_a_level_and_the_rest_as_lines()
    {
        Finding[] many = [.. Enumerable.Range(1, 13).Select(i => Bad with { Message = $"::error::Number {i} ##[set-env]", Source = new SourceSpan("::orders.yaml", i, 1, i, 2) })];
        string[] lines = Write(ReportFormat.GitHub, Run with { Findings = many }).Split('\n');

        lines.Count(line => line.StartsWith("::error ")).ShouldBe(10);
        lines.Count(line => line.StartsWith("- ::orders.yaml:")).ShouldBe(3);
        lines.ShouldContain("::notice title=apigov::3 more findings are in the log: GitHub shows ten of a level for each step.");
        lines.Where(line => !line.StartsWith("::error ")).ShouldAllBe(line => !line.Contains("##["));
    }

    [Fact]
    public void On_a_terminal_places_and_rules_are_links_and_only_to_pages_and_files()
    {
        using StringWriter writer = new();
        ReportWriter.Write(ReportFormat.Text, Run with { Findings = [Bad, Bad with { RuleId = "evil", HelpUri = "https://x/\u001b]0;" }, Bad with { RuleId = "script", HelpUri = "javascript:alert(1)" }] }, writer, links: true);

        writer.ToString().ShouldContain("\u001b]8;;https://example.com/rules#operation-id\u001b\\operation-id\u001b]8;;\u001b\\");
        writer.ToString().ShouldNotContain("]8;;javascript");
        writer.ToString().ShouldNotContain("\u001b]0;");
    }

    [Fact]
    public void The_page_links_to_web_pages_only()
    {
        string page = Write(ReportFormat.Html, Run with { Findings = [Bad with { HelpUri = "javascript:alert(1)", RuleId = "<img src=x>" }] });
        page.ShouldNotContain("javascript:");
        page.ShouldNotContain("<img");
        page.ShouldContain("not readable");
        // 4 + 2 of 4 + 2 + 1 + 2 points: `operation-id` fails, `slow` was not asked.
        Write(ReportFormat.Html, Run).ShouldContain("value=\"33\"");
    }

    [Fact]
    public void A_long_line_is_shown_around_what_is_meant()
    {
        string text = "{\"a\":\"" + new string('x', 500) + "\",\"here\":1,\"b\":\"" + new string('y', 500) + "\"}";
        SourceDocument document = DocumentReader.Read("long.json", Encoding.UTF8.GetBytes(text));
        int column = text.IndexOf("\"here\"", StringComparison.Ordinal) + 1;
        Finding finding = Bad with { Source = new SourceSpan("long.json", 1, column, 1, column + 6) };
        SourceExcerpts excerpts = new();
        excerpts.Add([document], [finding]);

        SourceExcerpt excerpt = excerpts.Of(finding)!;
        excerpt.Text.Length.ShouldBe(120);
        excerpt.Text.Substring(excerpt.Start, excerpt.Length).ShouldBe("\"here\"");
    }

    private static SourceExcerpts Excerpts()
    {
        SourceDocument document = DocumentReader.Read("orders.yaml", "openapi: 3.1.0\npaths:\n  post:\t\n  get: {}\n"u8.ToArray());
        SourceExcerpts excerpts = new();
        excerpts.Add([document], [Bad, Known]);
        return excerpts;
    }

    private static string Write(ReportFormat format, Report report)
    {
        using StringWriter writer = new();
        ReportWriter.Write(format, report, writer);
        return writer.ToString();
    }
}
