using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.Linting.Suppressions;

/// <summary>One `x-apigov-ignore` as it is written: which rules do not count below the object that holds it.</summary>
/// <param name="Pointer">Of that object.</param>
/// <param name="Rule">A rule's id, or <see cref="Every"/>.</param>
/// <param name="Source">Where the entry is written.</param>
internal sealed record IgnoreEntry(string Pointer, string Rule, string Reason, string Owner, DateOnly? Expires, SourceSpan Source)
{
    public const string Every = "*";

    // A rule that is named may be one of the reader's; all at once are those of style, never what makes a document unsound.
    public bool Covers(Finding finding) =>
        Rule == finding.RuleId ? finding.Kind is FindingKind.Lint or FindingKind.Document : Rule == Every && finding.Kind == FindingKind.Lint;

    public bool HoldsOn(DateOnly today) => Expires is not { } end || today <= end;
}
