using ApiGovernance.Protocol.Descriptors;

namespace ApiGovernance.Protocol.CatalogApi;

/// <summary>Which APIs; all that is given must hold.</summary>
public sealed record ApiFilter
{
    public string? Owner { get; init; }

    public string? Domain { get; init; }

    public string? Entity { get; init; }

    public Visibility? Visibility { get; init; }

    /// <summary>At least one version is in this stage.</summary>
    public ApiStage? Stage { get; init; }

    /// <summary>Of the API or of one of its versions.</summary>
    public string? Backend { get; init; }

    /// <summary><c>name=value</c>, or <c>name</c> for any value.</summary>
    public string? Label { get; init; }

    /// <summary>Part of name or title, in any case.</summary>
    public string? Text { get; init; }
}

/// <summary>Which records of a kind; all that is given must hold, and each kind has some of these.</summary>
public sealed record RecordFilter
{
    /// <summary>Of back ends, consumers, canonical entities and events.</summary>
    public string? Owner { get; init; }

    /// <summary><c>name=value</c>, or <c>name</c> for any value; of every kind.</summary>
    public string? Label { get; init; }

    /// <summary>Part of name or title, in any case; of every kind.</summary>
    public string? Text { get; init; }

    /// <summary>Of back ends.</summary>
    public string? System { get; init; }

    /// <summary>Of consumers.</summary>
    public string? Plan { get; init; }

    /// <summary>Of consumers.</summary>
    public string? Partner { get; init; }

    /// <summary>Of events and overlap decisions.</summary>
    public string? Entity { get; init; }

    /// <summary>Of events.</summary>
    public string? Type { get; init; }

    /// <summary>Of events.</summary>
    public ApiStage? Stage { get; init; }

    /// <summary>Of events.</summary>
    public Visibility? Visibility { get; init; }

    /// <summary>Of events: a back end that sends them.</summary>
    public string? Producer { get; init; }

    /// <summary>Of events: one that takes them.</summary>
    public string? Consumer { get; init; }

    /// <summary>Of overlap decisions: one of the two.</summary>
    public string? Api { get; init; }

    /// <summary>Of overlap decisions.</summary>
    public OverlapChoice? Decision { get; init; }
}

/// <summary>Which subscriptions.</summary>
public sealed record SubscriptionFilter
{
    public string? Consumer { get; init; }

    public string? Api { get; init; }

    /// <summary><c>declared</c>, <c>requested</c>, <c>approved</c>, <c>rejected</c> or <c>revoked</c>.</summary>
    public string? State { get; init; }
}

/// <summary>Which waivers.</summary>
public sealed record WaiverFilter
{
    public string? Owner { get; init; }

    public string? Api { get; init; }

    /// <summary>Those that end within so many days, today among them, or have ended.</summary>
    public int? ExpiringDays { get; init; }
}

/// <summary>Which verdicts.</summary>
public sealed record VerdictFilter
{
    public string? Api { get; init; }

    public string? Version { get; init; }

    /// <summary><c>pass</c>, <c>blocked</c> or <c>not-checked</c>.</summary>
    public string? Outcome { get; init; }
}

/// <summary>Which observed calls.</summary>
public sealed record UsageFilter
{
    public string? Api { get; init; }

    public string? Version { get; init; }

    public string? Consumer { get; init; }

    /// <summary>How far back; null for the catalog's default.</summary>
    public int? Days { get; init; }
}

/// <summary>Which audit entries.</summary>
public sealed record AuditFilter
{
    public string? Actor { get; init; }

    public string? Action { get; init; }

    /// <summary>Kind and name, e.g. <c>Api/orders</c>; what is below it counts too.</summary>
    public string? Object { get; init; }

    /// <summary>What was done then or later.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>What was done then or earlier.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Oldest first instead of newest first.</summary>
    public bool OldestFirst { get; init; }
}
