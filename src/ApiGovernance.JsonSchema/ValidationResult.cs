namespace ApiGovernance.JsonSchema;

/// <summary>The outcome of validating one text.</summary>
/// <param name="IsValid">Whether the text is JSON and satisfies the schema.</param>
/// <param name="Input">Why the text is not acceptable JSON; null when it is.</param>
/// <param name="Errors">Where it does not satisfy the schema, at most as many as were asked for.</param>
public sealed record ValidationResult(bool IsValid, JsonInputError? Input, IReadOnlyList<SchemaError> Errors)
{
    internal static ValidationResult Valid { get; } = new(true, null, []);
}

/// <summary>One value that does not satisfy one keyword.</summary>
/// <param name="InstancePointer">JSON pointer to the value ("" is the whole text).</param>
/// <param name="SchemaLocation">URI of the document, '#', JSON pointer to the keyword (not percent-encoded).</param>
/// <param name="Keyword">The keyword.</param>
/// <param name="Message">A sentence for people. It never repeats the value, only what the schema states.</param>
/// <param name="Expected">What the schema expects, in short: a type, a bound, the allowed values.</param>
public sealed record SchemaError(string InstancePointer, string SchemaLocation, string Keyword, string Message, string? Expected);
