using System.Buffers;
using System.Text;
using System.Text.RegularExpressions;

namespace ApiGovernance.JsonSchema.Patterns;

/// <summary>
/// A pattern translated for .NET, backtracking within a time limit: what is left when no automaton will do. NonBacktracking of
/// .NET is no help here: it refuses lookaround and backreferences too, and anything of more than some thousand places.
/// </summary>
internal sealed class DotNetMatcher(Regex regex) : PatternMatcher
{
    // Long enough that a busy machine (or the first use, still being compiled) does not refuse a good value.
    private static readonly TimeSpan s_timeout = TimeSpan.FromMilliseconds(250);

    public override PatternEngine Engine => PatternEngine.Backtracking;

    public override bool CanBeUndecided => true;

    public static DotNetMatcher? TryCreate(ParsedPattern pattern)
    {
        try
        {
            return new DotNetMatcher(new Regex(DotNetTranslator.Translate(pattern), RegexOptions.CultureInvariant, s_timeout));
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    public override PatternMatch Match(ReadOnlySpan<byte> utf8)
    {
        char[]? rented = null;
        Span<char> text = utf8.Length <= 256 ? stackalloc char[256] : rented = ArrayPool<char>.Shared.Rent(utf8.Length);
        int length = Encoding.UTF8.GetChars(utf8, text);
        try
        {
            return Of(regex.IsMatch(text[..length]));
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
}
