using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.OpenApi.Model;

/// <summary>A method on a path template.</summary>
public sealed record ApiOperation
{
    /// <summary>Upper case, e.g. <c>POST</c>.</summary>
    public required string Method { get; init; }

    /// <summary>The template as written, e.g. <c>/orders/{orderId}</c>. A webhook's name for webhooks.</summary>
    public required string Path { get; init; }

    public string? OperationId { get; init; }

    public string? Summary { get; init; }

    public bool Deprecated { get; init; }

    public required IReadOnlyList<string> Tags { get; init; }

    /// <summary>The operation's own parameters and those of its path item, the operation's winning by (name, place).</summary>
    public required IReadOnlyList<ApiParameter> Parameters { get; init; }

    public ApiRequestBody? RequestBody { get; init; }

    public required IReadOnlyList<ApiResponse> Responses { get; init; }

    /// <summary>Alternatives (OR) of requirements; inherited from the document where the operation has none. Empty: no security.</summary>
    public required IReadOnlyList<ApiSecurityRequirement> Security { get; init; }

    public required DocumentNode Node { get; init; }

    /// <summary>JSON pointer of the operation in its document, e.g. <c>/paths/~1orders/post</c>.</summary>
    public required string Pointer { get; init; }

    public override string ToString() => $"{Method} {Path}";
}
