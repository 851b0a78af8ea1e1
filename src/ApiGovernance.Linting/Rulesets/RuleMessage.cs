namespace ApiGovernance.Linting.Rulesets;

/// <summary>Fills Spectral's placeholders. Without a message the description is used, else the function's text.</summary>
internal static class RuleMessage
{
    public static string Fill(LintRule rule, string error, string pointer, string property, string? value) =>
        (rule.Message ?? rule.Description ?? "{{error}}")
            .Replace("{{error}}", error, StringComparison.Ordinal)
            .Replace("{{description}}", rule.Description ?? "", StringComparison.Ordinal)
            .Replace("{{path}}", "#" + pointer, StringComparison.Ordinal)
            .Replace("{{property}}", property, StringComparison.Ordinal)
            .Replace("{{value}}", value ?? "", StringComparison.Ordinal);
}
