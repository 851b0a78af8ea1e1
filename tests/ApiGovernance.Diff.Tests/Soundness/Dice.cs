using CsCheck;

namespace ApiGovernance.Diff.Tests.Soundness;

/// <summary>Choices drawn from CsCheck's generator: the same seed and number make the same choices everywhere.</summary>
internal sealed class Dice(ulong seed, uint number)
{
    private readonly PCG _pcg = new(number, seed);

    public bool Chance(int percent) => _pcg.Next(100) < percent;

    /// <summary>From 0 to one less than <paramref name="count"/>.</summary>
    public int Below(int count) => (int)_pcg.Next((uint)count);

    /// <summary>Both ends may come.</summary>
    public int Between(int least, int most) => least + Below(most - least + 1);

    public T Pick<T>(params ReadOnlySpan<T> choices) => choices[Below(choices.Length)];

    public T PickFrom<T>(IReadOnlyList<T> choices) => choices[Below(choices.Count)];
}
