namespace ApiGovernance.Catalog.Canonical.Conformance;

/// <summary>Whether two words differ by a few slips: letters more, less, replaced, or swapped with their neighbour.</summary>
internal static class EditDistance
{
    public static bool IsWithin(string a, string b, int limit)
    {
        if (Math.Abs(a.Length - b.Length) > limit)
            return false;

        int[] beforeLast = new int[b.Length + 1];
        int[] last = [.. Enumerable.Range(0, b.Length + 1)];
        for (int i = 1; i <= a.Length; i++)
        {
            int[] row = new int[b.Length + 1];
            row[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                row[j] = Math.Min(last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1), Math.Min(last[j], row[j - 1]) + 1);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    row[j] = Math.Min(row[j], beforeLast[j - 2] + 1);
            }

            (beforeLast, last) = (last, row);
        }

        return last[b.Length] <= limit;
    }
}
