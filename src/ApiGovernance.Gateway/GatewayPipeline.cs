using ApiGovernance.Gateway.Admission;
using ApiGovernance.Gateway.Authentication;
using ApiGovernance.Gateway.Authorization;
using ApiGovernance.Gateway.Lifecycle;
using ApiGovernance.Gateway.Problems;
using ApiGovernance.Gateway.Routing;
using ApiGovernance.Gateway.Routing.Canary;
using ApiGovernance.Gateway.Validation;

namespace ApiGovernance.Gateway;

/// <summary>The way of every request, in order. Before the first stage it gets its correlation id; after the last it is accounted for.</summary>
internal sealed class GatewayPipeline(LifecycleGate lifecycle, RequestValidator validator, Forwarder forwarder)
{
    public Stage[] Stages { get; } =
    [
        At(Resolver.Resolve),
        At(lifecycle.Check),
        Authenticator.AuthenticateAsync,
        At(PreviewGate.Check),
        At(Authorizer.Authorize),
        At(CanaryRouting.Choose),
        At(Admitter.AdmitConsumer),
        validator.ValidateAsync,
        At(Admitter.AdmitBackend),
        forwarder.ForwardAsync,
    ];

    private static Stage At(Func<Exchange, Problem?> stage) => exchange => ValueTask.FromResult(stage(exchange));
}
