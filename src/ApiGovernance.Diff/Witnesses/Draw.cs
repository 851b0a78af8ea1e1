namespace ApiGovernance.Diff.Witnesses;

/// <summary>Numbers that look random and are the same on every run.</summary>
internal sealed class Draw(ulong seed)
{
    private ulong _state = (seed * 6364136223846793005UL) + 1442695040888963407UL;

    /// <summary>From 0 to one less than <paramref name="count"/>.</summary>
    public int Below(int count)
    {
        _state ^= _state << 13;
        _state ^= _state >> 7;
        _state ^= _state << 17;
        return (int)((_state >> 11) % (ulong)count);
    }

    public bool Chance(int percent) => Below(100) < percent;

    public T From<T>(IReadOnlyList<T> choices) => choices[Below(choices.Count)];
}
