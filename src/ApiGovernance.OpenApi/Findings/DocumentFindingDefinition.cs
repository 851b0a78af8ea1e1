namespace ApiGovernance.OpenApi.Findings;

/// <summary>One thing that reading a document may find.</summary>
/// <param name="Id">The <see cref="Finding.RuleId"/>.</param>
/// <param name="Severity">Its usual severity.</param>
/// <param name="IsFatal">Nothing of the file is read (the root: no contract). Otherwise the part concerned is left out or read as said, and the rest works.</param>
/// <param name="Meaning">What is wrong, in general.</param>
/// <param name="Remedy">How to mend it, in general.</param>
public sealed record DocumentFindingDefinition(string Id, Severity Severity, bool IsFatal, string Meaning, string Remedy);
