using System.Buffers;
using System.Text;
using System.Text.RegularExpressions;

namespace ApiGovernance.JsonSchema.Patterns;

internal enum PatternMatch
{
    No,
    Yes,

    /// <summary>The time allowed was not enough.</summary>
    Undecided,
}

/// <summary>A compiled pattern. Linear in the length of the text, or, where lookaround or backreferences forbid that, bounded in time.</summary>
internal sealed class EcmaPattern
{
    // For backtracking only. Long enough that a busy machine (or the first use, still being compiled) does not refuse a good value.
    private static readonly TimeSpan s_timeout = TimeSpan.FromMilliseconds(250);

    private readonly Regex _regex;

    private EcmaPattern(string source, Regex regex)
    {
        Source = source;
        _regex = regex;
    }

    public string Source { get; }

    public static EcmaPattern? TryCreate(string source, out string? error)
    {
        string? translated = EcmaTranslator.Translate(source, out error);
        if (translated is null)
            return null;
        try
        {
            return new EcmaPattern(source, Compile(translated));
        }
        catch (ArgumentException)
        {
            error = "it is not a valid regular expression";
            return null;
        }
    }

    public PatternMatch Match(ReadOnlySpan<byte> utf8)
    {
        char[]? rented = null;
        Span<char> text = utf8.Length <= 256 ? stackalloc char[256] : rented = ArrayPool<char>.Shared.Rent(utf8.Length);
        int length = Encoding.UTF8.GetChars(utf8, text);
        try
        {
            return _regex.IsMatch(text[..length]) ? PatternMatch.Yes : PatternMatch.No;
        }
        catch (RegexMatchTimeoutException)
        {
            return PatternMatch.Undecided;
        }
        finally
        {
            if (rented is not null)
                ArrayPool<char>.Shared.Return(rented);
        }
    }

    private static Regex Compile(string translated)
    {
        try
        {
            return new Regex(translated, RegexOptions.CultureInvariant | RegexOptions.NonBacktracking, Regex.InfiniteMatchTimeout);
        }
        catch (NotSupportedException)
        {
            return new Regex(translated, RegexOptions.CultureInvariant, s_timeout);
        }
    }
}
