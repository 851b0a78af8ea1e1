namespace ApiGovernance.JsonSchema;

/// <summary>What a search for a text came to.</summary>
public enum PatternSampleOutcome
{
    /// <summary>There is such a text.</summary>
    Found,

    /// <summary>There is none: this is proven.</summary>
    None,

    /// <summary>A pattern is none, or one that no finite automaton decides, or the steps allowed were not enough.</summary>
    Undecided,
}

/// <summary>The answer of <see cref="PatternLanguage.Find"/>.</summary>
/// <param name="Outcome">What the search came to.</param>
/// <param name="Text">The text, where one was found.</param>
public readonly record struct PatternSample(PatternSampleOutcome Outcome, string? Text)
{
    internal static PatternSample None => new(PatternSampleOutcome.None, null);

    internal static PatternSample Undecided => new(PatternSampleOutcome.Undecided, null);
}
