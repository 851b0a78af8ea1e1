namespace ApiGovernance.Protocol.Descriptors;

/// <summary>A system of record behind the gateway.</summary>
public sealed record BackendDescriptor : Descriptor
{
    public override string Kind => "Backend";

    public required BackendSpec Spec { get; init; }
}

/// <param name="Owner">A team.</param>
/// <param name="System">What it is: <c>erp</c>, <c>commerce</c>, <c>logistics</c>, <c>finance</c> or another kebab-case word.</param>
/// <param name="Address">Absolute http or https URL; a path in it is put before every call's path.</param>
public sealed record BackendSpec(string Owner, string System, string Address)
{
    /// <summary>Seconds without progress after which a call is given up with 504.</summary>
    public int TimeoutSeconds { get; init; } = 100;

    /// <summary>Calls in flight at once; null for no limit. Gateways that share a Redis divide it among them, others have it each.</summary>
    public int? MaxConcurrency { get; init; }

    /// <summary>Where it is in other environments than the one of <see cref="Address"/>, by the environment's name.</summary>
    public IReadOnlyDictionary<string, BackendEnvironment> Environments { get; init; } = new Dictionary<string, BackendEnvironment>();

    /// <summary>Further addresses of the same system; calls are spread over all that are healthy.</summary>
    public IReadOnlyList<string> Destinations { get; init; } = [];

    /// <summary>Null: it is called however often it fails.</summary>
    public BackendBreaker? Breaker { get; init; }

    /// <summary>Null: no address is ever left out.</summary>
    public BackendHealth? Health { get; init; }

    /// <summary>True when it does a thing once, however often a call with the same <c>Idempotency-Key</c> comes.</summary>
    public bool HonoursIdempotencyKey { get; init; }

    /// <summary>What it can take, or what its licence allows.</summary>
    public BackendLimits Limits { get; init; } = new();

    public BackendIdentity Identity { get; init; }

    /// <summary>How the gateway is let in; null where the back end asks for nothing.</summary>
    public BackendCredentials? Credentials { get; init; }

    /// <summary>When it takes less than usual, or nothing. Where two windows overlap they have the same effect.</summary>
    public IReadOnlyList<CalendarWindow> Calendar { get; init; } = [];

    /// <summary>Where calls wait that find it at its limit; null where they are refused at once.</summary>
    public BackendQueue? Queue { get; init; }

    /// <summary>Bounds between which the gateway looks for the calls in flight that it does best with; null where it does not look.</summary>
    public AdaptiveConcurrency? AdaptiveConcurrency { get; init; }
}

/// <param name="Address">As <see cref="BackendSpec.Address"/>.</param>
public sealed record BackendEnvironment(string Address);

/// <param name="MaxWaitMilliseconds">The longest that a call waits.</param>
/// <param name="MaxLength">Calls that wait at once.</param>
public sealed record BackendQueue(int MaxWaitMilliseconds, int MaxLength);

/// <param name="Min">Calls in flight that are always let through.</param>
/// <param name="Max">Calls in flight that are never exceeded.</param>
public sealed record AdaptiveConcurrency(int Min, int Max);

/// <summary>All consumers together; null where there is no such limit.</summary>
public sealed record BackendLimits
{
    public int? RequestsPerSecond { get; init; }

    public int? RequestsPerMinute { get; init; }

    public int? RequestsPerHour { get; init; }

    public int? RequestsPerDay { get; init; }

    /// <summary>Calls that change something.</summary>
    public int? TransactionsPerDay { get; init; }
}
