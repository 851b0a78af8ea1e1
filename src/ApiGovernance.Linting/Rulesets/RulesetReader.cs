using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.Linting.Rulesets;

/// <summary>
/// Reads a ruleset in Spectral's format (YAML or JSON). What is not understood disables the rule that holds it and is a finding:
/// a rule is never dropped in silence.
/// </summary>
public static class RulesetReader
{
    private static readonly string[] KnownMembers =
        ["rules", "extends", "aliases", "formats", "documentationUrl", "description", "parserOptions", "overrides", "functions", "functionsDir"];

    public static RulesetReadResult Read(SourceDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        List<Finding> findings = [.. document.Findings];
        Dictionary<string, LintRule> rules = new(StringComparer.Ordinal);
        if (document.Findings.All(finding => finding.Severity != Severity.Error))
            ReadInto(document, rules, findings);
        return new RulesetReadResult(new Ruleset(document.Path, [.. rules.Values]), findings);
    }

    private static void ReadInto(SourceDocument document, Dictionary<string, LintRule> rules, List<Finding> findings)
    {
        DocumentNode root = document.Root;
        if (!root.IsObject || (root["rules"] is null && root["extends"] is null))
        {
            findings.Add(RuleFinding("ruleset-shape", root.Span, "", "This is no ruleset: `rules` is missing.", "Give a ruleset in Spectral's format with `rules:`."));
            return;
        }

        foreach (DocumentMember member in root.Members.Where(member => !KnownMembers.Contains(member.Name) && !member.Name.StartsWith("x-", StringComparison.Ordinal)))
            findings.Add(RuleFinding("ruleset-unknown-member", member.NameSpan, "/" + member.Name, $"A ruleset has no `{member.Name}`.", "Remove it, or see Spectral's ruleset format."));
        foreach (string unsupported in new[] { "extends", "aliases", "overrides", "functions" })
        {
            if (root[unsupported] is { } node)
            {
                findings.Add(RuleFinding(
                    "ruleset-not-supported", node.Span, "/" + unsupported, $"`{unsupported}` is not supported yet, so what it brings is not checked.",
                    "Write the rules out in this file."));
            }
        }

        string? documentation = root["documentationUrl"]?.AsString;
        IReadOnlyList<string> formats = RuleReader.Texts(root["formats"]);
        foreach (DocumentMember rule in root["rules"]?.Members ?? [])
        {
            if (RuleReader.Read(rule, formats, documentation, findings) is { } read)
                rules[rule.Name] = read;
        }
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
}
