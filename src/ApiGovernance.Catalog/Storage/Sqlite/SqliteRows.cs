using ApiGovernance.Catalog.Audit;

namespace ApiGovernance.Catalog.Storage.Sqlite;

/// <summary>Rows as Dapper reads them: SQLite has neither dates nor 32-bit numbers.</summary>
internal sealed record RevisionRow
{
    public string Api { get; init; } = "";

    public string Version { get; init; } = "";

    public long Revision { get; init; }

    public string ContractHash { get; init; } = "";

    public string ContractVersion { get; init; } = "";

    public string Utc { get; init; } = "";

    public string Actor { get; init; } = "";

    public string Bump { get; init; } = "";

    public string Changes { get; init; } = "";

    public StoredRevision ToRevision() =>
        new(Api, Version, (int)Revision, ContractHash, ContractVersion, SqliteText.InstantOf(Utc), Actor, Bump, Changes);
}

internal sealed record ApprovalRow
{
    public string Api { get; init; } = "";

    public string Version { get; init; } = "";

    public string DocumentHash { get; init; } = "";

    public string Utc { get; init; } = "";

    public string Actor { get; init; } = "";

    public string Decision { get; init; } = "";

    public string Comment { get; init; } = "";

    public StoredApproval ToApproval() => new(Api, Version, DocumentHash, SqliteText.InstantOf(Utc), Actor, Decision, Comment);
}

internal sealed record SecretRow
{
    public string Id { get; init; } = "";

    public string Consumer { get; init; } = "";

    public string Label { get; init; } = "";

    public byte[] Salt { get; init; } = [];

    public byte[] Hash { get; init; } = [];

    public string Created { get; init; } = "";

    public string CreatedBy { get; init; } = "";

    public string? Expires { get; init; }

    public string? Revoked { get; init; }

    public StoredSecret ToSecret() => new(Id, Consumer, Label, Salt, Hash, SqliteText.InstantOf(Created), CreatedBy)
    {
        Expires = SqliteText.OptionalInstantOf(Expires),
        Revoked = SqliteText.OptionalInstantOf(Revoked),
    };
}

internal sealed record AuditRow
{
    public long Seq { get; init; }

    public string Utc { get; init; } = "";

    public string Actor { get; init; } = "";

    public string Origin { get; init; } = "";

    public string Action { get; init; } = "";

    public string Object { get; init; } = "";

    public string Why { get; init; } = "";

    public string Detail { get; init; } = "";

    public string? Before { get; init; }

    public string? After { get; init; }

    public string PreviousHash { get; init; } = "";

    public string Hash { get; init; } = "";

    public AuditRecord ToRecord() =>
        new(Seq, SqliteText.InstantOf(Utc), Actor, Origin, Action, Object, Why, Detail, Before, After, PreviousHash, Hash);
}

internal sealed record WebhookStateRow
{
    public string Name { get; init; } = "";

    public long Seq { get; init; }

    public long Attempts { get; init; }

    public string? Next { get; init; }

    public string LastOutcome { get; init; } = "";

    public StoredWebhookState ToState() => new(Name, Seq, (int)Attempts, SqliteText.OptionalInstantOf(Next), LastOutcome);
}
