using ApiGovernance.Diff.Events;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.OpenApi.Model;
using ApiGovernance.OpenApi.Model.Events;

namespace ApiGovernance.Diff;

/// <summary>What a document describes.</summary>
public enum DocumentKind
{
    /// <summary>None that can be compared.</summary>
    Unknown,

    /// <summary>OpenAPI or Swagger: an HTTP API.</summary>
    OpenApi,

    /// <summary>AsyncAPI: events.</summary>
    AsyncApi,

    /// <summary>The schema of one event.</summary>
    JsonSchema,
}

/// <summary>Compares two versions of any document that can be compared: each kind by its own rules.</summary>
public static class DocumentDiff
{
    public static DocumentDiffResult Compare(DocumentBundle before, DocumentBundle after, CompatibilityPolicy policy, DiffOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        ArgumentNullException.ThrowIfNull(policy);
        DocumentKind old = KindOf(before), now = KindOf(after);
        DocumentDiffResult result = new() { Before = old, After = now, Reading = [.. before.Findings, .. after.Findings], Refusals = DocumentRefusals.Of(before, old, after, now) };
        if (result.Refusals.Count > 0)
            return result;
        switch (now)
        {
            case DocumentKind.OpenApi:
                ContractReadResult oldContract = ContractReader.Read(before), contract = ContractReader.Read(after);
                return Done(result, [.. oldContract.Findings, .. contract.Findings], oldContract.Contract is { } base1 && contract.Contract is { } revision1 ? ContractDiff.Compare(base1, revision1, policy, options) : null);
            case DocumentKind.AsyncApi:
                EventReadResult oldEvents = EventContractReader.Read(before), events = EventContractReader.Read(after);
                return Done(result, [.. oldEvents.Findings, .. events.Findings], oldEvents.Contract is { } base2 && events.Contract is { } revision2 ? EventDiff.Compare(base2, revision2, policy, options) : null);
            default:
                return result with { Result = SchemaDiff.Compare(before, after, options?.EventView ?? EventView.Consumers, policy, options) };
        }
    }

    public static DocumentKind KindOf(DocumentBundle bundle)
    {
        ArgumentNullException.ThrowIfNull(bundle);
        DocumentNode root = bundle.Root.Root;
        return !bundle.Root.IsReadable || !root.IsObject ? DocumentKind.Unknown
            : root["openapi"] is not null || root["swagger"] is not null ? DocumentKind.OpenApi
            : root["asyncapi"] is not null ? DocumentKind.AsyncApi
            : SchemaDocument.IsOne(root) ? DocumentKind.JsonSchema
            : DocumentKind.Unknown;
    }

    // A version that cannot be read is told by the reader.
    private static DocumentDiffResult Done(DocumentDiffResult result, IReadOnlyList<Finding> reading, DiffResult? compared) =>
        result with { Reading = reading, Result = compared, Refusals = compared is null ? [.. reading.Where(finding => finding.Severity == Severity.Error)] : [] };
}

/// <summary>A comparison, or why there is none.</summary>
public sealed record DocumentDiffResult
{
    public required DocumentKind Before { get; init; }

    public required DocumentKind After { get; init; }

    /// <summary>Null when the two cannot be compared at all.</summary>
    public DiffResult? Result { get; init; }

    /// <summary>Why there is no result, with place and remedy; empty when there is one.</summary>
    public required IReadOnlyList<Finding> Refusals { get; init; }

    /// <summary>What reading the two documents found. What could not be read is in <see cref="DiffResult.NotCompared"/>, too.</summary>
    public required IReadOnlyList<Finding> Reading { get; init; }
}
