using ApiGovernance.Diff.Changelogs;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.OpenApi.Reports;
using ApiGovernance.Testing;

namespace ApiGovernance.Diff.Tests.Reports;

public sealed class ChangelogTests
{
    private static readonly Changelog Full = new()
    {
        Title = "Orders",
        ToolVersion = "1.2.3",
        Releases =
        [
            new ChangelogRelease
            {
                Name = "Orders",
                VersionBefore = "1.4.0",
                VersionAfter = "1.5.0",
                Commit = new ChangelogCommit("1a2b3c4", "2026-11-03", "Ada <ada@example.com>", "Drop the *fax* channel\u001b[31m"),
                Result = Sample.Report.Contracts[0].Result,
            },
            new ChangelogRelease { Name = "Orders", VersionAfter = "1.4.0", Commit = new ChangelogCommit("0a1b2c3", "2026-11-02", "Bob", "Broken"), Problem = "orders.yaml:3:1 The text is neither JSON nor YAML." },
            new ChangelogRelease { Name = "Orders", VersionBefore = "1.3.0", VersionAfter = "1.3.0", Result = Sample.Clean.Contracts[0].Result },
        ],
        Notes = ["Walked from v1 to HEAD."],
    };

    public static TheoryData<ReportFormat> Formats => [.. ChangelogWriter.Formats];

    [Theory]
    [MemberData(nameof(Formats))]
    public void Each_format_is_the_approved_one(ReportFormat format)
    {
        string text = Write(format, Full);

        Golden.Match(text, $"changelog-{format}");
        text.ShouldNotContain('\u001b');
        if (format is ReportFormat.Html or ReportFormat.Markdown)
            text.ShouldNotContain("<script>alert");
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void A_changelog_without_a_step_says_so(ReportFormat format) =>
        Write(format, Full with { Releases = [], Notes = [] }).ShouldContain(format == ReportFormat.Json ? "\"releases\": []" : "Nothing changed.");

    [Theory]
    [InlineData("endpoint-added", ChangelogSection.Added)]
    [InlineData("new-optional-request-parameter", ChangelogSection.Added)]
    [InlineData("endpoint-deprecated-with-sunset", ChangelogSection.Deprecated)]
    [InlineData("request-parameter-removed", ChangelogSection.Removed)]
    [InlineData("request-property-pattern-removed", ChangelogSection.Changed)]
    [InlineData("response-property-pattern-added", ChangelogSection.Changed)]
    [InlineData("request-body-max-increased", ChangelogSection.Changed)]
    public void A_compatible_change_is_told_under_what_it_is(string id, ChangelogSection section) =>
        ChangelogSections.Of(Sample.Hostile with { RuleId = id }).ShouldBe(section);

    [Fact]
    public void What_breaks_is_told_as_that_whatever_policy_makes_of_it() =>
        ChangelogSections.Of(Sample.Accepted with { Severity = Severity.Info }).ShouldBe(ChangelogSection.Breaking);

    private static string Write(ReportFormat format, Changelog changelog)
    {
        using StringWriter writer = new() { NewLine = "\r\n" };
        ChangelogWriter.Write(format, changelog, writer);
        return writer.ToString();
    }
}
