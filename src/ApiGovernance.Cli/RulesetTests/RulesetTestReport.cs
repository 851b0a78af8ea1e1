using System.Globalization;
using System.Xml;
using ApiGovernance.Linting.RulesetTests;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.OpenApi.Reports;

namespace ApiGovernance.Cli.RulesetTests;

/// <summary>The results of ruleset tests for people, and for the test pages of CI servers.</summary>
internal static class RulesetTestReport
{
    private static readonly XmlWriterSettings Settings = new() { Indent = true, NewLineChars = "\n", OmitXmlDeclaration = true };

    public static void WriteText(IReadOnlyList<RulesetTestRun> runs, TextWriter writer)
    {
        foreach (RulesetTestRun run in runs)
        {
            writer.Write($"{ReportText.Line(run.Path)}\n");
            foreach (Finding problem in run.Problems)
                writer.Write($"  FAIL the ruleset: {problem.Source} {ReportText.Line(problem.Message)}\n");
            foreach (RulesetTestResult result in run.Results)
            {
                writer.Write($"  {(result.Passed ? "ok  " : "FAIL")} {ReportText.Line(result.Case.Name)}{(result.Passed ? "" : $" ({result.Case.Source})")}\n");
                foreach (string difference in result.Differences)
                    writer.Write($"         {ReportText.Line(difference)}\n");
            }

            if (run.Untested.Count > 0)
                writer.Write($"  without a case that expects a finding: {ReportText.Line(string.Join(", ", run.Untested))}\n");
        }

        RulesetTestResult[] all = [.. runs.SelectMany(run => run.Results)];
        int failed = all.Count(result => !result.Passed);
        writer.Write(string.Create(CultureInfo.InvariantCulture, $"{all.Length} {(all.Length == 1 ? "case" : "cases")}: {all.Length - failed} passed, {failed} failed\n"));
    }

    public static void WriteJUnit(IReadOnlyList<RulesetTestRun> runs, TextWriter writer)
    {
        using (XmlWriter xml = XmlWriter.Create(writer, Settings))
        {
            xml.WriteStartElement("testsuites");
            xml.WriteAttributeString("name", "ruleset test");
            foreach (RulesetTestRun run in runs)
                WriteSuite(run, xml);
            xml.WriteEndElement();
        }

        writer.Write('\n');
    }

    private static void WriteSuite(RulesetTestRun run, XmlWriter xml)
    {
        xml.WriteStartElement("testsuite");
        xml.WriteAttributeString("name", ReportText.Line(run.Path));
        xml.WriteAttributeString("tests", Number(run.Results.Count + run.Problems.Count));
        xml.WriteAttributeString("failures", Number(run.Results.Count(result => !result.Passed)));
        xml.WriteAttributeString("errors", Number(run.Problems.Count));
        foreach (Finding problem in run.Problems)
            WriteCase(run, $"ruleset {problem.Source}", "error", [problem.Message], xml);
        foreach (RulesetTestResult result in run.Results)
            WriteCase(run, result.Case.Name, "failure", result.Differences, xml);
        if (run.Untested.Count > 0)
            xml.WriteElementString("system-out", ReportText.Line($"without a case that expects a finding: {string.Join(", ", run.Untested)}"));
        xml.WriteEndElement();
    }

    private static void WriteCase(RulesetTestRun run, string name, string outcome, IReadOnlyList<string> differences, XmlWriter xml)
    {
        xml.WriteStartElement("testcase");
        xml.WriteAttributeString("classname", ReportText.Line(run.Path));
        xml.WriteAttributeString("name", ReportText.Line(name));
        if (differences.Count > 0)
        {
            xml.WriteStartElement(outcome);
            xml.WriteAttributeString("message", ReportText.Line(differences[0]));
            xml.WriteString(string.Join('\n', differences.Select(ReportText.Line)));
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
