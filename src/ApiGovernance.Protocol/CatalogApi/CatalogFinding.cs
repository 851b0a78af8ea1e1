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

    public string? Fix { get; init; }

    public string? File { get; init; }

    /// <summary>1-based; null when there is no text.</summary>
    public int? Line { get; init; }

    /// <summary>1-based, in UTF-16 code units.</summary>
    public int? Column { get; init; }

    public int? EndLine { get; init; }

    public int? EndColumn { get; init; }

    /// <summary>JSON pointer (RFC 6901).</summary>
    public string Pointer { get; init; } = "";

    public string? Operation { get; init; }

    public string? Api { get; init; }

    public string? Before { get; init; }

    public string? After { get; init; }

    public string? Witness { get; init; }

    public string? HelpUri { get; init; }

    /// <summary>What a waiver names.</summary>
    public required string Fingerprint { get; init; }

    public Suppression? Suppression { get; init; }

    public static CatalogFinding From(Finding finding)
    {
        ArgumentNullException.ThrowIfNull(finding);
        return new CatalogFinding
        {
            Kind = finding.Kind,
            RuleId = finding.RuleId,
            Severity = finding.Severity,
            Message = finding.Message,
            Fix = finding.Fix,
            File = finding.Source?.File,
            Line = finding.Source?.Line,
            Column = finding.Source?.Column,
            EndLine = finding.Source?.EndLine,
            EndColumn = finding.Source?.EndColumn,
            Pointer = finding.Pointer,
            Operation = finding.Operation,
            Api = finding.Api,
            Before = finding.Before,
            After = finding.After,
            Witness = finding.Witness,
            HelpUri = finding.HelpUri,
            Fingerprint = finding.Fingerprint,
            Suppression = finding.Suppression,
        };
    }

    /// <summary>Back into the shape that the report writers take.</summary>
    public Finding ToFinding() => new()
    {
        Kind = Kind,
        RuleId = RuleId,
        Severity = Severity,
        Message = Message,
        Fix = Fix,
        Source = File is null ? null : new SourceSpan(File, Line ?? 1, Column ?? 1, EndLine ?? Line ?? 1, EndColumn ?? Column ?? 1),
        Pointer = Pointer,
        Operation = Operation,
        Api = Api,
        Before = Before,
        After = After,
        Witness = Witness,
        HelpUri = HelpUri,
        Suppression = Suppression,
    };
}
