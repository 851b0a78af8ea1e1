using System.Text.Json.Serialization;

namespace ApiGovernance.Protocol.Descriptors.Policies;

/// <summary>Calls that must have their effect once, however often they are sent.</summary>
public sealed record IdempotencyPolicy
{
    public const int DefaultRetentionHours = 24;

    public const int DefaultMaxResponseBytes = 64 * 1024;

    public required IdempotencyMode Mode { get; init; }

    /// <summary>
    /// Where a natural key is: a JSON pointer into the request body such as <c>/orderNumber</c>, or <c>header:</c> and a name. Null in
    /// the other modes.
    /// </summary>
    public string? Key { get; init; }

    /// <summary>How long an answer is replayed.</summary>
    public int RetentionHours { get; init; } = DefaultRetentionHours;

    /// <summary>A longer answer goes to the first caller only; repeated calls are told that the call was carried out.</summary>
    public int MaxResponseBytes { get; init; } = DefaultMaxResponseBytes;

    /// <summary>Response fields that are replayed beside those that always are.</summary>
    public IReadOnlyList<string> ResponseHeaders { get; init; } = [];

    /// <summary>What an answer of 500 or above (but 503) says about the call.</summary>
    public ServerErrorMeaning ServerErrors { get; init; }

    /// <summary>How the gateway finds out by itself how a call ended; null: somebody has to say it.</summary>
    public ReconcilePolicy? Reconcile { get; init; }
}

/// <param name="Operation">A GET of the same back end with one parameter in its path, whose place the natural key takes: <c>GET /orders/{orderNumber}</c>.</param>
public sealed record ReconcilePolicy(string Operation)
{
    public const int DefaultAfterSeconds = 60;

    /// <summary>How long after the call was sent the back end may still be busy with it; it is not asked before.</summary>
    public int AfterSeconds { get; init; } = DefaultAfterSeconds;
}

/// <summary>Where the key of a call comes from.</summary>
[JsonConverter(typeof(WordEnum<IdempotencyMode>))]
public enum IdempotencyMode
{
    /// <summary>From <c>Idempotency-Key</c>; a call without one is refused.</summary>
    [JsonStringEnumMemberName("required")] Required,

    /// <summary>From <c>Idempotency-Key</c>; a call without one is forwarded without protection.</summary>
    [JsonStringEnumMemberName("optional")] Optional,

    /// <summary>From the request itself, e.g. an order number.</summary>
    [JsonStringEnumMemberName("natural")] Natural,

    /// <summary>No key is looked at: for an operation of an API whose policy says otherwise.</summary>
    [JsonStringEnumMemberName("off")] Off,
}

/// <summary>What a server error says about the call that it answers.</summary>
[JsonConverter(typeof(WordEnum<ServerErrorMeaning>))]
public enum ServerErrorMeaning
{
    /// <summary>Nothing: it may have had an effect.</summary>
    [JsonStringEnumMemberName("unknown")] Unknown,

    /// <summary>It is the back end's final word, to be replayed.</summary>
    [JsonStringEnumMemberName("final")] Final,

    /// <summary>The back end rolls back whatever fails, so the call may be sent again.</summary>
    [JsonStringEnumMemberName("retry")] Retry,
}
