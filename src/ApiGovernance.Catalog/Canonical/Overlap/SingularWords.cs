using System.Text;

namespace ApiGovernance.Catalog.Canonical.Overlap;

/// <summary>The words of a name, however it is spelled: camel, kebab, snake, plural. Lower case, singular, without numbers.</summary>
internal static class SingularWords
{
    // Plurals that look singular to the rules below, and singulars that look plural.
    private static readonly Dictionary<string, string> Irregular = new(StringComparer.Ordinal)
    {
        ["addresses"] = "address",
        ["statuses"] = "status",
        ["status"] = "status",
        ["series"] = "series",
        ["goods"] = "goods",
        ["indices"] = "index",
        ["people"] = "person",
        ["children"] = "child",
        ["taxes"] = "tax",
        ["boxes"] = "box",
        ["axes"] = "axis",
        ["analyses"] = "analysis",
        ["bases"] = "base",
        ["addendums"] = "addendum",
        ["sales"] = "sales",
        ["always"] = "always",
        ["has"] = "has",
        ["as"] = "as",
        ["aws"] = "aws",
        ["https"] = "https",
        ["news"] = "news",
        ["skus"] = "sku",
        ["menus"] = "menu",
        ["licenses"] = "license",
        ["licences"] = "licence",
        ["warehouses"] = "warehouse",
        ["purchases"] = "purchase",
        ["purposes"] = "purpose",
        ["fulfilment"] = "fulfillment",
        ["catalogue"] = "catalog",
        ["catalogues"] = "catalog",
        ["despatch"] = "dispatch",
        ["cheque"] = "check",
    };

    /// <summary>Words in the order in which they are written; digits and what is no letter only separate.</summary>
    public static IReadOnlyList<string> Of(string name)
    {
        List<string> words = [];
        Split(name, word => words.Add(Singular(word)));
        return words;
    }

    public static string Singular(string word)
    {
        if (Irregular.TryGetValue(word, out string? known))
            return known;
        if (word.Length < 4)
            return word is "ids" ? "id" : word;
        if (word.EndsWith("ies", StringComparison.Ordinal) && word.Length > 4)
            return word[..^3] + "y";
        if (EndsWithAny(word, "sses", "xes", "ches", "shes", "zzes"))
            return word[..^2];
        return word[^1] == 's' && !EndsWithAny(word, "ss", "us", "is") ? word[..^1] : word;
    }

    /// <summary>A name of several things, e.g. <c>orders</c>, <c>orderLines</c>.</summary>
    public static bool IsPlural(string name)
    {
        string last = "";
        Split(name, word => last = word);
        return Singular(last) != last;
    }

    private static void Split(string name, Action<string> found)
    {
        var word = new StringBuilder();
        for (int i = 0; i < name.Length; i++)
        {
            char c = name[i];
            // orderId, SKUList: a capital starts a word when a small letter is before it, or when it ends a run of capitals.
            // The s of SKUs and IDs belongs to the run.
            bool starts = char.IsUpper(c) && word.Length > 0
                && (char.IsLower(name[i - 1]) || (i + 1 < name.Length && char.IsLower(name[i + 1]) && !IsPluralOfRun(name, i + 1)));
            if ((starts || !char.IsLetter(c)) && word.Length > 0)
            {
                found(word.ToString());
                word.Clear();
            }

            if (char.IsLetter(c))
                word.Append(char.ToLowerInvariant(c));
        }

        if (word.Length > 0)
            found(word.ToString());
    }

    private static bool IsPluralOfRun(string name, int i) =>
        name[i] == 's' && (i + 1 == name.Length || !char.IsLower(name[i + 1]));

    private static bool EndsWithAny(string word, params ReadOnlySpan<string> ends)
    {
        foreach (string end in ends)
        {
            if (word.EndsWith(end, StringComparison.Ordinal))
                return true;
        }

        return false;
    }
}
