using ApiGovernance.Cli.Inputs;
using ApiGovernance.Linting;
using ApiGovernance.Linting.Baselines;
using ApiGovernance.Linting.Rulesets;
using ApiGovernance.Linting.Suppressions;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.OpenApi.Model;
using ApiGovernance.OpenApi.Model.Events;
using ApiGovernance.OpenApi.Reports;

namespace ApiGovernance.Cli.Lint;

/// <summary>What one document came to.</summary>
/// <param name="Title">What the API calls itself.</param>
/// <param name="Findings">Of the reader and of the rules, ignores in the document applied.</param>
internal sealed record LintedDocument(LintInput Input, string? Title, IReadOnlyList<Finding> Findings, IReadOnlyList<RuleRun> Rules)
{
    public bool IsUnreadable { get; init; }

    /// <summary>It is no description of an API; a folder or a pattern brought it in.</summary>
    public bool IsOther { get; init; }

    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>How many of the findings `--fix` can mend.</summary>
    public int Fixable { get; init; }

    /// <summary>The files on the disk that belong to it.</summary>
    public IReadOnlyList<string> Files { get; init; } = [];

    public SourceExcerpts? Excerpts { get; init; }
}

/// <summary>Reads and lints one document. Safe for many threads.</summary>
/// <param name="since">Null: everything counts.</param>
/// <param name="excerpts">The report shows the lines of the findings.</param>
internal sealed class DocumentLint(LintRulesets rulesets, Uri catalog, DateOnly today, GitComparison? since, bool profile, bool excerpts)
{
    private static readonly string[] SchemaWords = ["type", "properties", "allOf", "anyOf", "oneOf", "not", "enum", "items", "$ref", "$defs", "definitions"];

    private static readonly string[] Kinds = ["openapi", "swagger", "asyncapi", "arazzo"];

    public async Task<LintedDocument> RunAsync(LintInput input, CancellationToken stop)
    {
        DocumentBundle bundle;
        try
        {
            if (input is DiskInput { IsFound: true } file && !MayDescribe(file.File))
                return new LintedDocument(input, null, [], []) { IsOther = true };
            bundle = await input.LoadAsync(catalog, stop);
        }
        catch (CommandRefusal refusal) when (refusal.ExitCode == ExitCodes.DocumentUnreadable)
        {
            // One document that is not there must not hide what the others have.
            return new LintedDocument(input, null, [Missing(refusal)], []) { IsUnreadable = true };
        }

        if (input.IsFound && bundle.Root.IsReadable && !Describes(bundle.Root.Root))
            return new LintedDocument(input, null, [], []) { IsOther = true };
        (IReadOnlyList<Finding> found, LintResult result, bool isFatal) = Check(bundle);
        if (since is not null && input is DiskInput disk)
            found = since.Judge(disk, bundle, found, old => [.. Check(old).Findings.Select(finding => finding.Api is null ? finding : finding with { Api = Title(bundle) })]);
        SuppressionResult suppressed = isFatal ? new SuppressionResult(found, []) : InlineIgnores.Apply(found, bundle, today);
        SourceExcerpts? lines = null;
        if (excerpts)
            (lines = new SourceExcerpts()).Add(bundle.Documents.Values, suppressed.Findings);
        return new LintedDocument(input, Title(bundle), suppressed.Findings, result.Rules)
        {
            Fixable = input is DiskInput ? result.Fixable : 0,
            IsUnreadable = isFatal,
            Notes = suppressed.Notes,
            Files = [.. bundle.Documents.Values.Select(document => document.Path)],
            Excerpts = lines,
        };
    }

    private (IReadOnlyList<Finding> Findings, LintResult Result, bool IsFatal) Check(DocumentBundle bundle)
    {
        (IReadOnlyList<Finding> read, bool isFatal) = Read(bundle);
        foreach (Ruleset ruleset in rulesets.Rulesets)
            read = ruleset.ApplyParserOptions(bundle.Root.Path, read);
        read = FindingIdentities.Assign(read, bundle);
        // What is no contract may still be what the rulesets are for; only what cannot be read at all is not linted.
        LintResult result = bundle.Root.IsReadable ? Linter.Run(bundle, rulesets.Rulesets, profile) : new LintResult([], []);
        string? title = Title(bundle);
        return ([.. read.Concat(result.Findings).Select(finding => finding.Api is null && finding.Kind != FindingKind.Policy ? finding with { Api = title } : finding)], result, isFatal);
    }

    private static (IReadOnlyList<Finding> Findings, bool IsFatal) Read(DocumentBundle bundle)
    {
        DocumentNode root = bundle.Root.Root;
        if (root["asyncapi"] is not null)
        {
            EventReadResult events = EventContractReader.Read(bundle);
            return (events.Findings, events.IsFatal);
        }

        // Rulesets may be for workflows and schemas too, of which there is no contract to be read.
        if (root["arazzo"] is not null || root["$schema"] is not null || IsSchema(root))
            return (bundle.Findings, !bundle.Root.IsReadable);
        ContractReadResult contract = ContractReader.Read(bundle);
        return (contract.Findings, contract.IsFatal);
    }

    // A JSON Schema without `$schema`, as Spectral's format json-schema-loose has it.
    private static bool IsSchema(DocumentNode root) =>
        root.IsObject && !Describes(root) && SchemaWords.Any(word => root[word] is not null);

    private static string? Title(DocumentBundle bundle) => bundle.Root.Root["info"]?["title"]?.AsString is { Length: > 0 } title ? title : null;

    private static bool Describes(DocumentNode root) => Kinds.Any(kind => root[kind] is not null);

    /// <summary>Whether a file is worth being read: a folder holds much else.</summary>
    internal static bool MayDescribe(string path)
    {
        try
        {
            ReadOnlySpan<byte> text = File.ReadAllBytes(path);
            return text.IndexOf("openapi"u8) >= 0 || text.IndexOf("swagger"u8) >= 0 || text.IndexOf("asyncapi"u8) >= 0 || text.IndexOf("arazzo"u8) >= 0
                // UTF-16.
                || text.IndexOf((byte)0) >= 0;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Loading it says why.
            return true;
        }
    }

    private static Finding Missing(CommandRefusal refusal) => new()
    {
        Kind = FindingKind.Document,
        RuleId = "document-missing",
        Severity = Severity.Error,
        Message = refusal.Message,
        Fix = refusal.Fix,
    };
}
