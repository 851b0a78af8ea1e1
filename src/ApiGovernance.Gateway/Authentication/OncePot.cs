namespace ApiGovernance.Gateway.Authentication;

/// <summary>
/// What was used once, for as long as it could be used again, within bounds: of all together, and of each owner so that none takes the others'
/// share. In two generations, each kept for a whole window after the last entry went into it.
/// </summary>
internal sealed class OncePot(TimeSpan window, TimeProvider clock)
{
    public const int MaxEntries = 500_000;

    /// <summary>So that it takes five who want it to shut out the others.</summary>
    public const int MaxOfOne = MaxEntries / 5;

    private readonly Lock gate = new();
    private readonly Dictionary<string, int> owned = new(StringComparer.Ordinal);
    private HashSet<TokenHash> young = [];
    private HashSet<TokenHash> old = [];
    private long turnedAt = clock.GetTimestamp();

    public OnceAnswer Use(TokenHash key, string owner)
    {
        lock (gate)
        {
            TimeSpan age = clock.GetElapsedTime(turnedAt);
            if (age >= window)
            {
                // After two windows nothing of either is of use any more.
                (old, young, turnedAt) = (age < 2 * window ? young : [], [], clock.GetTimestamp());
                owned.Clear();
            }

            if (old.Contains(key) || young.Contains(key))
                return OnceAnswer.Again;
            int others = owned.GetValueOrDefault(owner);
            if (young.Count >= MaxEntries || others >= MaxOfOne)
                return OnceAnswer.Full;
            owned[owner] = others + 1;
            young.Add(key);
            return OnceAnswer.First;
        }
    }
}
