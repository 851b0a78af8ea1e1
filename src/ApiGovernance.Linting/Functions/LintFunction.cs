using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.Linting.Functions;

/// <summary>
/// A compiled rule function: what it says of a value, or nothing. As in Spectral, a value of a type that a function is not made for
/// is skipped; a missing value (null) concerns only the functions that ask for presence.
/// </summary>
/// <param name="target">The value; null when the field is missing.</param>
/// <param name="property">The name used in messages.</param>
internal delegate IEnumerable<FunctionMessage> LintFunction(DocumentNode? target, string property);

/// <param name="Text">What is wrong.</param>
/// <param name="At">The value concerned when it is not the target itself.</param>
/// <param name="Pointer">From the target to <paramref name="At"/>.</param>
internal sealed record FunctionMessage(string Text, DocumentNode? At = null, string Pointer = "");
