namespace ApiGovernance.JsonSchema.Formats;

/// <summary>Whether a string's content, or a number's text, has the format.</summary>
internal delegate bool FormatCheck(ReadOnlySpan<byte> utf8);

/// <summary>A format that can be asserted.</summary>
/// <param name="Name">The value of the keyword.</param>
/// <param name="Description">What the value must be, with article.</param>
/// <param name="OfNumber">It applies to numbers instead of strings.</param>
internal sealed record FormatDefinition(string Name, string Description, bool OfNumber, FormatCheck Check);
