using System.Text.Json.Serialization;
using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.Protocol.CatalogApi;

/// <summary>A <see cref="Finding"/> as the catalog API writes it: flat, with the place as file, line and column.</summary>
public sealed record CatalogFinding
{
    [JsonConverter(typeof(CamelCaseEnum<FindingKind>))]
    public required FindingKind Kind { get; init; }

    public required string RuleId { get; init; }

    [JsonConverter(typeof(CamelCaseEnum<Severity>))]
    public required Severity Severity { get; init; }

    public required string Message { get; init; }

    /// <summary>What the message rests on, one phrase each; null where it says it all.</summary>
    public IReadOnlyList<string>? Details { get; init; }

    public string? Fix { get; init; }

    public string? File { get; init; }

    /// <summary>1-based; null when there is no text.</summary>
    public int? Line { get; init; }

    /// <summary>1-based, in UTF-16 code units.</summary>
    public int? Column { get; init; }

    public int? EndLine { get; init; }

    public int? EndColumn { get; init; }

    /// <summary>JSON pointer (RFC 6901).</summary>
    public string Pointer { get => field ?? ""; init; } = "";

    public string? Operation { get; init; }

    /// <summary>All operations concerned, when a part that they share has the finding.</summary>
    public IReadOnlyList<string>? Operations { get; init; }

    public string? Api { get; init; }

    public string? Before { get; init; }

    public string? After { get; init; }

    /// <summary>Where the base has it written (changes only), as <see cref="File"/> and the others are.</summary>
    public string? BaseFile { get; init; }

    public int? BaseLine { get; init; }

    public int? BaseColumn { get; init; }

    public int? BaseEndLine { get; init; }

    public int? BaseEndColumn { get; init; }

    /// <summary>What a change does to callers, whatever the policy makes of it.</summary>
    [JsonConverter(typeof(CamelCaseEnum<ChangeCompatibility>))]
    public ChangeCompatibility? Compatibility { get; init; }

    public string? Witness { get; init; }

    /// <summary>The witness as a message, where it is one.</summary>
    public CatalogExchange? Exchange { get; init; }

    /// <summary>The fields that a change is about; null where it is the operation as a whole, or too many.</summary>
    public IReadOnlyList<CatalogField>? Fields { get; init; }

    /// <summary>The place that the fingerprint is over, where it is not operation and pointer.</summary>
    public string? Identity { get; init; }

    public string? HelpUri { get; init; }

    /// <summary>What a waiver names.</summary>
    public required string Fingerprint { get; init; }

    public Suppression? Suppression { get; init; }

    /// <summary>The gate does not let the contract pass because of it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Blocks { get; init; }

    public static CatalogFinding From(Finding finding)
    {
        ArgumentNullException.ThrowIfNull(finding);
        return new CatalogFinding
        {
            Kind = finding.Kind,
            RuleId = finding.RuleId,
            Severity = finding.Severity,
            Message = finding.Message,
            Details = finding.Details.Count > 0 ? finding.Details : null,
            Fix = finding.Fix,
            File = finding.Source?.File,
            Line = finding.Source?.Line,
            Column = finding.Source?.Column,
            EndLine = finding.Source?.EndLine,
            EndColumn = finding.Source?.EndColumn,
            Pointer = finding.Pointer,
            Operation = finding.Operation,
            Operations = finding.Operations.Count > 0 ? finding.Operations : null,
            Api = finding.Api,
            Before = finding.Before,
            After = finding.After,
            BaseFile = finding.BaseSource?.File,
            BaseLine = finding.BaseSource?.Line,
            BaseColumn = finding.BaseSource?.Column,
            BaseEndLine = finding.BaseSource?.EndLine,
            BaseEndColumn = finding.BaseSource?.EndColumn,
            Compatibility = finding.Compatibility,
            Witness = finding.Witness,
            Exchange = finding.Exchange is { } exchange ? CatalogExchange.From(exchange) : null,
            Fields = finding.Fields.Count > 0 ? [.. finding.Fields.Select(CatalogField.From)] : null,
            Identity = finding.Identity,
            HelpUri = finding.HelpUri,
            Fingerprint = finding.Fingerprint,
            Suppression = finding.Suppression,
            Blocks = finding.Blocks,
        };
    }

    /// <summary>Back into the shape that the report writers take.</summary>
    public Finding ToFinding() => new()
    {
        Kind = Kind,
        RuleId = RuleId,
        Severity = Severity,
        Message = Message,
        Details = Details ?? [],
        Fix = Fix,
        Source = Place(File, Line, Column, EndLine, EndColumn),
        Pointer = Pointer,
        Operation = Operation,
        Operations = Operations ?? [],
        Api = Api,
        Before = Before,
        After = After,
        BaseSource = Place(BaseFile, BaseLine, BaseColumn, BaseEndLine, BaseEndColumn),
        Compatibility = Compatibility,
        Witness = Witness,
        Exchange = Exchange?.ToExchange(),
        Fields = Fields is null ? [] : [.. Fields.Select(field => field.ToSubject())],
        Identity = Identity,
        HelpUri = HelpUri,
        Suppression = Suppression,
        Blocks = Blocks,
    };

    private static SourceSpan? Place(string? file, int? line, int? column, int? endLine, int? endColumn) =>
        file is null ? null : new SourceSpan(file, line ?? 1, column ?? 1, endLine ?? line ?? 1, endColumn ?? column ?? 1);
}
