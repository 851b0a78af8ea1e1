using ApiGovernance.Protocol.Descriptors.Policies;

namespace ApiGovernance.Protocol.Descriptors.Reading.Policies;

/// <summary>Reads <c>policy.idempotency</c>.</summary>
internal static class IdempotencyPolicyReader
{
    private const int MaxHours = 366 * 24;
    private const int MaxBytes = 16 * 1024 * 1024;
    private const string HeaderPrefix = "header:";

    private static readonly TextRule Key = new(
        "a JSON pointer into the request body, or `header:` and the name of a field",
        text => text.Length <= 300 && (text.StartsWith(HeaderPrefix, StringComparison.Ordinal) ? TextRule.HeaderName.IsMatch(text[HeaderPrefix.Length..]) : IsPointer(text)),
        "Write it like /orderNumber or header:Purchase-Order.");

    private static readonly TextRule Lookup = new(
        "a GET with one parameter in its path", text => TextRule.Operation.IsMatch(text) && HasOneParameter(text), "Write it like GET /orders/{orderNumber}.");

    public static IdempotencyPolicy? Read(NodeReader policy) => policy.Object("idempotency", Members);

    /// <summary>A repeated GET has no second effect, so a key on one is a misunderstanding.</summary>
    public static void CheckMethod(NodeReader item, OperationRule rule)
    {
        if (IsOn(rule.Policy) && rule.Operation.Split(' ')[0] is "GET" or "HEAD" or "OPTIONS" or "TRACE")
        {
            item.Wrong(
                "idempotency-method", "operation", $"is {Spelling.Quote(rule.Operation)}, and repeating that has no effect that a key could keep away.",
                "Leave `idempotency` out here, or name an operation that changes something.");
        }
    }

    /// <summary>Without an identity one caller could fetch the answer that another was given.</summary>
    public static void CheckCallers(NodeReader spec, OperationPolicy? policy, IReadOnlyList<OperationRule> rules)
    {
        if (spec.TextOf("authentication") == "none" && (IsOn(policy) || rules.Any(rule => IsOn(rule.Policy))))
        {
            spec.Wrong(
                "idempotency-callers", "authentication", "is `none`, but keys are kept by consumer and somebody has to be one.",
                "Require authentication, or leave `idempotency` out.");
        }
    }

    private static bool IsOn(OperationPolicy? policy) => policy is { Idempotency.Mode: not IdempotencyMode.Off };

    private static IdempotencyPolicy Members(NodeReader node)
    {
        IdempotencyPolicy policy = new()
        {
            Mode = node.Choice<IdempotencyMode>("mode"),
            Key = node.OptionalText("key", Key),
            RetentionHours = node.Integer("retentionHours", 1, MaxHours) ?? IdempotencyPolicy.DefaultRetentionHours,
            MaxResponseBytes = node.Integer("maxResponseBytes", 0, MaxBytes) ?? IdempotencyPolicy.DefaultMaxResponseBytes,
            ResponseHeaders = node.Texts("responseHeaders", TextRule.HeaderName, maximum: 50),
            ServerErrors = node.Choice<ServerErrorMeaning>("serverErrors", ServerErrorMeaning.Unknown),
            Reconcile = node.Object("reconcile", Reconcile),
        };
        bool isNatural = policy.Mode == IdempotencyMode.Natural;
        if (isNatural && !node.Has("key"))
            node.Wrong("idempotency-key", "key", "is missing: a natural key is somewhere in the request.", "Say where, e.g. key: /orderNumber.");
        else if (!isNatural && node.Has("key"))
            node.Wrong("idempotency-key", "key", "is for natural keys only; the others come in Idempotency-Key.", "Leave it out, or write mode: natural.");
        if (!isNatural && node.Has("reconcile"))
        {
            node.Wrong(
                "idempotency-key", "reconcile", "is for natural keys only: no back end finds an order by the client's Idempotency-Key.",
                "Leave it out, or write mode: natural.");
        }

        return policy;
    }

    private static ReconcilePolicy Reconcile(NodeReader node) => new(node.Text("operation", Lookup))
    {
        AfterSeconds = node.Integer("afterSeconds", 0, 86_400) ?? ReconcilePolicy.DefaultAfterSeconds,
    };

    /// <summary>RFC 6901: each tilde is the beginning of an escape. The whole document is no key.</summary>
    private static bool IsPointer(string text)
    {
        if (!text.StartsWith('/'))
            return false;
        for (int i = text.IndexOf('~', StringComparison.Ordinal); i >= 0; i = text.IndexOf('~', i + 1))
        {
            if (i + 1 >= text.Length || text[i + 1] is not ('0' or '1'))
                return false;
        }

        return true;
    }

    private static bool HasOneParameter(string operation)
    {
        int open = operation.IndexOf('{', StringComparison.Ordinal);
        int close = operation.IndexOf('}', StringComparison.Ordinal);
        return operation.StartsWith("GET ", StringComparison.Ordinal) && open > 0 && close > open + 1
            && operation.IndexOf('{', open + 1) < 0 && operation.IndexOf('}', close + 1) < 0;
    }
}
