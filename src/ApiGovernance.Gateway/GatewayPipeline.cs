using ApiGovernance.Gateway.Admission;
using ApiGovernance.Gateway.Authentication;
using ApiGovernance.Gateway.Authorization;
using ApiGovernance.Gateway.Idempotency;
using ApiGovernance.Gateway.Lifecycle;
using ApiGovernance.Gateway.Problems;
using ApiGovernance.Gateway.Routing;
using ApiGovernance.Gateway.Routing.Canary;
using ApiGovernance.Gateway.Validation;

namespace ApiGovernance.Gateway;

/// <summary>The way of every request, in order. Before the first stage it gets its correlation id; after the last it is accounted for.</summary>
internal sealed class GatewayPipeline(
    LifecycleGate lifecycle, Authenticator authenticator, RequestValidator validator, IdempotencyGate idempotency, BackendAdmission backends, Forwarder forwarder)
{
    public const string Resolve = "resolve";
    public const string Lifecycle = "lifecycle";
    public const string Authenticate = "authenticate";
    public const string Preview = "preview";
    public const string Authorize = "authorize";
    public const string Canary = "canary";
    public const string AdmitConsumer = "admit-consumer";
    public const string Validate = "validate";
    public const string Idempotency = "idempotency";
    public const string Onward = "onward-identity";
    public const string AdmitBackend = "admit-backend";
    public const string Forward = "forward";

    /// <summary>How the stages are called where a call is explained, in the order of <see cref="Stages"/>.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        Resolve, Lifecycle, Authenticate, Preview, Authorize, Canary, AdmitConsumer, Validate, Idempotency, Onward, AdmitBackend, Forward,
    ];

    public Stage[] Stages { get; } =
    [
        new ResolveStage(authenticator).ResolveAsync,
        At(lifecycle.Check),
        authenticator.AuthenticateAsync,
        At(PreviewGate.Check),
        At(Authorizer.Authorize),
        At(CanaryRouting.Choose),
        Admitter.AdmitConsumerAsync,
        validator.ValidateAsync,
        idempotency.GuardAsync,
        backends.PrepareAsync,
        backends.AdmitAsync,
        forwarder.ForwardAsync,
    ];

    private static Stage At(Func<Exchange, Problem?> stage) => exchange => ValueTask.FromResult(stage(exchange));
}
