using System.Text;
using ApiGovernance.Catalog.Canonical.Overlap;

namespace ApiGovernance.Catalog.Search;

/// <summary>A word of a text in the spelling that is compared, and where in the text it stands.</summary>
internal readonly record struct SearchWord(string Text, int Start, int Length)
{
    // Written apart, with a hyphen or with a hump, and one word all the same.
    private static readonly HashSet<(string, string)> Joined = [("e", "mail"), ("web", "hook"), ("zip", "code"), ("post", "code"), ("i", "ban"), ("ware", "house")];

    // Written together, and two words all the same.
    private static readonly Dictionary<string, string[]> Split = new(StringComparer.Ordinal)
    {
        ["emailaddress"] = ["email", "address"],
        ["mailaddress"] = ["mail", "address"],
        ["phonenumber"] = ["phone", "number"],
        ["firstname"] = ["first", "name"],
        ["lastname"] = ["last", "name"],
        ["username"] = ["user", "name"],
        ["birthdate"] = ["birth", "date"],
        ["ordernumber"] = ["order", "number"],
        ["orderid"] = ["order", "id"],
        ["customerid"] = ["customer", "id"],
    };

    /// <summary>The words in the order in which they are written: lower case, singular, humps and everything that is no letter or digit separate.</summary>
    public static IReadOnlyList<SearchWord> In(string? text)
    {
        List<SearchWord> words = [];
        int start = -1;
        for (int i = 0; i <= (text?.Length ?? 0); i++)
        {
            char kind = i < (text?.Length ?? 0) ? KindOf(text![i]) : ' ';
            if (start >= 0 && Ends(text!, start, i, kind))
            {
                Add(words, text!, start, i);
                start = -1;
            }

            if (start < 0 && kind != ' ')
                start = i;
        }

        return words;
    }

    public static IReadOnlyList<string> Of(string? text) => [.. In(text).Select(word => word.Text)];

    private static char KindOf(char character) => char.IsLetter(character) ? 'a' : char.IsDigit(character) ? '1' : ' ';

    private static bool Ends(string text, int start, int at, char kind)
    {
        if (kind != KindOf(text[start]))
            return true;
        if (kind != 'a' || !char.IsUpper(text[at]))
            return false;
        // orderId, SKUList; the s of SKUs and IDs belongs to the run.
        bool endsRun = at + 1 < text.Length && char.IsLower(text[at + 1]) && !(text[at + 1] == 's' && (at + 2 == text.Length || !char.IsLower(text[at + 2])));
        return char.IsLower(text[at - 1]) || endsRun;
    }

    private static void Add(List<SearchWord> words, string text, int start, int end)
    {
        string word = SingularWords.Singular(text[start..end].Normalize(NormalizationForm.FormKC).ToLowerInvariant());
        if (words.Count > 0 && Joined.Contains((words[^1].Text, word)) && start - words[^1].Start - words[^1].Length <= 1)
        {
            SearchWord before = words[^1];
            words[^1] = new SearchWord(before.Text + word, before.Start, end - before.Start);
            return;
        }

        foreach (string part in Split.TryGetValue(word, out string[]? parts) ? parts : [word])
            words.Add(new SearchWord(part, start, end - start));
    }
}
