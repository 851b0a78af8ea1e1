using ApiGovernance.Protocol.Descriptors.Policies;

namespace ApiGovernance.Gateway.Idempotency;

/// <summary>The policy of one operation, made ready when the snapshot is applied.</summary>
internal sealed class IdempotencyRule
{
    private const string HeaderPrefix = "header:";

    /// <summary>Nobody has said how a call ended: that is not forgotten with the answers, but neither is it kept for ever.</summary>
    private static readonly TimeSpan ShortestMemoryOfUnknown = TimeSpan.FromDays(30);

    private IdempotencyRule(IdempotencyPolicy policy)
    {
        Mode = policy.Mode;
        Retention = TimeSpan.FromHours(policy.RetentionHours);
        KeepUnknown = Retention > ShortestMemoryOfUnknown ? Retention : ShortestMemoryOfUnknown;
        MaxResponseBytes = policy.MaxResponseBytes;
        ServerErrors = policy.ServerErrors;
        Headers = ReplayedHeaders.With(policy.ResponseHeaders);
        if (policy.Key is { } key && key.StartsWith(HeaderPrefix, StringComparison.Ordinal))
            KeyHeader = key[HeaderPrefix.Length..];
        else if (policy.Key is { } pointer)
            KeyPointer = [.. pointer[1..].Split('/').Select(step => step.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal))];
        KeyPlace = policy.Key ?? "Idempotency-Key";
        if (policy.Reconcile is { } reconcile)
            Lookup = new LookupRule(reconcile);
    }

    public IdempotencyMode Mode { get; }

    public TimeSpan Retention { get; }

    public TimeSpan KeepUnknown { get; }

    public int MaxResponseBytes { get; }

    public ServerErrorMeaning ServerErrors { get; }

    /// <summary>Names of response fields that are replayed.</summary>
    public IReadOnlyList<string> Headers { get; }

    /// <summary>The field with the natural key; null where it is in the body.</summary>
    public string? KeyHeader { get; }

    /// <summary>The steps to the natural key in the body; empty where it is in a field.</summary>
    public string[] KeyPointer { get; } = [];

    /// <summary>As the policy writes it, for messages.</summary>
    public string KeyPlace { get; }

    /// <summary>Null: unknown outcomes wait for a person.</summary>
    public LookupRule? Lookup { get; }

    /// <returns>Null where nothing is to be done.</returns>
    public static IdempotencyRule? Compile(IdempotencyPolicy? policy) =>
        policy is null or { Mode: IdempotencyMode.Off } ? null : new IdempotencyRule(policy);
}

/// <summary>Where the back end is asked whether a call had its effect.</summary>
internal sealed class LookupRule
{
    public LookupRule(ReconcilePolicy policy)
    {
        string path = policy.Operation[(policy.Operation.IndexOf(' ', StringComparison.Ordinal) + 1)..];
        int open = path.IndexOf('{', StringComparison.Ordinal);
        Before = path[..open];
        After = path[(path.IndexOf('}', StringComparison.Ordinal) + 1)..];
        NotBefore = TimeSpan.FromSeconds(policy.AfterSeconds);
        Operation = policy.Operation;
    }

    public string Operation { get; }

    /// <summary>The path up to the key.</summary>
    public string Before { get; }

    public string After { get; }

    /// <summary>How long after a call the back end may still be busy with it.</summary>
    public TimeSpan NotBefore { get; }
}
