namespace ApiGovernance.Diff.Comparison.Schemas;

/// <summary>What `multipleOf` says several times, said once.</summary>
internal static class Steps
{
    private const decimal Largest = 1_000_000_000_000m;

    /// <summary>The least common multiple; null where it is beyond what is worth working out.</summary>
    public static decimal? Common(IReadOnlyList<decimal> steps)
    {
        if (steps.Any(step => step > Largest))
            return null;
        decimal scale = 1;
        while (steps.Any(step => step * scale != decimal.Truncate(step * scale)))
        {
            scale *= 10;
            if (scale > Largest)
                return null;
        }

        if (steps.Any(step => step * scale > Largest))
            return null;
        decimal common = 1;
        foreach (decimal step in steps)
        {
            common *= step * scale / Divisor(common, step * scale);
            if (common > Largest)
                return null;
        }

        return common / scale;
    }

    private static decimal Divisor(decimal one, decimal other)
    {
        while (other != 0)
            (one, other) = (other, one % other);
        return one;
    }
}
