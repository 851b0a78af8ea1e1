namespace ApiGovernance.JsonSchema.Formats;

/// <summary>A format that can be asserted, for one kind of value. A format of strings and of numbers has two.</summary>
/// <param name="Name">The value of the keyword.</param>
/// <param name="Description">What the value must be, with article.</param>
/// <param name="OfNumber">It applies to numbers instead of strings.</param>
/// <param name="Check">Whether a string's content, or a number's text, has the format.</param>
internal sealed record FormatDefinition(string Name, string Description, bool OfNumber, FormatCheck Check);
