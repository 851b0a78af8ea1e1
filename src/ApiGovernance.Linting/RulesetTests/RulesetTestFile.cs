using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.Linting.RulesetTests;

/// <summary>Test cases of a ruleset, as a file beside it holds them (<c>*.test.yaml</c>).</summary>
/// <param name="Ruleset">The ruleset as the file names it; what looks like a path is relative to the file.</param>
public sealed record RulesetTestFile(string Path, string Ruleset, IReadOnlyList<RulesetTestCase> Cases);

/// <summary>A document, and what the rules say of it.</summary>
/// <param name="Source">Where the case is written.</param>
public sealed record RulesetTestCase(string Name, SourceSpan Source)
{
    /// <summary>The file that is linted, relative to the test file; null when the case holds the text.</summary>
    public string? DocumentFile { get; init; }

    public ReadOnlyMemory<byte> Text { get; init; }

    /// <summary>What the text is called, for rulesets that look at names of files.</summary>
    public string DocumentPath { get; init; } = "openapi.yaml";

    /// <summary>All findings of the rules that are named here.</summary>
    public IReadOnlyList<ExpectedFinding> Expect { get; init; } = [];

    /// <summary>Rules that find nothing; <c>*</c>: nothing is found but what is expected.</summary>
    public IReadOnlyList<string> Absent { get; init; } = [];
}

/// <param name="At">JSON pointer; null for anywhere.</param>
/// <param name="Line">1-based; null for anywhere.</param>
/// <param name="Message">A part of the message; null for any.</param>
public sealed record ExpectedFinding(string Rule, string? At, int? Line, string? Message, Severity? Severity)
{
    public override string ToString() =>
        $"`{Rule}`{(At is null ? "" : $" at {(At.Length == 0 ? "the root" : At)}")}{(Line is { } line ? $" in line {line}" : "")}"
        + $"{(Severity is { } severity ? $" as {OpenApi.Reports.ReportText.Word(severity)}" : "")}{(Message is null ? "" : $" saying \"{Message}\"")}";

    internal bool Is(Finding finding) =>
        finding.RuleId == Rule
        && (At is null || finding.Pointer == At)
        && (Line is null || finding.Source?.Line == Line)
        && (Severity is null || finding.Severity == Severity)
        && (Message is null || finding.Message.Contains(Message, StringComparison.Ordinal));
}
