namespace ApiGovernance.OpenApi.Model;

/// <summary>A method on a path template.</summary>
public sealed record ApiOperation : ApiObject
{
    /// <summary>Upper case, e.g. <c>POST</c>; those of 3.2's <c>additionalOperations</c> as written.</summary>
    public required string Method { get; init; }

    /// <summary>The template as written, e.g. <c>/orders/{orderId}</c>. A webhook's name for webhooks, the expression for callbacks.</summary>
    public required string Path { get; init; }

    public string? OperationId { get; init; }

    public string? Summary { get; init; }

    public string? Description { get; init; }

    public bool Deprecated { get; init; }

    public required IReadOnlyList<string> Tags { get; init; }

    /// <summary>The operation's own parameters and those of its path item, the operation's winning by (name, place).</summary>
    public required IReadOnlyList<ApiParameter> Parameters { get; init; }

    /// <summary>2.0: made from the <c>body</c> parameter; form fields stay parameters in place <see cref="ParameterLocation.Form"/>.</summary>
    public ApiRequestBody? RequestBody { get; init; }

    public required IReadOnlyList<ApiResponse> Responses { get; init; }

    /// <summary>Alternatives (OR) of requirements; inherited from the document where the operation has none. Empty: no security.</summary>
    public required IReadOnlyList<ApiSecurityRequirement> Security { get; init; }

    /// <summary>The operation's servers, else those of its path item, else those of the document.</summary>
    public IReadOnlyList<ApiServer> Servers { get; init; } = [];

    /// <summary>The paths under which it can be called: base path of each server (defaults of variables) and <see cref="Path"/>.</summary>
    public IEnumerable<string> EffectivePaths => Servers.Count == 0
        ? [Path]
        : Servers.Select(server => server.BasePath + Path).Distinct(StringComparer.Ordinal);

    public IReadOnlyList<ApiCallback> Callbacks { get; init; } = [];

    /// <summary>2.0: media types that the operation takes, its own or the document's, lower case. They count for bodies and forms.</summary>
    public IReadOnlyList<string> Consumes { get; init; } = [];

    /// <summary>2.0: media types that the operation gives, its own or the document's, lower case.</summary>
    public IReadOnlyList<string> Produces { get; init; } = [];

    public override string ToString() => $"{Method} {Path}";
}
