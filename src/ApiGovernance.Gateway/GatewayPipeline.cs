using ApiGovernance.Gateway.Admission;
using ApiGovernance.Gateway.Authentication;
using ApiGovernance.Gateway.Authentication.Onward;
using ApiGovernance.Gateway.Authorization;
using ApiGovernance.Gateway.Lifecycle;
using ApiGovernance.Gateway.Problems;
using ApiGovernance.Gateway.Routing;
using ApiGovernance.Gateway.Validation;

namespace ApiGovernance.Gateway;

/// <summary>The way of every request, in order. Before the first stage it gets its correlation id; after the last it is accounted for.</summary>
internal sealed class GatewayPipeline(LifecycleGate lifecycle, Authenticator authenticator, OnwardIdentity onward, RequestValidator validator, Forwarder forwarder)
{
    public Stage[] Stages { get; } =
    [
        At(Resolver.Resolve),
        At(lifecycle.Check),
        authenticator.AuthenticateAsync,
        At(Authorizer.Authorize),
        At(Admitter.AdmitConsumer),
        validator.ValidateAsync,
        onward.PrepareAsync,
        At(Admitter.AdmitBackend),
        forwarder.ForwardAsync,
    ];

    private static Stage At(Func<Exchange, Problem?> stage) => exchange => ValueTask.FromResult(stage(exchange));
}
