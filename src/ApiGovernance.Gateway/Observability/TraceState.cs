using System.Buffers;

namespace ApiGovernance.Gateway.Observability;

/// <summary>The value of <c>tracestate</c> (W3C Trace Context, 3.3): up to 32 members, of which at least 512 characters are passed on.</summary>
internal static class TraceState
{
    private const int MaxMembers = 32;
    private const int MaxLength = 512;
    private const int MaxKey = 256;
    private const int MaxValue = 256;

    private static readonly SearchValues<char> KeyCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789_-*/@");

    /// <returns>The members that go on; null when there are none or it is not what it should be.</returns>
    public static string? Read(string field)
    {
        ReadOnlySpan<char> text = field;
        int members = 0;
        int end = 0;
        foreach (Range range in text.Split(','))
        {
            ReadOnlySpan<char> member = text[range].Trim(" \t");
            if (member.IsEmpty)
                continue;
            if (++members > MaxMembers || !IsMember(member))
                return null;
            // The newest stand in front; what is too much is left out at the end, whole.
            if (range.End.Value <= MaxLength)
                end = range.End.Value;
        }

        return end == 0 ? null : end == field.Length ? field : field[..end];
    }

    private static bool IsMember(ReadOnlySpan<char> member)
    {
        int equals = member.IndexOf('=');
        if (equals is < 1 or > MaxKey || member[..equals].ContainsAnyExcept(KeyCharacters) || !(char.IsAsciiLetterLower(member[0]) || char.IsAsciiDigit(member[0])))
            return false;
        ReadOnlySpan<char> value = member[(equals + 1)..];
        return value.Length is > 0 and <= MaxValue && !value.Contains('=') && !value.ContainsAnyExceptInRange(' ', '~');
    }
}
