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

    /// <summary>The order of the stages, by the names that they have where a call is explained.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        Resolve, Lifecycle, Authenticate, Preview, Authorize, Canary, AdmitConsumer, Validate, Idempotency, Onward, AdmitBackend, Forward,
    ];

    /// <summary>In the order of <see cref="Names"/>.</summary>
    public Stage[] Stages { get; } =
    [
        .. Names.Select(name => name switch
        {
            Resolve => new ResolveStage(authenticator).ResolveAsync,
            Lifecycle => At(lifecycle.Check),
            Authenticate => authenticator.AuthenticateAsync,
            Preview => At(PreviewGate.Check),
            Authorize => At(Authorizer.Authorize),
            Canary => At(CanaryRouting.Choose),
            AdmitConsumer => Admitter.AdmitConsumerAsync,
            Validate => validator.ValidateAsync,
            Idempotency => idempotency.GuardAsync,
            Onward => backends.PrepareAsync,
            AdmitBackend => backends.AdmitAsync,
            Forward => (Stage)forwarder.ForwardAsync,
            _ => throw new InvalidOperationException($"There is no stage '{name}'."),
        }),
    ];

    private static Stage At(Func<Exchange, Problem?> stage) => exchange => ValueTask.FromResult(stage(exchange));
}
