using ApiGovernance.Catalog.Audit;

namespace ApiGovernance.Catalog.Storage.SqlServer;

/// <summary>Rows as Dapper reads them: instants come without a zone.</summary>
internal sealed record RevisionRow
{
    public string Api { get; init; } = "";

    public string Version { get; init; } = "";

    public int Revision { get; init; }

    public string ContractHash { get; init; } = "";

    public string ContractVersion { get; init; } = "";

    public DateTime Utc { get; init; }

    public string Actor { get; init; } = "";

    public string Bump { get; init; } = "";

    public string Changes { get; init; } = "";

    public StoredRevision ToRevision() => new(Api, Version, Revision, ContractHash, ContractVersion, SqlServerText.InstantOf(Utc), Actor, Bump, Changes);
}

internal sealed record ApprovalRow
{
    public string Api { get; init; } = "";

    public string Version { get; init; } = "";

    public string DocumentHash { get; init; } = "";

    public DateTime Utc { get; init; }

    public string Actor { get; init; } = "";

    public string Decision { get; init; } = "";

    public string Comment { get; init; } = "";

    public StoredApproval ToApproval() => new(Api, Version, DocumentHash, SqlServerText.InstantOf(Utc), Actor, Decision, Comment);
}

internal sealed record SecretRow
{
    public string Id { get; init; } = "";

    public string Consumer { get; init; } = "";

    public string Label { get; init; } = "";

    public byte[] Salt { get; init; } = [];

    public byte[] Hash { get; init; } = [];

    public DateTime Created { get; init; }

    public string CreatedBy { get; init; } = "";

    public DateTime? Expires { get; init; }

    public DateTime? Revoked { get; init; }

    public StoredSecret ToSecret() => new(Id, Consumer, Label, Salt, Hash, SqlServerText.InstantOf(Created), CreatedBy)
    {
        Expires = SqlServerText.InstantOf(Expires),
        Revoked = SqlServerText.InstantOf(Revoked),
    };
}

internal sealed record AuditRow
{
    public long Seq { get; init; }

    public DateTime Utc { get; init; }

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
        new(Seq, SqlServerText.InstantOf(Utc), Actor, Origin, Action, Object, Why, Detail, Before, After, PreviousHash, Hash);
}

internal sealed record WebhookStateRow
{
    public string Name { get; init; } = "";

    public long Seq { get; init; }

    public int Attempts { get; init; }

    public DateTime? Next { get; init; }

    public string LastOutcome { get; init; } = "";

    public StoredWebhookState ToState() => new(Name, Seq, Attempts, SqlServerText.InstantOf(Next), LastOutcome);
}

internal sealed record UsageSum
{
    public string Api { get; init; } = "";

    public string Version { get; init; } = "";

    public string Operation { get; init; } = "";

    public string Consumer { get; init; } = "";

    public long Calls { get; init; }

    public long Failures { get; init; }

    public DateTime LastCall { get; init; }

    public DateTime ReportedTo { get; init; }
}
