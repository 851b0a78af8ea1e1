using System.Globalization;
using System.Xml;
using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.OpenApi.Reports;

/// <summary>
/// JUnit XML: a suite for each file, a test case for each rule, so that a CI server shows what passed too. A case fails when the rule has
/// a finding at the report's threshold; milder findings stand in its output. Those that do not count alone skip it, and so does that the
/// rule was not asked. A rule that was given up is an error of its case.
/// </summary>
public static class JUnitReport
{
    private static readonly XmlWriterSettings Settings = new() { Indent = true, NewLineChars = "\n", OmitXmlDeclaration = true };

    public static void Write(Report report, TextWriter writer)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(writer);
        List<Suite> suites = report.Documents.Count > 0 ? ByDocument(report) : ByFile(report);
        using (XmlWriter xml = XmlWriter.Create(writer, Settings))
        {
            xml.WriteStartElement("testsuites");
            xml.WriteAttributeString("name", ReportText.Line(report.Title));
            WriteCounts(xml, report, suites.SelectMany(s => s.Cases));
            foreach (Suite suite in suites)
                WriteSuite(xml, report, suite);
            xml.WriteEndElement();
        }

        writer.Write('\n');
    }

    private static List<Suite> ByFile(Report report)
    {
        ILookup<string, Finding> byFile = report.Ordered().ToLookup(f => f.Source?.File ?? "", StringComparer.Ordinal);
        return
        [
            .. report.Inputs.Concat(byFile.Select(g => g.Key))
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal)
                .Select(file => new Suite(file.Length == 0 ? report.Title : file, Cases(report.Rules.Select(r => r.Id), byFile[file]))),
        ];
    }

    private static List<Suite> ByDocument(Report report)
    {
        List<Suite> suites = [.. report.Documents.OrderBy(d => d.Name, StringComparer.Ordinal).Select(d => new Suite(d.Name, Cases(d)))];
        HashSet<Finding> told = [.. report.Documents.SelectMany(d => d.Findings)];
        Finding[] others = [.. report.Ordered().Where(f => !told.Contains(f))];
        if (others.Length > 0 || report.NotApplied.Count > 0)
            suites.Add(new Suite(report.Title, [.. report.NotApplied.Select(r => new Case(r.Rule ?? "ruleset", [], r.Problem)), .. others.Length > 0 ? Cases([], others) : []]));
        return suites;
    }

    private static List<Case> Cases(ReportDocument document)
    {
        List<Case> cases = Cases(document.Rules, Report.Ordered(document.Findings));
        if (document.IsUnreadable)
            cases = [new Case("document", [], "The document cannot be read; nothing was checked."), .. cases.Where(test => test.Findings.Length > 0)];
        return
        [
            .. cases.Select(test => test with
            {
                Error = document.GivenUp.GetValueOrDefault(test.Rule) ?? test.Error,
                NotAsked = test.Findings.Length == 0 ? document.NotAsked.GetValueOrDefault(test.Rule) : null,
            }),
        ];
    }

    private static List<Case> Cases(IEnumerable<string> rules, IEnumerable<Finding> findings)
    {
        ILookup<string, Finding> byRule = findings.ToLookup(f => f.RuleId, StringComparer.Ordinal);
        List<Case> cases = [.. rules.Concat(byRule.Select(g => g.Key)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(rule => new Case(rule, [.. byRule[rule]]))];
        return cases.Count > 0 ? cases : [new Case("no findings", [])];
    }

    private static void WriteSuite(XmlWriter xml, Report report, Suite suite)
    {
        xml.WriteStartElement("testsuite");
        xml.WriteAttributeString("name", ReportText.Line(suite.Name));
        WriteCounts(xml, report, suite.Cases);
        foreach (Case test in suite.Cases)
        {
            xml.WriteStartElement("testcase");
            xml.WriteAttributeString("classname", ReportText.Line(suite.Name));
            xml.WriteAttributeString("name", ReportText.Line(test.Rule));
            WriteOutcome(xml, report, test);
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static void WriteOutcome(XmlWriter xml, Report report, Case test)
    {
        Finding[] findings = test.Findings;
        Finding[] failures = [.. findings.Where(report.IsFailure)];
        Finding[] others = [.. findings.Where(f => !report.IsFailure(f))];
        if (test.Error is { } error)
        {
            xml.WriteStartElement("error");
            xml.WriteAttributeString("message", ReportText.Line(error));
            xml.WriteEndElement();
        }
        else if (failures.Length > 0)
        {
            xml.WriteStartElement("failure");
            xml.WriteAttributeString("type", ReportText.Word(failures.Min(f => f.Severity)));
            xml.WriteAttributeString("message", ReportText.Line(failures[0].Message));
            xml.WriteString(Lines(failures));
            xml.WriteEndElement();
        }
        else if (IsSkipped(test))
        {
            xml.WriteStartElement("skipped");
            xml.WriteAttributeString("message", ReportText.Line(test.NotAsked ?? ReportText.WhyNotCounted(findings[0])!));
            xml.WriteEndElement();
        }

        // An error takes the place of the failure, whose lines must not be lost.
        if (test.Error is not null)
            others = findings;
        if (others.Length > 0)
            xml.WriteElementString("system-out", Lines(others));
    }

    private static void WriteCounts(XmlWriter xml, Report report, IEnumerable<Case> cases)
    {
        Case[] all = [.. cases];
        xml.WriteAttributeString("tests", all.Length.ToString(CultureInfo.InvariantCulture));
        xml.WriteAttributeString("failures", all.Count(c => c.Error is null && c.Findings.Any(report.IsFailure)).ToString(CultureInfo.InvariantCulture));
        if (report.Documents.Count > 0)
            xml.WriteAttributeString("errors", all.Count(c => c.Error is not null).ToString(CultureInfo.InvariantCulture));
        xml.WriteAttributeString("skipped", all.Count(IsSkipped).ToString(CultureInfo.InvariantCulture));
    }

    private static bool IsSkipped(Case test) => test.Error is null && (test.NotAsked is not null || (test.Findings.Length > 0 && test.Findings.All(f => !f.Counts)));

    private static string Lines(IEnumerable<Finding> findings) => string.Join('\n', findings.SelectMany(finding => finding.Details
        .Select(detail => $"  - {ReportText.Line(detail)}")
        .Prepend(ReportText.Line($"{finding.Source?.ToString() ?? finding.Pointer} {ReportText.Word(finding.Severity)}: {string.Join(' ', ReportText.Sentences(finding))}".Trim()))));

    private sealed record Suite(string Name, List<Case> Cases);

    /// <param name="Error">Why the rule has no result.</param>
    /// <param name="NotAsked">Why the rule, which found nothing, has not passed.</param>
    private sealed record Case(string Rule, Finding[] Findings, string? Error = null, string? NotAsked = null);
}
