using System.Text;
using ApiGovernance.Linting.Baselines;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.OpenApi.Reports;
using ApiGovernance.Testing;

namespace ApiGovernance.Linting.Tests.Baselines;

public sealed class BaselineTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private string Orders => _folder["orders.yaml"];

    public BaselineTests() => _folder.Write("orders.yaml", "x");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_it_has_is_unchanged_and_what_is_beyond_is_new()
    {
        Baseline baseline = Again(Baseline.Of(_folder.Path, [Of("/a"), Of("/b")]));

        (IReadOnlyList<Finding> findings, IReadOnlyList<BaselineEntry> gone) = baseline.Apply([Of("/a"), Of("/c"), Of("/a", "/other/orders.yaml")], [Orders]);

        findings.Select(finding => finding.Baseline).ShouldBe([BaselineState.Unchanged, BaselineState.New, BaselineState.New]);
        gone.Select(entry => entry.Pointer).ShouldBe(["/b"]);
    }

    [Fact]
    public void It_covers_as_many_as_there_were()
    {
        Baseline baseline = Again(Baseline.Of(_folder.Path, [Of("/a"), Of("/a")]));
        baseline.Entries.Single().Count.ShouldBe(2);
        baseline.Apply([Of("/a"), Of("/a"), Of("/a")], [Orders]).Findings.Select(finding => finding.Baseline).ShouldBe([BaselineState.Unchanged, BaselineState.Unchanged, BaselineState.New]);
    }

    [Fact]
    public void A_document_that_was_moved_keeps_its_baseline_and_a_copy_has_none()
    {
        Baseline baseline = Baseline.Of(_folder.Path, [Of("/a")]);
        baseline.Apply([Of("/a", _folder["copy.yaml"])], []).Findings[0].Baseline.ShouldBe(BaselineState.New);

        File.Delete(Orders);
        baseline.Apply([Of("/a", _folder["moved.yaml"])], []).Findings[0].Baseline.ShouldBe(BaselineState.Unchanged);
    }

    [Fact]
    public void What_is_suppressed_or_was_not_checked_is_never_in_it()
    {
        Finding waived = Of("/a") with { Suppression = new Suppression("x", "y", null) };
        Finding notRun = Of("/b") with { Kind = FindingKind.Policy, RuleId = "ruleset-rule-not-run" };
        Baseline baseline = Baseline.Of(_folder.Path, [waived, notRun]);

        baseline.Entries.ShouldBeEmpty();
        baseline.Apply([waived, notRun], [Orders]).Findings.Select(finding => finding.Baseline).ShouldBe([null, null]);
    }

    [Fact]
    public void The_file_is_the_same_whatever_the_order_and_has_no_lines()
    {
        Finding moved = Of("/a") with { Source = new SourceSpan(Orders, 99, 1, 99, 2) };
        string text = BaselineFile.Write(Baseline.Of(_folder.Path, [Of("/a"), Of("/b")]));

        BaselineFile.Write(Baseline.Of(_folder.Path, [Of("/b"), moved])).ShouldBe(text);
        text.ShouldContain("\"file\": \"orders.yaml\"");
        text.ShouldNotContain("\"line\"");
    }

    [Fact]
    public void An_update_keeps_what_was_not_looked_at()
    {
        _folder.Write("other.yaml", "x");
        Baseline baseline = Baseline.Of(_folder.Path, [Of("/a"), Of("/z", _folder["other.yaml"]), Of("/y", _folder["deleted.yaml"])]);
        baseline.Updated([Of("/b")], [Orders]).Entries.Select(entry => (entry.File, entry.Pointer)).ShouldBe([("orders.yaml", "/b"), ("other.yaml", "/z")], ignoreOrder: true);
    }

    [Theory]
    [InlineData(ReportFormat.Json)]
    [InlineData(ReportFormat.Sarif)]
    public void A_report_of_an_earlier_run_serves_as_well(ReportFormat format)
    {
        Finding[] findings = [Of("/a"), Of("/b") with { Suppression = new Suppression("until then", "me", new DateOnly(2026, 1, 1)) }];
        using StringWriter report = new();
        ReportWriter.Write(format, new Report { Title = "lint", Findings = findings, Inputs = [Orders], ToolVersion = "1" }, report);

        Baseline baseline = BaselineFile.Read("report", Encoding.UTF8.GetBytes(report.ToString())).Baseline!;

        // What was waived then counts when the waiver has ended.
        baseline.Apply([Of("/a"), Of("/b")], [Orders]).Findings.Select(finding => finding.Baseline).ShouldBe([BaselineState.Unchanged, BaselineState.New]);
        BaselineFile.IsBaseline(Encoding.UTF8.GetBytes(report.ToString())).ShouldBeFalse();
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("""{"version": "2.1.0", "runs": [{"results": [{"ruleId": "x", "message": {"text": "x"}}]}]}""")]
    public void What_is_none_is_refused(string text)
    {
        (Baseline? baseline, string? problem) = BaselineFile.Read("b.json", Encoding.UTF8.GetBytes(text));
        baseline.ShouldBeNull();
        problem.ShouldNotBeNullOrEmpty();
    }

    private Baseline Again(Baseline baseline) => BaselineFile.Read(_folder["baseline.json"], Encoding.UTF8.GetBytes(BaselineFile.Write(baseline))).Baseline!;

    private Finding Of(string pointer, string? file = null) => new()
    {
        Kind = FindingKind.Lint,
        RuleId = "rule",
        Severity = Severity.Error,
        Message = "m",
        Pointer = pointer,
        Source = new SourceSpan(file ?? Orders, 1, 1, 1, 2),
    };
}
