using System.Text.Json;
using System.Xml.Linq;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.OpenApi.Reports;
using ApiGovernance.Testing;

namespace ApiGovernance.OpenApi.Tests.Reports;

public sealed class ReportTests
{
    private static readonly Finding Change = new()
    {
        Kind = FindingKind.Change,
        RuleId = "request-property-became-required",
        Severity = Severity.Error,
        Message = "The request property 'note' of POST /orders became required.",
        Fix = "Leave it optional.",
        Source = new SourceSpan("apis/orders v2.yaml", 12, 5, 14, 9),
        Pointer = "/paths/~1orders/post/requestBody",
        Operation = "POST /orders",
        Api = "orders",
        Before = "optional",
        After = "required",
        Witness = """{"id": "1|2"}""",
        HelpUri = "https://example.com/rules#became-required",
    };

    private static readonly Finding Hostile = new()
    {
        Kind = FindingKind.Lint,
        RuleId = "tag,name:odd",
        Severity = Severity.Warning,
        Message = "The tag '\u001b[31m<b>@all</b>\n::error::x 100% | `é😀`\u202e' is odd.",
        Source = new SourceSpan("apis/a.yaml", 3, 1, 3, 4),
        Pointer = "/tags/0",
    };

    private static readonly Finding Waived = Hostile with
    {
        RuleId = "info-contact",
        Message = "No contact.",
        Pointer = "/info",
        Suppression = new Suppression("Internal API", "team-orders", new DateOnly(2027, 1, 31)),
    };

    private static readonly Finding Elsewhere = new()
    {
        Kind = FindingKind.Catalog,
        RuleId = "team-unknown",
        Severity = Severity.Info,
        Message = "No such team.",
    };

    private static readonly Report Full = new()
    {
        Title = "apigov check",
        Findings = [Change, Waived, Hostile, Hostile, Elsewhere],
        Inputs = ["apis/orders v2.yaml", "apis/a.yaml", "apis/clean.yaml"],
        ToolVersion = "1.2.3",
        Rules = [new ReportRule("info-contact", "An API names a contact.", Severity.Warning, "https://example.com/c"), new ReportRule("paths-kebab", "", Severity.Hint)],
        Notes = ["1 file was not checked."],
    };

    private static readonly Report Clean = Full with { Findings = [], Inputs = ["a.yaml"], Rules = [], Notes = [] };

    public static TheoryData<ReportFormat> Formats => [.. Enum.GetValues<ReportFormat>()];

    [Theory]
    [MemberData(nameof(Formats))]
    public void Each_format_is_the_approved_one(ReportFormat format)
    {
        Golden.Match(Write(format, Full), $"report-{format}");
        Golden.Match(Write(format, Clean), $"report-{format}-clean");
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void The_order_of_findings_does_not_matter(ReportFormat format) =>
        Write(format, Full with { Findings = [.. Full.Findings.Reverse()] }).ShouldBe(Write(format, Full));

    [Theory]
    [MemberData(nameof(Formats))]
    public void Nothing_that_a_document_says_acts_on_the_reader(ReportFormat format)
    {
        string text = Write(format, Full);

        text.ShouldNotContain('\u001b');
        text.Split('\n').ShouldAllBe(line => !line.StartsWith("::error::x"));
        text.ShouldNotContain("\r");
    }

    [Fact]
    public void Colours_are_only_written_when_asked_for()
    {
        using var writer = new StringWriter();
        ReportWriter.Write(ReportFormat.Text, Full with { Findings = [Change] }, writer, colour: true);

        writer.ToString().ShouldContain("\u001b[31merror\u001b[0m request-property-became-required");
    }

    [Fact]
    public void A_waived_finding_fails_no_run()
    {
        Full.Fails.ShouldBeTrue();
        (Full with { Findings = [Waived, Hostile] }).Fails.ShouldBeFalse();
        (Full with { Findings = [Waived, Hostile], FailAt = Severity.Warning }).Fails.ShouldBeTrue();
        (Full with { Findings = [Waived], FailAt = Severity.Warning }).Fails.ShouldBeFalse();
    }

    [Fact]
    public void Sarif_results_point_to_their_rules()
    {
        using JsonDocument sarif = JsonDocument.Parse(Write(ReportFormat.Sarif, Full));
        JsonElement run = sarif.RootElement.GetProperty("runs")[0];
        JsonElement rules = run.GetProperty("tool").GetProperty("driver").GetProperty("rules");

        JsonElement[] results = [.. run.GetProperty("results").EnumerateArray()];
        results.Length.ShouldBe(5);
        foreach (JsonElement result in results)
            rules[result.GetProperty("ruleIndex").GetInt32()].GetProperty("id").GetString().ShouldBe(result.GetProperty("ruleId").GetString());
        results.Count(r => r.TryGetProperty("suppressions", out _)).ShouldBe(1);
    }

    [Fact]
    public void Azure_commands_hold_what_documents_say_as_data()
    {
        Finding odd = Hostile with { RuleId = "a;b]c%d", Message = "50%; ]##vso[task.complete result=Succeeded;]\n##vso[x]" };
        string text = Write(ReportFormat.Azure, Full with { Findings = [odd, odd with { Severity = Severity.Info }], Notes = ["##vso[y]z", "###vso[y]z", "####vso[y]z"] });

        text.ShouldStartWith("##vso[task.logissue type=warning;sourcepath=apis/a.yaml;linenumber=3;columnnumber=1;code=a%3Bb%5Dc%AZP25d;]50%AZP25; ]");
        // An agent takes the first command of a line, wherever in the line it stands.
        text.Split('\n').Count(line => line.Contains("##", StringComparison.Ordinal)).ShouldBe(2);
        text.ShouldEndWith("\n##vso[task.complete result=SucceededWithIssues;]\n");
    }

    [Fact]
    public void Teamcity_messages_hold_what_documents_say_as_data()
    {
        Finding odd = Hostile with { RuleId = "a'b]c|d", Message = "x']\n##teamcity[buildStop comment='é' readdToQueue='true']" };
        string text = Write(ReportFormat.TeamCity, Full with { Findings = [odd], Notes = ["##teamcity[y]", "###teamcity[y]"] });

        text.ShouldContain("typeId='a|'b|]c||d' message='x|'|] ##teamcity|[buildStop comment=|'|0x00e9|' readdToQueue=|'true|'|]' file='apis/a.yaml' line='3' SEVERITY='WARNING']\n");
        text.Split('\n').Count(line => line.Contains("##teamcity[", StringComparison.Ordinal)).ShouldBe(2);
    }

    [Fact]
    public void A_page_needs_nothing_else_and_runs_nothing_that_a_document_says()
    {
        string page = Write(ReportFormat.Html, Full with { Title = "<script>alert(1)</script>", Notes = ["`</code><img src=x>`"] });

        page.ShouldNotContain("<script");
        page.ShouldNotContain("<img");
        page.ShouldContain("<code>&lt;/code&gt;&lt;img src=x&gt;</code>");
        page.ShouldNotContain("src=\"");
        page.ShouldNotContain("href=\"");
    }

    [Fact]
    public void A_mention_in_a_document_calls_nobody_and_a_sentence_keeps_its_code()
    {
        Write(ReportFormat.Markdown, Full with { Findings = [Hostile with { Message = "ask @octo" }] }).ShouldContain("ask @<!-- -->octo");
        MarkdownText.Inline("`GET /a|b` and ` alone, `` too").ShouldBe("<code>GET /a&#124;b</code> and <code> alone, </code>&#96; too");
        MarkdownText.Fence("a ```` b").ShouldBe("`````\na ```` b\n`````\n");
    }

    [Fact]
    public void A_change_is_told_to_programs_with_its_message_its_operations_and_its_place_in_the_base()
    {
        Finding shared = Change with
        {
            Operation = null,
            Operations = ["POST /orders", "PUT /orders/{id}", "GET /a", "GET /b"],
            BaseSource = new SourceSpan("base.yaml", 7, 3, 7, 9),
            Compatibility = ChangeCompatibility.BreakingByRule,
            Exchange = new WitnessExchange { IsRequest = false, RequestLine = "GET /a", Status = "200", Headers = [KeyValuePair.Create("ETag", "1")], Body = "", Pointer = "", Reason = "No." },
        };
        Report report = Full with
        {
            Findings = [shared],
            Comparison = new ReportComparison { Base = "base.yaml", Revision = "r.yaml", Verdict = "breaking-by-rule", RequiredBump = "major", Accepted = 1, NotCompared = [Hostile] },
        };

        Golden.Match(Write(ReportFormat.Json, report), "report-Json-change");
        Golden.Match(Write(ReportFormat.Sarif, report), "report-Sarif-change");
        Write(ReportFormat.Text, report).ShouldContain("    used by: POST /orders, PUT /orders/{id} and 2 more\n");
    }

    [Fact]
    public void Gitlab_fingerprints_are_unique_and_do_not_move_with_lines()
    {
        string[] before = Fingerprints(Full);
        string[] after = Fingerprints(Full with { Findings = [Change with { Source = new SourceSpan("apis/orders v2.yaml", 99, 1, 99, 2) }, Hostile, Hostile, Elsewhere] });

        before.Distinct().Count().ShouldBe(4);
        after.ShouldBe(before);
    }

    [Fact]
    public void Junit_is_xml_whose_counts_are_those_of_its_cases()
    {
        XElement root = XElement.Parse(Write(ReportFormat.JUnit, Full));

        ((int?)root.Attribute("tests")).ShouldBe(root.Descendants("testcase").Count());
        ((int?)root.Attribute("failures")).ShouldBe(root.Descendants("failure").Count());
        ((int?)root.Attribute("failures")).ShouldBe(1);
        ((int?)root.Attribute("skipped")).ShouldBe(root.Descendants("skipped").Count());
    }

    private static string[] Fingerprints(Report report)
    {
        using JsonDocument json = JsonDocument.Parse(Write(ReportFormat.GitLab, report));
        return [.. json.RootElement.EnumerateArray().Select(e => e.GetProperty("fingerprint").GetString()!)];
    }

    private static string Write(ReportFormat format, Report report)
    {
        using var writer = new StringWriter { NewLine = "\r\n" };
        ReportWriter.Write(format, report, writer);
        return writer.ToString();
    }
}
