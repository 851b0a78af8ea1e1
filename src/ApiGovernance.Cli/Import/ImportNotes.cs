using ApiGovernance.OpenApi.Findings;
using ApiGovernance.OpenApi.Reports;

namespace ApiGovernance.Cli.Import;

/// <summary>What an import could not keep, had to choose, or did not take at all; each with its place.</summary>
internal sealed class ImportNotes
{
    private readonly List<(SourceSpan Place, Severity Severity, string Text, string Fix)> _all = [];

    public bool HasErrors => _all.Any(note => note.Severity == Severity.Error);

    /// <summary>Something was not imported that should have been.</summary>
    public void Error(SourceSpan place, string text, string fix) => _all.Add((place, Severity.Error, text, fix));

    /// <summary>Something was chosen, or changed, and somebody should look at it.</summary>
    public void Warning(SourceSpan place, string text, string fix) => _all.Add((place, Severity.Warning, text, fix));

    /// <summary>Something has no place here.</summary>
    public void Info(SourceSpan place, string text) => _all.Add((place, Severity.Info, text, ""));

    public void Write(TextWriter writer)
    {
        foreach ((SourceSpan place, Severity severity, string text, string fix) in _all)
        {
            writer.Write($"{ReportText.Line($"{place} {ReportText.Word(severity)} {text}")}\n");
            if (fix.Length > 0)
                writer.Write($"    fix: {ReportText.Line(fix)}\n");
        }
    }
}
