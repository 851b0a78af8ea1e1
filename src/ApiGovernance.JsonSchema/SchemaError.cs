using ApiGovernance.JsonSchema.Output;

namespace ApiGovernance.JsonSchema;

/// <summary>One value that does not satisfy one keyword.</summary>
/// <param name="InstancePointer">JSON pointer to the value ("" is the whole text).</param>
/// <param name="SchemaLocation">URI of the document, '#', JSON pointer to the keyword (not percent-encoded).</param>
/// <param name="Keyword">The keyword.</param>
/// <param name="Message">A sentence for people. It never repeats the value, only what the schema states.</param>
/// <param name="Expected">What the schema expects, in short: a type, a bound, the allowed values.</param>
public sealed record SchemaError(string InstancePointer, string SchemaLocation, string Keyword, string Message, string? Expected)
{
    /// <summary>
    /// What was found, described and never repeated: <c>a string of 12 characters</c>, <c>an array of 3 items</c>. Of a value that the
    /// schema calls <c>writeOnly</c> or gives the format <c>password</c>, or that lies in such a value, only the type is told.
    /// Null where there is no value to speak of.
    /// </summary>
    public string? Found { get; init; }

    /// <summary>
    /// The way the validation took to the keyword, through every <c>$ref</c>, as a JSON pointer from the schema it began with: the
    /// <c>keywordLocation</c> of JSON Schema 2020-12, 12.3.1.
    /// </summary>
    public string EvaluationPath => Trail?.Path ?? "";

    /// <summary>Where the keyword is written; null when the document was registered without a <see cref="SchemaSourceLookup"/>.</summary>
    public SchemaSource? Source { get; init; }

    /// <summary>The line of the value in the text, from 1; 0 where there is none.</summary>
    public int InstanceLine { get; init; }

    /// <summary>The column of the value in the text in bytes, from 1; 0 where there is none.</summary>
    public int InstanceColumn { get; init; }

    internal EvaluationTrail? Trail { get; init; }
}

/// <summary>What a schema says of a value that satisfies it (JSON Schema 2020-12, 7.7): title, default, readOnly, the names it evaluated.</summary>
/// <param name="InstancePointer">JSON pointer to the value.</param>
/// <param name="SchemaLocation">URI of the document, '#', JSON pointer to the keyword (not percent-encoded).</param>
/// <param name="Keyword">The keyword.</param>
/// <param name="ValueJson">The annotation's value as JSON.</param>
public sealed record SchemaAnnotation(string InstancePointer, string SchemaLocation, string Keyword, string ValueJson)
{
    /// <summary>As <see cref="SchemaError.EvaluationPath"/>.</summary>
    public string EvaluationPath => Trail?.Path ?? "";

    internal EvaluationTrail? Trail { get; init; }
}
