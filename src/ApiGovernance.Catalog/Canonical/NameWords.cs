namespace ApiGovernance.Catalog.Canonical;

/// <summary>Takes names apart and puts them into one spelling, so that <c>OrderTotal</c>, <c>order_totals</c> and <c>order-total</c> are the same.</summary>
internal static class NameWords
{
    // Words that only say that a moment is meant.
    private static readonly HashSet<string> Moments = ["at", "on", "date", "time", "datetime", "timestamp"];

    /// <summary>The words of a name in lower case: camel humps, digits after letters stay with them, other characters separate.</summary>
    public static IReadOnlyList<string> Split(string name)
    {
        List<string> words = [];
        int start = -1;
        for (int i = 0; i <= name.Length; i++)
        {
            bool inWord = i < name.Length && char.IsLetterOrDigit(name[i]);
            bool hump = inWord && start >= 0 && char.IsUpper(name[i])
                && (!char.IsUpper(name[i - 1]) || (i + 1 < name.Length && char.IsLower(name[i + 1])));
            if (start >= 0 && (!inWord || hump))
            {
                words.Add(name[start..i].ToLowerInvariant());
                start = -1;
            }

            if (inWord && start < 0)
                start = i;
        }

        return words;
    }

    /// <summary>One spelling for all: words in lower case, the last one singular, joined.</summary>
    public static string Key(string name) => Key(Split(name));

    public static string Key(IReadOnlyList<string> words) =>
        words.Count == 0 ? "" : string.Concat(words.Take(words.Count - 1)) + Singular(words[^1]);

    /// <summary>The key of a name of a moment without the word that says so: <c>shippedAt</c> and <c>shippedDate</c> are one.</summary>
    public static string MomentKey(IReadOnlyList<string> words) =>
        words.Count > 1 && Moments.Contains(words[^1]) ? string.Concat(words.Take(words.Count - 1)) : Key(words);

    public static string Singular(string word) => word switch
    {
        _ when word.EndsWith("ies", StringComparison.Ordinal) && word.Length > 4 => word[..^3] + "y",
        _ when EndsWithAny(word, "sses", "xes", "ches", "shes") => word[..^2],
        _ when word.EndsWith('s') && word.Length > 3 && !EndsWithAny(word, "ss", "us", "is") => word[..^1],
        _ => word,
    };

    private static bool EndsWithAny(string word, params ReadOnlySpan<string> endings)
    {
        foreach (string ending in endings)
        {
            if (word.EndsWith(ending, StringComparison.Ordinal))
                return true;
        }

        return false;
    }
}
