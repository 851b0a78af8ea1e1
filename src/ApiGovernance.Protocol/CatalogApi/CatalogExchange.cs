using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.Protocol.CatalogApi;

/// <summary>A <see cref="WitnessExchange"/> as the catalog API writes it.</summary>
public sealed record CatalogExchange
{
    public required bool IsRequest { get; init; }

    public required string RequestLine { get; init; }

    public string? Status { get; init; }

    public IReadOnlyList<CatalogHeader> Headers { get => field ?? []; init; } = [];

    public string? Body { get; init; }

    public string? Pointer { get; init; }

    public string? Reason { get; init; }

    public static CatalogExchange From(WitnessExchange exchange)
    {
        ArgumentNullException.ThrowIfNull(exchange);
        return new CatalogExchange
        {
            IsRequest = exchange.IsRequest,
            RequestLine = exchange.RequestLine,
            Status = exchange.Status,
            Headers = [.. exchange.Headers.Select(header => new CatalogHeader(header.Key, header.Value))],
            Body = exchange.Body,
            Pointer = exchange.Pointer,
            Reason = exchange.Reason,
        };
    }

    public WitnessExchange ToExchange() => new()
    {
        IsRequest = IsRequest,
        RequestLine = RequestLine,
        Status = Status,
        Headers = [.. Headers.Select(header => KeyValuePair.Create(header.Name, header.Value))],
        Body = Body,
        Pointer = Pointer,
        Reason = Reason,
    };
}

public sealed record CatalogHeader(string Name, string Value);
