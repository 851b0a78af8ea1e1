namespace ApiGovernance.Linting.Rulesets;

/// <summary>A set of document formats, e.g. <c>oas3</c> and <c>oas3_1</c>: those of a document, or those that a rule is for.</summary>
internal readonly record struct FormatSet(ulong Bits)
{
    public static readonly FormatSet Empty;

    public bool IsEmpty => Bits == 0;

    public FormatSet With(FormatSet other) => new(Bits | other.Bits);

    /// <summary>The two have a format in common.</summary>
    public bool Overlaps(FormatSet other) => (Bits & other.Bits) != 0;
}
