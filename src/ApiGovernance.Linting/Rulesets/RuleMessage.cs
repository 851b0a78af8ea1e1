using System.Text;

namespace ApiGovernance.Linting.Rulesets;

/// <summary>Fills Spectral's placeholders. Without a message the description is used, else the function's text.</summary>
internal static class RuleMessage
{
    /// <param name="text">Looked at once from the left: what a placeholder brings in is not searched for placeholders again.</param>
    /// <param name="value">The value of a placeholder; null leaves it out, as an unknown one.</param>
    public static string Fill(string text, Func<string, string?> value)
    {
        if (!text.Contains("{{", StringComparison.Ordinal))
            return text.Trim();
        StringBuilder filled = new(text.Length + 32);
        int at = 0;
        while (text.IndexOf("{{", at, StringComparison.Ordinal) is >= 0 and var open && text.IndexOf("}}", open, StringComparison.Ordinal) is >= 0 and var close)
        {
            filled.Append(text, at, open - at).Append(value(text[(open + 2)..close].Trim()) ?? "");
            at = close + 2;
        }

        return filled.Append(text, at, text.Length - at).ToString().Trim();
    }
}
