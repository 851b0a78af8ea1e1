using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.OpenApi.Model;

/// <summary>A call that the response makes possible.</summary>
public sealed record ApiLink : ApiObject
{
    public required string Name { get; init; }

    /// <summary>Excludes <see cref="OperationRef"/>.</summary>
    public string? OperationId { get; init; }

    /// <summary>A reference to the operation, as written.</summary>
    public string? OperationRef { get; init; }

    /// <summary>Where the operation is written; null when it is not in these documents.</summary>
    public ResolvedNode? Target { get; init; }

    public string? Description { get; init; }

    /// <summary>Values for the operation's parameters, constants or runtime expressions, by name or <c>place.name</c>.</summary>
    public required IReadOnlyList<DocumentMember> Parameters { get; init; }

    /// <summary>A constant or a runtime expression.</summary>
    public DocumentNode? RequestBody { get; init; }

    public ApiServer? Server { get; init; }
}

/// <summary>Requests that the API sends to an address which it learns from a call.</summary>
public sealed record ApiCallback : ApiObject
{
    public required string Name { get; init; }

    /// <summary>One for each expression of the callback.</summary>
    public required IReadOnlyList<ApiCallbackRequest> Requests { get; init; }
}

/// <param name="Expression">Where the request goes: a URL with runtime expressions, e.g. <c>{$request.body#/callbackUrl}</c>.</param>
/// <param name="Operations">What is sent; <see cref="ApiOperation.Path"/> is the expression.</param>
public sealed record ApiCallbackRequest(string Expression, IReadOnlyList<ApiOperation> Operations);
