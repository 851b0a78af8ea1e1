using ApiGovernance.Gateway.Authorization;
using ApiGovernance.Gateway.Validation;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;

namespace ApiGovernance.Gateway.Routing;

/// <summary>One operation of a contract, ready to be served.</summary>
internal sealed class CompiledOperation(string method, string template, string route)
{
    public string Method { get; } = method;

    /// <summary>The path as the contract writes it.</summary>
    public string Template { get; } = template;

    /// <summary>As people and usage reports name it, e.g. <c>POST /orders</c>.</summary>
    public string Name { get; } = $"{method} {template}";

    /// <summary>Base path, version and template: the <c>http.route</c> of telemetry.</summary>
    public string Route { get; } = route;

    /// <summary>The template's parameters in the order of the matcher's captures.</summary>
    public IReadOnlyList<string> PathParameters { get; } = OperationMatcherBuilder.ParameterNames(template);

    /// <summary>Its place among the operations of its contract.</summary>
    public required int Index { get; init; }

    /// <summary>The names of the query parameters that the contract declares.</summary>
    public IReadOnlyList<string> QueryParameters { get; init; } = [];

    public required ScopeRequirement Scopes { get; init; }

    public required OperationParameters Parameters { get; init; }

    /// <summary>Names of the header parameters that have an underscore: only as declared ones they go on.</summary>
    public IReadOnlyList<string> UnderscoredHeaders { get; init; } = [];

    /// <summary>The template or a path parameter in matrix style gives the semicolon a meaning.</summary>
    public bool TakesSemicolons { get; init; }

    /// <summary>The path parameters in matrix style, which begin with a semicolon; those of no other style may have one.</summary>
    public IReadOnlyList<string> MatrixParameters { get; init; } = [];

    /// <summary><c>x-apigov-websocket: true</c> on a GET: what is said after the handshake is not looked at.</summary>
    public bool IsWebSocket { get; init; }

    /// <summary>Null when the contract declares no body.</summary>
    public BodyPlan? Body { get; init; }

    /// <summary><c>x-apigov-stream: true</c>: bodies pass in both directions without being held or looked at.</summary>
    public bool IsStream { get; init; }

    /// <summary>Takes gRPC: such calls go on over HTTP/2, which has the trailers they need.</summary>
    public bool IsGrpc => Body?.IsGrpc == true;

    /// <summary>Null when nobody looks at the answers of this version.</summary>
    public ResponsePlans? Responses { get; init; }

    /// <summary>Never executed: set on the request at its end, so that telemetry shows the contract's route and not the proxy's.</summary>
    public Endpoint Endpoint { get; } = new RouteEndpoint(
        static _ => Task.CompletedTask, RoutePatternFactory.Pattern(route, []), 0, new EndpointMetadataCollection(new RouteLabel(route)), route);

    public bool DeclaresHeader(string name) => UnderscoredHeaders.Contains(name, StringComparer.OrdinalIgnoreCase);

    private sealed record RouteLabel(string Route) : IRouteDiagnosticsMetadata;
}
