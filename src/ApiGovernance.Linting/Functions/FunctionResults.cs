namespace ApiGovernance.Linting.Functions;

/// <summary>Shorter spellings for functions.</summary>
internal static class FunctionResults
{
    public static void Report(this ICollection<FunctionResult> results, string message) => results.Add(new FunctionResult(message));

    /// <param name="below">Names from the target to the value concerned.</param>
    public static void Report(this ICollection<FunctionResult> results, string message, params IReadOnlyList<string> below) =>
        results.Add(new FunctionResult(message, below));
}
