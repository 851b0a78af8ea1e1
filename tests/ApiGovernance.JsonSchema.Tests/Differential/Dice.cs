using CsCheck;

namespace ApiGovernance.JsonSchema.Tests.Differential;

/// <summary>Choices drawn from CsCheck's generator: the same seed makes the same choices everywhere.</summary>
internal sealed class Dice(PCG pcg)
{
    public bool Chance(int percent) => pcg.Next(100) < percent;

    /// <summary>From 0 to one less than <paramref name="count"/>.</summary>
    public int Below(int count) => (int)pcg.Next((uint)count);

    /// <summary>Both ends may come.</summary>
    public int Between(int least, int most) => least + Below(most - least + 1);

    public T Pick<T>(params ReadOnlySpan<T> choices) => choices[Below(choices.Length)];

    public T PickFrom<T>(IReadOnlyList<T> choices) => choices[Below(choices.Count)];
}
