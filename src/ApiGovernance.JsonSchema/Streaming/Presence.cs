namespace ApiGovernance.JsonSchema.Streaming;

/// <summary>A statement about which properties an object has: true or false once its end is reached.</summary>
internal abstract record Presence
{
    /// <param name="seen">One bit for each name of the key table.</param>
    /// <param name="count">How many properties there are.</param>
    public abstract bool Holds(ReadOnlySpan<ulong> seen, int count);

    /// <summary>All these names occur.</summary>
    public sealed record Has(int[] Names) : Presence
    {
        public override bool Holds(ReadOnlySpan<ulong> seen, int count)
        {
            foreach (int name in Names)
            {
                if ((seen[name >> 6] & (1UL << (name & 63))) == 0)
                    return false;
            }

            return true;
        }
    }

    /// <summary>The number of properties lies between two bounds.</summary>
    public sealed record Counts(long Min, long Max) : Presence
    {
        public override bool Holds(ReadOnlySpan<ulong> seen, int count) => count >= Min && count <= Max;
    }

    /// <summary>Between <paramref name="Min"/> and <paramref name="Max"/> of the statements are true.</summary>
    public sealed record Of(Presence[] Parts, int Min, int Max) : Presence
    {
        public override bool Holds(ReadOnlySpan<ulong> seen, int count)
        {
            int matches = 0;
            foreach (Presence part in Parts)
            {
                if (part.Holds(seen, count) && ++matches > Max)
                    return false;
            }

            return matches >= Min;
        }
    }

    public static Presence All(IEnumerable<Presence> parts)
    {
        Presence[] all = [.. parts];
        return all.Length == 1 ? all[0] : new Of(all, all.Length, all.Length);
    }

    public static Presence Not(Presence part) => new Of([part], 0, 0);
}
