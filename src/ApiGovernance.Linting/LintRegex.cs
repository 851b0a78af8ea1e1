using ApiGovernance.JsonSchema;

namespace ApiGovernance.Linting;

/// <summary>Regular expressions of rulesets: JavaScript's, and never longer than a bound.</summary>
internal static class LintRegex
{
    /// <param name="pattern">Without slashes.</param>
    /// <param name="flags">JavaScript's flags.</param>
    /// <exception cref="ArgumentException">The pattern does not parse, or a flag is none.</exception>
    public static TextPattern Compile(string pattern, string flags) => flags.FirstOrDefault(static flag => !"dgimsuvy".Contains(flag, StringComparison.Ordinal)) is not '\0' and var unknown
        ? throw new ArgumentException($"`{unknown}` is no flag of a regular expression")
        : TextPattern.TryCreate(pattern, flags, out string? error) ?? throw new ArgumentException(error);

    /// <summary>A pattern as a ruleset writes it: bare or as `/pattern/flags`.</summary>
    public static TextPattern CompileWritten(string written)
    {
        int last = written.LastIndexOf('/');
        return written.Length > 2 && written[0] == '/' && last > 1 && written[(last + 1)..].All(char.IsAsciiLetterLower)
            ? Compile(written[1..last], written[(last + 1)..])
            : Compile(written, "");
    }

    /// <exception cref="PatternTimeoutException">The pattern explodes on this text; the linter reports the rule as not run.</exception>
    public static bool IsMatch(TextPattern pattern, string text) => pattern.IsMatch(text) ?? throw new PatternTimeoutException(pattern.Source);
}

/// <summary>A regular expression takes longer than its bound.</summary>
internal sealed class PatternTimeoutException(string pattern) : Exception($"the regular expression `{pattern}` explodes on this document");
