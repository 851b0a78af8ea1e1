using System.Text;
using System.Text.RegularExpressions;
using ApiGovernance.JsonSchema.Patterns;

namespace ApiGovernance.JsonSchema;

/// <summary>
/// A regular expression of ECMA-262, searched anywhere in a text: in linear time where an automaton will do, bounded in time otherwise.
/// Safe for concurrent use.
/// </summary>
public sealed class TextPattern
{
    private static readonly TimeSpan s_timeout = TimeSpan.FromMilliseconds(500);

    private readonly PatternMatcher? _matcher;
    private readonly Regex? _regex;

    private TextPattern(string source, PatternMatcher? matcher, Regex? regex) => (Source, _matcher, _regex) = (source, matcher, regex);

    public string Source { get; }

    /// <param name="source">Without slashes.</param>
    /// <param name="flags"><c>i</c>, <c>m</c> and <c>s</c> count; <c>g</c>, <c>u</c>, <c>v</c>, <c>d</c> and <c>y</c> change nothing for a search.</param>
    /// <param name="error">What is wrong with the pattern, when the result is null.</param>
    public static TextPattern? TryCreate(string source, string flags, out string? error)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(flags);
        error = null;
        bool ignoreCase = flags.Contains('i', StringComparison.Ordinal);
        if (!flags.Contains('m', StringComparison.Ordinal) && !flags.Contains('s', StringComparison.Ordinal)
            && EcmaPattern.TryCreateMatcher(source, ignoreCase, out error) is { } matcher)
        {
            return new TextPattern(source, matcher, null);
        }

        if (Foreign(source) is { } foreign)
        {
            error = $"`{foreign}` is not of JavaScript";
            return null;
        }

        // What only .NET takes: flags that change what a line is, and spellings that browsers allow beyond the standard.
        RegexOptions options = RegexOptions.CultureInvariant | (ignoreCase ? RegexOptions.IgnoreCase : RegexOptions.None)
            | (flags.Contains('m', StringComparison.Ordinal) ? RegexOptions.Multiline : RegexOptions.None)
            | (flags.Contains('s', StringComparison.Ordinal) ? RegexOptions.Singleline : RegexOptions.None);
        try
        {
            string translated = Letters(source);
            var regex = new Regex(options.HasFlag(RegexOptions.Multiline) ? translated : EndAnchor(translated), options, s_timeout);
            error = null;
            return new TextPattern(source, null, regex);
        }
        catch (ArgumentException problem)
        {
            error ??= problem.Message;
            return null;
        }
    }

    /// <summary>Whether the text has a match; null when the answer takes too long.</summary>
    public bool? IsMatch(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (_regex is not null)
        {
            try
            {
                return _regex.IsMatch(text);
            }
            catch (RegexMatchTimeoutException)
            {
                return null;
            }
        }

        byte[]? large = text.Length > 256 ? new byte[Encoding.UTF8.GetMaxByteCount(text.Length)] : null;
        Span<byte> utf8 = large ?? stackalloc byte[768];
        return _matcher!.Match(utf8[..Encoding.UTF8.GetBytes(text, utf8)]) switch
        {
            PatternMatch.Yes => true,
            PatternMatch.No => false,
            _ => null,
        };
    }

    /// <summary>A group that .NET knows and JavaScript does not.</summary>
    private static string? Foreign(string source)
    {
        for (int i = 0; i + 2 < source.Length; i++)
        {
            if (source[i] == '\\')
                i++;
            else if (source[i] == '(' && source[i + 1] == '?' && source[i + 2] is not (':' or '=' or '!' or '<'))
                return source.Substring(i, 3);
        }

        return null;
    }

    /// <summary>An escaped letter without a meaning is the letter: `\A` and `\z` are no anchors.</summary>
    private static string Letters(string source)
    {
        var output = new StringBuilder(source.Length);
        for (int i = 0; i < source.Length; i++)
        {
            bool escape = source[i] == '\\' && i + 1 < source.Length;
            if (!escape || !char.IsAsciiLetter(source[i + 1]) || "bBcdDfknprPsStuvwWx".Contains(source[i + 1], StringComparison.Ordinal))
                output.Append(source[i]);
            if (escape)
                output.Append(source[++i]);
        }

        return output.ToString();
    }

    // ECMA-262's `$` does not match before a final line break, .NET's does.
    private static string EndAnchor(string pattern)
    {
        int backslashes = 0;
        for (int i = pattern.Length - 2; i >= 0 && pattern[i] == '\\'; i--)
            backslashes++;
        return pattern.EndsWith('$') && backslashes % 2 == 0 ? pattern[..^1] + "\\z" : pattern;
    }
}
