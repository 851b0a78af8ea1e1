namespace ApiGovernance.Diff.Policies;

/// <summary>What the author of an unknown name may have meant.</summary>
internal static class NearId
{
    /// <summary>The known name with the fewest edits, if these are few for its length; the first of several in the order given.</summary>
    public static string? Of(string name, IEnumerable<string> known)
    {
        int most = Math.Max(2, name.Length / 5);
        return known.Select(candidate => (Name: candidate, Edits: Distance(name, candidate, most)))
            .Where(candidate => candidate.Edits <= most)
            .OrderBy(candidate => candidate.Edits)
            .Select(candidate => candidate.Name).FirstOrDefault();
    }

    // Levenshtein; names whose lengths alone differ by more than is of interest are not compared.
    private static int Distance(string one, string other, int most)
    {
        if (Math.Abs(one.Length - other.Length) > most)
            return int.MaxValue;
        int[] row = [.. Enumerable.Range(0, other.Length + 1)];
        for (int i = 1; i <= one.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= other.Length; j++)
            {
                int replaced = diagonal + (char.ToLowerInvariant(one[i - 1]) == char.ToLowerInvariant(other[j - 1]) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1];
    }
}
