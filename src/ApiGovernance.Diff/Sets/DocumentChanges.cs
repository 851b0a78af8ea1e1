using ApiGovernance.Diff.Comparison;
using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.Diff.Sets;

/// <summary>Changes of a set that are no changes of a contract: documents that came, went or cannot be compared.</summary>
internal static class DocumentChanges
{
    public const string Removed = "document-removed";

    public const string Added = "document-added";

    private const string Uncompared = "document-not-compared";

    public static IEnumerable<ChangeDefinition> All { get; } =
    [
        Define.Breaks(Removed, ChangeDirection.None, "a whole document is gone from a set of documents", "Keep the document; mark its operations deprecated and retire the version later."),
        Define.Informs(Added, ChangeDirection.None, "a document of a set is new"),
        Define.Warns(Uncompared, ChangeDirection.None, "a document of a set is of another kind now (OpenAPI, AsyncAPI, JSON Schema)", "Give a document of another kind a file of its own."),
    ];

    /// <param name="id">Whether it is gone or new.</param>
    public static DiffResult Of(CompatibilityPolicy policy, DiffOptions options, SetDocument document, string id)
    {
        ChangeCompatibility effect = id == Added ? ChangeCompatibility.Compatible : First(document) is null ? ChangeCompatibility.BreakingByRule : ChangeCompatibility.BreakingProven;
        if (policy.SeverityOf(ChangeCatalog.Get(id), null, effect, [new ChangeContext(null, options)]) is not { } severity)
            return new DiffResult { Findings = [], NotCompared = [], Verdict = DiffVerdict.Compatible, RequiredBump = VersionBump.Patch };
        bool breaks = severity == Severity.Error;
        SourceSpan place = document.Bundle!.Root.Root.Span;
        string operations = document.Contract?.Operations.Count switch
        {
            null or 0 => "",
            1 => ", with 1 operation",
            { } count => $", with {count} operations",
        };
        Finding finding = Finding(document, id, severity, effect);
        finding = id == Added
            ? finding with { Message = $"{Name(document)} is new{operations}.", Source = place }
            : finding with
            {
                Message = $"{Name(document)} is no longer there{operations}.",
                BaseSource = place,
                Witness = First(document) is { } first ? $"{first} was routed and nothing describes it now" : null,
            };
        return new DiffResult
        {
            Findings = [finding],
            NotCompared = [],
            Verdict = !breaks ? DiffVerdict.Compatible : effect == ChangeCompatibility.BreakingByRule ? DiffVerdict.BreakingByRule : DiffVerdict.BreakingProven,
            RequiredBump = breaks ? VersionBump.Major : VersionBump.Minor,
        };
    }

    public static Finding NotCompared(CompatibilityPolicy policy, DiffOptions options, SetDocument document) =>
        Finding(document, Uncompared, policy.SeverityOfUndecided([new ChangeContext(null, options)]), ChangeCompatibility.Undecided) with
        {
            Message = $"{Name(document)} is of another kind than the document of the base, so the two were not compared.",
            Source = document.Bundle!.Root.Root.Span,
        };

    private static Finding Finding(SetDocument document, string id, Severity severity, ChangeCompatibility effect) => new()
    {
        Kind = FindingKind.Change,
        RuleId = id,
        Severity = severity,
        Message = "",
        Fix = ChangeCatalog.Get(id).Fix,
        Identity = $"document {document.Path}",
        Compatibility = effect,
        HelpUri = $"docs/reference/change-ids.md#{id}",
    };

    private static string Name(SetDocument document) => document.Title.Length > 0 ? $"`{document.Title}` (`{document.Path}`)" : $"`{document.Path}`";

    private static string? First(SetDocument document) => document.Contract is { Operations: [{ } operation, ..] } ? operation.ToString() : null;
}
