namespace ApiGovernance.Linting.Functions;

/// <summary>
/// A compiled rule function: says what is wrong with a target, or nothing. As in Spectral, a value of a type that a function is not made
/// for is skipped; a missing value concerns only the functions that ask for presence. It must not keep state between calls.
/// </summary>
/// <exception cref="LintFunctionException">It cannot answer; the rule is then given up, and that is told.</exception>
internal delegate void LintFunction(LintTarget target, ICollection<FunctionResult> results);

/// <param name="Message">What is wrong, in words for a person.</param>
/// <param name="Below">Names from the target to the value concerned; null for the target itself.</param>
/// <param name="Absolute">Names from the root of the view to the value concerned, where that is not below the target; null otherwise.</param>
/// <param name="IsKey">The key of the value is concerned.</param>
internal readonly record struct FunctionResult(
    string Message, IReadOnlyList<string>? Below = null, IReadOnlyList<string>? Absolute = null, bool IsKey = false);

/// <summary>A function gave up: out of time, out of memory, or by an error of its own.</summary>
internal sealed class LintFunctionException(string problem, Exception? cause = null) : Exception(problem, cause);
