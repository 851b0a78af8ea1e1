namespace ApiGovernance.Linting.Functions;

/// <summary>
/// JavaScript's <c>localeCompare</c>, in a way that needs no tables of the machine: letters by their base letter first, accents and case
/// (small before capital) only where that is equal; punctuation before digits before letters.
/// </summary>
internal static class LocaleOrder
{
    public static int Compare(string left, string right)
    {
        int order = Compare(left, right, static c => Primary(c));
        return order != 0 ? order : Compare(left, right, static c => Tertiary(c));
    }

    private static int Compare(string left, string right, Func<char, int> weight)
    {
        for (int i = 0; i < Math.Min(left.Length, right.Length); i++)
        {
            int order = weight(left[i]).CompareTo(weight(right[i]));
            if (order != 0)
                return order;
        }

        return left.Length.CompareTo(right.Length);
    }

    // The order of ASCII punctuation in the default collation table (CLDR root).
    private const string Punctuation = "_-,;:!?.'\"()[]{}@*/\\&#%`^+<=>|~$";

    private static int Primary(char c)
    {
        if (char.IsAsciiDigit(c))
            return 1000 + c;
        if (char.IsAsciiLetter(c))
            return 2000 + char.ToLowerInvariant(c);
        if (char.IsWhiteSpace(c))
            return 1;
        int at = Punctuation.IndexOf(c, StringComparison.Ordinal);
        if (at >= 0)
            return 10 + at;
        string plain = c.ToString().Normalize(System.Text.NormalizationForm.FormD);
        return char.IsAsciiLetter(plain[0]) ? 2000 + char.ToLowerInvariant(plain[0]) : 4000 + c;
    }

    private static int Tertiary(char c) => char.IsAsciiLetterUpper(c) ? 2 : char.IsAscii(c) ? 1 : 3;
}
