using System.Globalization;
using ApiGovernance.Linting;
using ApiGovernance.OpenApi.Reports;

namespace ApiGovernance.Cli.Lint;

/// <summary>What each rule cost over all documents, the dearest first.</summary>
internal static class LintProfile
{
    public static void Write(IReadOnlyList<LintedDocument> documents, TextWriter writer)
    {
        var rules = documents.SelectMany(document => document.Rules).GroupBy(rule => rule.Id, StringComparer.Ordinal).Select(group => new
        {
            Id = ReportText.Line(group.Key),
            Milliseconds = group.Sum(rule => rule.Time.TotalMilliseconds),
            Targets = group.Sum(rule => (long)rule.Targets),
            Findings = group.Sum(rule => (long)rule.Findings),
        }).OrderByDescending(rule => rule.Milliseconds).ThenBy(rule => rule.Id, StringComparer.Ordinal).ToArray();
        int width = Math.Max(4, rules.Length == 0 ? 0 : rules.Max(rule => rule.Id.Length));
        writer.WriteLine($"{"rule".PadRight(width)} {"ms",10} {"share",6} {"values",10} {"findings",9}");
        double total = rules.Sum(rule => rule.Milliseconds);
        foreach (var rule in rules)
            Line(rule.Id, rule.Milliseconds, rule.Targets, rule.Findings);
        Line("all", total, rules.Sum(rule => rule.Targets), rules.Sum(rule => rule.Findings));

        void Line(string name, double milliseconds, long targets, long findings) => writer.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{name.PadRight(width)} {milliseconds,10:0.00} {(total > 0 ? milliseconds / total : 0),6:0%} {targets,10} {findings,9}"));
    }
}
