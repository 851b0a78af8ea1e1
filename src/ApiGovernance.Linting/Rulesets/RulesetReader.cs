using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.Linting.Rulesets;

/// <summary>
/// Reads a ruleset in Spectral's format (YAML or JSON) and the files that it extends. What is not understood disables the rule that
/// holds it and is a finding: a rule is never dropped in silence.
/// </summary>
public static class RulesetReader
{
    /// <param name="open">Gives a ruleset that this one extends, by its path; without it, files are read from the disk.</param>
    public static RulesetReadResult Read(SourceDocument document, Func<string, SourceDocument?>? open = null)
    {
        ArgumentNullException.ThrowIfNull(document);
        List<Finding> findings = [.. document.Findings];
        List<LintRule> rules = [];
        if (document.Findings.All(finding => finding.Severity != Severity.Error))
        {
            RuleSources sources = new(open ?? FromDisk, findings);
            sources.Add(document, "recommended");
            rules.AddRange(sources.Rules.Values.Select(source => RuleReader.Read(source, findings)).OfType<LintRule>());
        }

        return new RulesetReadResult(new Ruleset(document.Path, rules), findings);
    }

    internal static Finding RuleFinding(string id, SourceSpan span, string pointer, string message, string fix) => new()
    {
        Kind = FindingKind.Policy,
        RuleId = id,
        Severity = Severity.Error,
        Message = message,
        Fix = fix,
        Source = span,
        Pointer = pointer,
    };

    private static SourceDocument? FromDisk(string path)
    {
        try
        {
            return DocumentReader.Read(path, File.ReadAllBytes(path));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
