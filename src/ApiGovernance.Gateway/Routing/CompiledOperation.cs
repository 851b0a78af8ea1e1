using ApiGovernance.Gateway.Authorization;
using ApiGovernance.Gateway.Validation;
using ApiGovernance.JsonSchema.Parameters;
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

    public required ScopeRequirement Scopes { get; init; }

    public required ParameterSet Parameters { get; init; }

    /// <summary>Null when the contract declares no body.</summary>
    public BodyPlan? Body { get; init; }

    /// <summary>Never executed: set on the request at its end, so that telemetry shows the contract's route and not the proxy's.</summary>
    public Endpoint Endpoint { get; } = new RouteEndpoint(
        static _ => Task.CompletedTask, RoutePatternFactory.Pattern(route, []), 0, new EndpointMetadataCollection(new RouteLabel(route)), route);

    private sealed record RouteLabel(string Route) : IRouteDiagnosticsMetadata;
}
