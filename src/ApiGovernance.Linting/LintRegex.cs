using System.Text.RegularExpressions;

namespace ApiGovernance.Linting;

/// <summary>Regular expressions of rulesets: JavaScript's, run by .NET, and never longer than a bound.</summary>
internal static class LintRegex
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(1);

    /// <param name="pattern">Without slashes.</param>
    /// <param name="flags">JavaScript's flags: <c>i</c>, <c>m</c> and <c>s</c> count; <c>g</c>, <c>u</c> and <c>y</c> change nothing for a test.</param>
    /// <exception cref="ArgumentException">The pattern does not parse.</exception>
    public static Regex Compile(string pattern, string flags)
    {
        RegexOptions options = RegexOptions.CultureInvariant;
        if (flags.Contains('i', StringComparison.Ordinal))
            options |= RegexOptions.IgnoreCase;
        if (flags.Contains('m', StringComparison.Ordinal))
            options |= RegexOptions.Multiline;
        if (flags.Contains('s', StringComparison.Ordinal))
            options |= RegexOptions.Singleline;
        // JavaScript's `$` does not match before a final line break, .NET's does.
        return new Regex(options.HasFlag(RegexOptions.Multiline) ? pattern : EndAnchor(pattern), options, Bound);
    }

    /// <summary>A pattern as a ruleset writes it: bare or as `/pattern/flags`.</summary>
    public static Regex CompileWritten(string written)
    {
        int last = written.LastIndexOf('/');
        return written.Length > 1 && written[0] == '/' && last > 0 && written[(last + 1)..].All(char.IsAsciiLetter)
            ? Compile(written[1..last], written[(last + 1)..])
            : Compile(written, "");
    }

    /// <exception cref="RegexMatchTimeoutException">The pattern explodes on this text; the linter reports the rule as not run.</exception>
    public static bool IsMatch(Regex regex, string text) => regex.IsMatch(text);

    private static string EndAnchor(string pattern)
    {
        int backslashes = 0;
        for (int i = pattern.Length - 2; i >= 0 && pattern[i] == '\\'; i--)
            backslashes++;
        return pattern.EndsWith('$') && backslashes % 2 == 0 ? pattern[..^1] + "\\z" : pattern;
    }
}
