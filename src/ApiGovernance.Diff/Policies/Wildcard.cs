namespace ApiGovernance.Diff.Policies;

/// <summary>Texts with <c>*</c> for any run of characters.</summary>
internal static class Wildcard
{
    public static bool IsWild(string pattern) => pattern.Contains('*', StringComparison.Ordinal);

    /// <summary>How much of a text it fixes: of two patterns that match, the one with more is the more specific.</summary>
    public static int Weight(string pattern) => IsWild(pattern) ? pattern.Count(c => c != '*') : int.MaxValue;

    public static bool Matches(string pattern, string text) => Matches<char>(pattern, text, '*', static (one, other) => one == other);

    /// <summary>The usual greedy walk: on a difference the latest wildcard takes one element more.</summary>
    public static bool Matches<T>(ReadOnlySpan<T> pattern, ReadOnlySpan<T> text, T any, Func<T, T, bool> same)
        where T : IEquatable<T>
    {
        int at = 0, star = -1, resume = 0;
        for (int i = 0; i < text.Length;)
        {
            if (at < pattern.Length && pattern[at].Equals(any))
            {
                star = at++;
                resume = i;
            }
            else if (at < pattern.Length && same(pattern[at], text[i]))
            {
                at++;
                i++;
            }
            else if (star >= 0)
            {
                at = star + 1;
                i = ++resume;
            }
            else
            {
                return false;
            }
        }

        while (at < pattern.Length && pattern[at].Equals(any))
            at++;
        return at == pattern.Length;
    }
}
