namespace ApiGovernance.JsonSchema;

/// <summary>A format of one's own, for <see cref="SchemaCompileOptions.CustomFormats"/>.</summary>
/// <param name="Name">The value of the keyword <c>format</c>.</param>
/// <param name="Description">What the value must be, with article; completes "The value must be ...".</param>
/// <param name="Check">Whether a value has the format. Must not throw.</param>
public sealed record CustomFormat(string Name, string Description, FormatCheck Check)
{
    /// <summary>It applies to numbers (<see cref="Check"/> is given their text) instead of strings.</summary>
    public bool OfNumbers { get; init; }
}
