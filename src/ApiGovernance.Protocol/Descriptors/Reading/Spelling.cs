namespace ApiGovernance.Protocol.Descriptors.Reading;

/// <summary>What somebody may have meant.</summary>
internal static class Spelling
{
    private const int MaxListed = 12;

    private const int MaxQuoted = 80;

    /// <summary>The words that exist, the nearest one first if there is one that a slip of the hand explains.</summary>
    /// <param name="listTitle">Stands before the list, e.g. <c>Known teams</c>.</param>
    public static string Advise(string written, IEnumerable<string> words, string listTitle)
    {
        string[] all = [.. words.Distinct(StringComparer.Ordinal)];
        string guess = Nearest(written, all) is { } nearest ? $"Did you mean `{nearest}`? " : "";
        string list = string.Join(", ", all.Take(MaxListed));
        return all.Length > MaxListed ? $"{guess}{listTitle}: {list} and {all.Length - MaxListed} more." : $"{guess}{listTitle}: {list}.";
    }

    /// <summary>The nearest word, or null where none is near. Case does not matter; on a tie the first wins.</summary>
    public static string? Nearest(string written, IEnumerable<string> words)
    {
        // One slip in three letters still is a slip; more is another word.
        int limit = Math.Max(1, written.Length / 3);
        return words
            .Select(word => (word, distance: Distance(written.ToLowerInvariant(), word.ToLowerInvariant())))
            .Where(candidate => candidate.distance <= limit)
            .OrderBy(candidate => candidate.distance)
            .Select(candidate => candidate.word)
            .FirstOrDefault();
    }

    public static string Quote(string value) => value.Length > MaxQuoted ? $"`{value[..MaxQuoted]}...`" : $"`{value}`";

    /// <summary>Insertions, deletions, replacements and swaps of neighbours (optimal string alignment).</summary>
    private static int Distance(string a, string b)
    {
        int[] beforeLast = new int[b.Length + 1];
        int[] last = [.. Enumerable.Range(0, b.Length + 1)];
        for (int i = 1; i <= a.Length; i++)
        {
            int[] row = new int[b.Length + 1];
            row[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int replace = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                row[j] = Math.Min(replace, Math.Min(last[j], row[j - 1]) + 1);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    row[j] = Math.Min(row[j], beforeLast[j - 2] + 1);
            }

            (beforeLast, last) = (last, row);
        }

        return last[b.Length];
    }
}
