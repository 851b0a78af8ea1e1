using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using ApiGovernance.Diff.Reports;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.OpenApi.Model;
using ApiGovernance.OpenApi.Reports;
using ApiGovernance.Testing;

namespace ApiGovernance.Diff.Tests.Reports;

public sealed class DiffReportTests
{
    public static TheoryData<ReportFormat> Formats => [.. Enum.GetValues<ReportFormat>()];

    [Theory]
    [MemberData(nameof(Formats))]
    public void Each_format_is_the_approved_one(ReportFormat format)
    {
        Golden.Match(Write(format, Sample.Report), $"diff-{format}");
        Golden.Match(Write(format, Sample.Clean), $"diff-{format}-clean");
    }

    [Theory]
    [InlineData(ReportFormat.Text)]
    [InlineData(ReportFormat.Json)]
    [InlineData(ReportFormat.Html)]
    public void A_real_comparison_is_told_as_approved(ReportFormat format) => Golden.Match(Write(format, Real()), $"real-{format}");

    [Theory]
    [MemberData(nameof(Formats))]
    public void Nothing_that_a_document_says_acts_on_the_reader(ReportFormat format)
    {
        string text = Write(format, Sample.Report);

        text.ShouldNotContain('\u001b');
        text.ShouldNotContain('\r');
        text.Split('\n').ShouldAllBe(line => !line.StartsWith("::error::x", StringComparison.Ordinal));
        if (format is ReportFormat.Html or ReportFormat.Markdown)
            text.ShouldNotContain("<script>alert");
        if (format == ReportFormat.Azure)
            text.Split('\n').ShouldAllBe(line => !line.Contains("##vso[task.complete", StringComparison.Ordinal) || line == "##vso[task.complete result=Failed;]");
    }

    [Fact]
    public void Lines_for_a_terminal_end_by_column_100_unless_a_word_is_longer()
    {
        string[] lines = Write(ReportFormat.Text, Sample.Report).Split('\n');
        lines.Where(line => line.Length > 100).ShouldBeEmpty();
    }

    [Fact]
    public void Colours_are_only_written_when_asked_for()
    {
        using StringWriter writer = new();
        DiffReportWriter.Write(ReportFormat.Text, Sample.Report, writer, colour: true);
        writer.ToString().ShouldContain("\u001b[31m  breaking: \u001b[0m`POST /orders` no longer accepts");
    }

    [Fact]
    public void What_policy_lets_pass_is_said_though_the_run_does_not_fail()
    {
        DiffReport report = Sample.Of([Sample.Accepted], [], DiffVerdict.Compatible, VersionBump.Minor);

        Write(ReportFormat.Text, report).ShouldContain("1 change that breaks is accepted by policy.");
        JsonElement json = JsonDocument.Parse(Write(ReportFormat.Json, report)).RootElement;
        json.GetProperty("fails").GetBoolean().ShouldBeFalse();
        json.GetProperty("comparison").GetProperty("accepted").GetInt32().ShouldBe(1);
        json.GetProperty("findings")[0].GetProperty("compatibility").GetString().ShouldBe("breaking-proven");
    }

    [Fact]
    public void Only_what_matters_leaves_out_the_rest_and_keeps_the_verdict()
    {
        DiffReport report = Sample.Report with { OnlyWhatMatters = true };

        report.Changes.Select(change => change.RuleId).ShouldBe([Sample.Proven.RuleId, Sample.Shared.RuleId, Sample.ByRule.RuleId, Sample.Accepted.RuleId]);
        Write(ReportFormat.Text, report).ShouldContain(Write(ReportFormat.Text, Sample.Report).Split('\n').Single(line => line.StartsWith("Verdict:", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("1.4.0", "2.0.0", VersionBump.Major, "which is enough")]
    [InlineData("1.4.0", "1.5.0", VersionBump.Major, "which is too small a step")]
    [InlineData("v1.4", "v1.5", VersionBump.Minor, "which is enough")]
    [InlineData("2.0.0", "1.5.0", VersionBump.Patch, "which is too small a step")]
    [InlineData("1.4.0", "1.4.0", VersionBump.None, "which is enough")]
    [InlineData("0.4.1", "0.5.0", VersionBump.Major, "which is enough")]
    [InlineData("0.4.1", "0.4.2", VersionBump.Major, "which is too small a step")]
    [InlineData("1.0.0-rc.1", "2.0.0-rc.1+7", VersionBump.Major, "which is enough")]
    [InlineData("2026-11", "2026-12", VersionBump.Major, null)]
    public void The_declared_versions_are_held_against_the_least_step(string before, string after, VersionBump least, string? said)
    {
        DiffReport sample = Sample.Of([Sample.Proven], [], DiffVerdict.BreakingProven, least);
        string text = Write(ReportFormat.Text, sample with { Contracts = [sample.Contracts[0] with { VersionBefore = before, VersionAfter = after }] });

        if (said is null)
            text.ShouldNotContain("The documents declare");
        else
            text.ReplaceLineEndings(" ").ShouldContain(said);
    }

    [Fact]
    public void A_comment_stays_below_the_limit_of_github_and_says_what_it_leaves_out()
    {
        Finding[] many = [.. Enumerable.Range(0, 2000).Select(i => Sample.Proven with { Operation = $"POST /orders/{i}", Message = $"`POST /orders/{i}` no longer accepts `{new string('é', 40)}`." })];
        string text = Write(ReportFormat.Markdown, Sample.Of(many, [Sample.Proven], DiffVerdict.BreakingProven, VersionBump.Major));

        Encoding.UTF8.GetByteCount(text).ShouldBeInRange(50_000, 61_440);
        text.ShouldContain("entries are left out");
        CountOf(text, "<details>").ShouldBe(CountOf(text, "</details>"));
    }

    [Fact]
    public void A_page_is_well_formed_and_refers_to_nothing()
    {
        string page = Write(ReportFormat.Html, Sample.Report);

        page.ShouldNotContain("http://");
        page.ShouldNotContain("https://");
        string body = page[page.IndexOf("<main>", StringComparison.Ordinal)..page.IndexOf("<script>", StringComparison.Ordinal)] + "</main>";
        XElement main = XElement.Parse(body.Replace(" hidden>", " hidden=\"\">", StringComparison.Ordinal).Replace("<details open>", "<details open=\"\">", StringComparison.Ordinal)
            .Replace(" checked>", " checked=\"\"/>", StringComparison.Ordinal).Replace("<br>", "<br/>", StringComparison.Ordinal));
        main.Descendants("article").Count().ShouldBe(Sample.Report.Changes.Count);
        main.Descendants("h2").Select(heading => heading.Value).Take(2).ShouldBe(["POST /orders", "Schema Order"]);
    }

    [Fact]
    public void A_summary_counts()
    {
        using StringWriter text = new();
        SummaryReport.WriteText(Sample.Report, text);
        Golden.Match(text.ToString(), "summary-Text");
        using StringWriter json = new();
        SummaryReport.WriteJson(Sample.Report, json);
        Golden.Match(json.ToString(), "summary-Json");
    }

    /// <summary>Not made by hand: what the engine finds between two contracts.</summary>
    private static DiffReport Real()
    {
        ApiContract before = Contracts.Contract("{type: object, properties: {channel: {type: string, enum: [web, fax]}}}", "{type: object, required: [id], properties: {id: {type: string}}}");
        ApiContract after = Contracts.Contract("{type: object, properties: {channel: {type: string, enum: [web]}, gift: {type: boolean}}}", "{type: object, properties: {id: {type: string}}}");
        DiffResult result = Contracts.Compare(before, after);
        return Sample.Of(result.Findings, result.NotCompared, result.Verdict, result.RequiredBump);
    }

    private static int CountOf(string text, string part) => text.Split(part).Length - 1;

    private static string Write(ReportFormat format, DiffReport report)
    {
        using StringWriter writer = new() { NewLine = "\r\n" };
        DiffReportWriter.Write(format, report, writer);
        return writer.ToString();
    }
}
