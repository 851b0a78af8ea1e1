using System.Globalization;
using CsCheck;

namespace ApiGovernance.JsonSchema.Tests.Differential;

/// <summary>
/// Runs a property over the values of a CsCheck generator, the same ones every time, so that a build does not fail by chance. To look
/// further: APIGOV_PROPERTY_SEED sets another seed, APIGOV_PROPERTY_FACTOR runs so many times as many.
/// </summary>
internal static class Samples
{
    private static readonly ulong s_seed = Number("APIGOV_PROPERTY_SEED", 20261123);
    private static readonly ulong s_factor = Number("APIGOV_PROPERTY_FACTOR", 1);

    /// <param name="generator">Of the values.</param>
    /// <param name="count">How many.</param>
    /// <param name="problem">What is wrong with a value; null when nothing is.</param>
    /// <param name="show">The value in a failure's message; the shortest failing one is shown.</param>
    public static void Check<T>(Gen<T> generator, int count, Func<T, string?> problem, Func<T, string> show)
    {
        string? shortest = null;
        int failures = 0;
        for (uint i = 0; i < (uint)count * s_factor; i++)
        {
            T value = generator.Generate(new PCG(i, s_seed), null, out _);
            if (problem(value) is not { } wrong)
                continue;
            failures++;
            string text = $"seed {s_seed}, number {i}: {wrong}\n{show(value)}";
            if (shortest is null || text.Length < shortest.Length)
                shortest = text;
        }

        Assert.True(failures == 0, $"{failures} fail; the shortest: {shortest}");
    }

    private static ulong Number(string variable, ulong otherwise) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? ulong.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}
