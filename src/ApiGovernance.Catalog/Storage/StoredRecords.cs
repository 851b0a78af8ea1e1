using ApiGovernance.Protocol.CatalogApi;

namespace ApiGovernance.Catalog.Storage;

/// <param name="Hash">Lower-case hex SHA-256 of <paramref name="Document"/>.</param>
/// <param name="Document">The contract as one self-contained UTF-8 JSON document: the snapshot's part.</param>
/// <param name="Source">The text as it was submitted; the document itself when there were several files.</param>
/// <param name="InfoVersion"><c>info.version</c> as written; empty for a schema.</param>
internal sealed record StoredContract(string Hash, byte[] Document, byte[] Source, string MediaType, string InfoVersion);

/// <summary>Something worked out from a contract once and kept, since contracts never change.</summary>
/// <param name="Hash">The contract's.</param>
/// <param name="Kind">What was worked out: <c>publishing</c>, <c>search</c>, <c>overlap</c>.</param>
/// <param name="Json">Written by whoever reads it.</param>
internal sealed record StoredFacts(string Hash, string Kind, string Json);

/// <summary>A contract that came into force for a version.</summary>
/// <param name="Bump">The step that the diff asked for: <c>none</c>, <c>patch</c>, <c>minor</c>, <c>major</c>; <c>first</c> for the first.</param>
/// <param name="Changes">The changelog: JSON array of findings.</param>
internal sealed record StoredRevision(
    string Api, string Version, int Revision, string ContractHash, string ContractVersion, DateTimeOffset At, string Actor, string Bump, string Changes);

/// <param name="Inputs">What the gate looked at besides contracts and policies, as JSON, so that the verdict can be given again.</param>
internal sealed record StoredVerdict(ContractVerdict Verdict, string Inputs);

/// <summary>What a reviewer said of a contract.</summary>
/// <param name="DocumentHash">The contract as one JSON document; another document needs another approval.</param>
/// <param name="Decision"><c>approved</c> or <c>rejected</c></param>
internal sealed record StoredApproval(
    string Api, string Version, string DocumentHash, DateTimeOffset At, string Actor, string Decision, string Comment);

/// <summary>An API key of a consumer: only its salted hash.</summary>
/// <param name="Id">The key's public part, by which it is found.</param>
internal sealed record StoredSecret(string Id, string Consumer, string Label, byte[] Salt, byte[] Hash, DateTimeOffset Created, string CreatedBy)
{
    public DateTimeOffset? Expires { get; init; }

    public DateTimeOffset? Revoked { get; init; }
}

/// <param name="Revision">See <see cref="Governance.PolicySet.Revision"/>.</param>
/// <param name="Files">The files, so that a verdict can be given again: JSON object of name to base64 text.</param>
internal sealed record StoredPolicies(string Revision, string Files);

/// <summary>How far a webhook is.</summary>
/// <param name="Sequence">The last audit entry that was delivered or given up.</param>
internal sealed record StoredWebhookState(string Name, long Sequence, int Attempts, DateTimeOffset? NextAttempt, string LastOutcome);

/// <summary>Which verdicts, newest first; a null bound is none.</summary>
/// <param name="Before">Those with a smaller number only.</param>
internal sealed record VerdictQuery(long? Before, int AtMost)
{
    public string? Api { get; init; }

    public string? Version { get; init; }

    public string? Outcome { get; init; }
}

/// <summary>Which audit entries; every bound is exclusive, and a null one is none.</summary>
internal sealed record AuditQuery(long? Before, long? After, int AtMost)
{
    public string? Actor { get; init; }

    public string? Action { get; init; }

    public string? Object { get; init; }

    /// <summary>The first moment that counts; null for all.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>The last moment that counts; null for all.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Oldest first when true.</summary>
    public bool Ascending { get; init; }
}
