using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.Linting.Rulesets;

/// <summary>The members that a ruleset may have, and what they may hold.</summary>
internal static class RulesetShape
{
    private static readonly string[] Members =
    [
        "rules", "extends", "overrides", "aliases", "formats", "functions", "functionsDir", "parserOptions", "documentationUrl", "description", "except",
    ];

    private static readonly string[] ParserOptions = ["duplicateKeys", "incompatibleValues"];

    /// <returns>False when it is no ruleset at all.</returns>
    public static bool Check(DocumentNode root, RulesetProblems problems)
    {
        if (!root.IsObject || (root["rules"] is null && root["extends"] is null && root["overrides"] is null))
        {
            problems.Report("ruleset-shape", root, root, "This is no ruleset: `rules` is missing, and so are `extends` and `overrides`.", "Give a ruleset in Spectral's format with `rules:`.");
            return false;
        }

        foreach (DocumentMember member in root.Members)
        {
            if (!Members.Contains(member.Name) && !member.Name.StartsWith("x-", StringComparison.Ordinal))
            {
                problems.Add(new Finding
                {
                    Kind = FindingKind.Policy,
                    RuleId = "ruleset-unknown-member",
                    Severity = Severity.Error,
                    Message = $"A ruleset has no `{member.Name}`.",
                    Fix = $"Remove it, or use {string.Join(", ", Members[..^1])}.",
                    Source = member.NameSpan,
                    Pointer = JsonPointer.Append("", member.Name),
                });
            }
            else if (Mistake(member) is { } mistake)
            {
                problems.Report("ruleset-shape", root, member.Value, mistake, "See docs/reference/rulesets.md.");
            }
        }

        foreach (DocumentMember option in root["parserOptions"]?.Members ?? [])
            Check(option, root, problems);
        return true;
    }

    private static string? Mistake(DocumentMember member) => member.Name switch
    {
        "rules" when !member.Value.IsObject => "`rules` is no object.",
        "aliases" when !member.Value.IsObject => "`aliases` is no object.",
        "parserOptions" when !member.Value.IsObject => "`parserOptions` is no object.",
        "functionsDir" or "description" when member.Value.AsString is null => $"`{member.Name}` is no text.",
        "documentationUrl" when !IsUrl(member.Value) => "`documentationUrl` is no URL.",
        _ => null,
    };

    public static bool IsUrl(DocumentNode node) =>
        Uri.TryCreate(node.AsString, UriKind.Absolute, out Uri? uri) && uri.Scheme.Length > 1 && node.Text!.Contains("://", StringComparison.Ordinal);

    private static void Check(DocumentMember option, DocumentNode root, RulesetProblems problems)
    {
        if (!ParserOptions.Contains(option.Name))
            problems.Report("ruleset-shape", root, option.Value, $"`parserOptions` has no `{option.Name}`.", $"Use {string.Join(" or ", ParserOptions)}.");
        else if (RuleSeverity.Read(option.Value) is null)
            problems.Report("ruleset-shape", root, option.Value, $"`{option.Name}` of `parserOptions` is no severity.", RuleSeverity.Fix);
    }
}
