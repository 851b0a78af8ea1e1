using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.Linting.Rulesets;

/// <summary>The members that a ruleset may have, and those of them that are not supported.</summary>
internal static class RulesetShape
{
    private static readonly string[] Members =
        ["rules", "extends", "aliases", "formats", "documentationUrl", "description", "parserOptions", "overrides", "functions", "functionsDir"];

    private static readonly string[] Unsupported = ["overrides", "functions"];

    /// <returns>False when it is no ruleset at all.</returns>
    public static bool Check(DocumentNode root, List<Finding> findings)
    {
        if (!root.IsObject || (root["rules"] is null && root["extends"] is null))
        {
            findings.Add(RulesetReader.RuleFinding("ruleset-shape", root.Span, "", "This is no ruleset: `rules` is missing.", "Give a ruleset in Spectral's format with `rules:`."));
            return false;
        }

        if (root["rules"] is { IsObject: false } rules)
            findings.Add(RulesetReader.RuleFinding("ruleset-shape", rules.Span, "/rules", "`rules` is no object.", "Write the rules by their ids."));
        foreach (DocumentMember member in root.Members.Where(member => !Members.Contains(member.Name) && !member.Name.StartsWith("x-", StringComparison.Ordinal)))
            findings.Add(RulesetReader.RuleFinding("ruleset-unknown-member", member.NameSpan, "/" + JsonPointer.Escape(member.Name), $"A ruleset has no `{member.Name}`.", "Remove it, or see Spectral's ruleset format."));
        foreach (string unsupported in Unsupported)
        {
            if (root[unsupported] is { } node)
            {
                findings.Add(RulesetReader.RuleFinding(
                    "ruleset-not-supported", node.Span, "/" + unsupported, $"`{unsupported}` is not supported yet, so what it brings is not checked.",
                    "Write the rules out in this file."));
            }
        }

        return true;
    }
}
