namespace ApiGovernance.OpenApi.Findings;

/// <summary>A whole message that was fine on one side of a comparison and is not on the other.</summary>
public sealed record WitnessExchange
{
    /// <summary>The base takes it and the revision refuses it (requests), or the revision may send it and the base did not allow it (responses).</summary>
    public required bool IsRequest { get; init; }

    /// <summary>Method and target as on the wire, e.g. <c>GET /orders?status=draft</c>; for a response, of the request it answers.</summary>
    public required string RequestLine { get; init; }

    /// <summary>Of a response, e.g. <c>200</c>.</summary>
    public string? Status { get; init; }

    /// <summary>In the order in which they are shown.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>As sent; null for none.</summary>
    public string? Body { get; init; }

    /// <summary>JSON pointer into the body (or the parameter's value) of what is refused; null when the whole message is.</summary>
    public string? Pointer { get; init; }

    /// <summary>What the refusing side says, e.g. <c>The value must be one of "open", "closed".</c></summary>
    public string? Reason { get; init; }
}
