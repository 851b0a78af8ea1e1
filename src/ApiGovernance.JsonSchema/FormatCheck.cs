namespace ApiGovernance.JsonSchema;

/// <summary>Whether a value has a format. Called on the hot path and by many threads at once.</summary>
/// <param name="utf8">A string's content without quotes and escapes, or a number's text as it was written.</param>
public delegate bool FormatCheck(ReadOnlySpan<byte> utf8);
