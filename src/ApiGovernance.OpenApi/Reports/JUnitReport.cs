using System.Globalization;
using System.Xml;
using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.OpenApi.Reports;

/// <summary>
/// JUnit XML: a suite for each file, a test case for each rule, so that a CI server shows what passed too. A case fails when the rule has
/// a finding at the report's threshold; milder findings stand in its output, waived ones alone skip it.
/// </summary>
public static class JUnitReport
{
    private static readonly XmlWriterSettings Settings = new() { Indent = true, NewLineChars = "\n", OmitXmlDeclaration = true };

    public static void Write(Report report, TextWriter writer)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(writer);
        ILookup<string, Finding> byFile = report.Ordered().ToLookup(f => f.Source?.File ?? "", StringComparer.Ordinal);
        List<Suite> suites =
        [
            .. report.Inputs.Concat(byFile.Select(g => g.Key))
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal)
                .Select(file => new Suite(file.Length == 0 ? report.Title : file, Cases(report, byFile[file]))),
        ];

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

    private static List<Case> Cases(Report report, IEnumerable<Finding> findings)
    {
        ILookup<string, Finding> byRule = findings.ToLookup(f => f.RuleId, StringComparer.Ordinal);
        List<Case> cases =
        [
            .. report.Rules.Select(r => r.Id).Concat(byRule.Select(g => g.Key))
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal)
                .Select(rule => new Case(rule, [.. byRule[rule]])),
        ];
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
            WriteOutcome(xml, report, test.Findings);
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static void WriteOutcome(XmlWriter xml, Report report, Finding[] findings)
    {
        Finding[] failures = [.. findings.Where(report.IsFailure)];
        Finding[] others = [.. findings.Where(f => !report.IsFailure(f))];
        if (failures.Length > 0)
        {
            xml.WriteStartElement("failure");
            xml.WriteAttributeString("type", ReportText.Word(failures.Min(f => f.Severity)));
            xml.WriteAttributeString("message", ReportText.Line(failures[0].Message));
            xml.WriteString(Lines(failures));
            xml.WriteEndElement();
        }
        else if (IsSkipped(findings))
        {
            xml.WriteStartElement("skipped");
            xml.WriteAttributeString("message", ReportText.Line(ReportText.Describe(findings[0].Suppression!)));
            xml.WriteEndElement();
        }

        if (others.Length > 0)
            xml.WriteElementString("system-out", Lines(others));
    }

    private static void WriteCounts(XmlWriter xml, Report report, IEnumerable<Case> cases)
    {
        Case[] all = [.. cases];
        xml.WriteAttributeString("tests", all.Length.ToString(CultureInfo.InvariantCulture));
        xml.WriteAttributeString("failures", all.Count(c => c.Findings.Any(report.IsFailure)).ToString(CultureInfo.InvariantCulture));
        xml.WriteAttributeString("skipped", all.Count(c => IsSkipped(c.Findings)).ToString(CultureInfo.InvariantCulture));
    }

    private static bool IsSkipped(Finding[] findings) => findings.Length > 0 && findings.All(f => f.Suppression is not null);

    private static string Lines(IEnumerable<Finding> findings) => string.Join('\n', findings.Select(f =>
        ReportText.Line($"{f.Source?.ToString() ?? f.Pointer} {ReportText.Word(f.Severity)}: {string.Join(' ', ReportText.Sentences(f))}".Trim())));

    private sealed record Suite(string Name, List<Case> Cases);

    private sealed record Case(string Rule, Finding[] Findings);
}
