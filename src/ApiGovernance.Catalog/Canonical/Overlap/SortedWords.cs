namespace ApiGovernance.Catalog.Canonical.Overlap;

/// <summary>Comparison of sorted sets of word numbers.</summary>
internal static class SortedWords
{
    /// <summary>Weighted cosine, from 0 to 1.</summary>
    public static double Cosine(int[] a, int[] b, double[] weights)
    {
        double shared = 0;
        int i = 0, j = 0;
        while (i < a.Length && j < b.Length)
        {
            if (a[i] == b[j])
            {
                shared += Square(weights[a[i]]);
                i++;
                j++;
            }
            else if (a[i] < b[j])
            {
                i++;
            }
            else
            {
                j++;
            }
        }

        return shared == 0 ? 0 : shared / Math.Sqrt(Norm(a, weights) * Norm(b, weights));
    }

    public static int[] Shared(int[] a, int[] b) => [.. a.Intersect(b)];

    public static bool Overlaps(int[] a, int[] b)
    {
        int i = 0, j = 0;
        while (i < a.Length && j < b.Length)
        {
            if (a[i] == b[j])
                return true;
            if (a[i] < b[j])
                i++;
            else
                j++;
        }

        return false;
    }

    private static double Norm(int[] words, double[] weights)
    {
        double sum = 0;
        foreach (int word in words)
            sum += Square(weights[word]);
        return sum;
    }

    private static double Square(double value) => value * value;
}
