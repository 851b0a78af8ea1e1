using ApiGovernance.Gateway.Admission;
using ApiGovernance.Gateway.Authentication;
using ApiGovernance.Gateway.Authentication.Onward;
using ApiGovernance.Gateway.Decisions;
using ApiGovernance.Gateway.Idempotency;
using ApiGovernance.Gateway.Lifecycle;
using ApiGovernance.Gateway.Observability;
using ApiGovernance.Gateway.Observability.Business;
using ApiGovernance.Gateway.Observability.Unregistered;
using ApiGovernance.Gateway.Problems;
using ApiGovernance.Gateway.Resilience;
using ApiGovernance.Gateway.Routing;
using ApiGovernance.Gateway.Routing.Shadow;
using ApiGovernance.Gateway.Snapshots;
using ApiGovernance.Gateway.Validation;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ApiGovernance.Gateway;

/// <summary>Runs the pipeline: the first stage with a problem ends it, and every request is accounted for, however it ends.</summary>
internal sealed partial class GatewayMiddleware(
    SnapshotState snapshots, LifecycleGate lifecycle, Authenticator authenticator, OnwardIdentity onward, IdentityTokens identities,
    RequestValidator validator, IdempotencyGate idempotency, ShadowTraffic shadows, BackendCalls calls, Forwarder forwarder, Accountant accountant, DecisionField decision,
    Health health, TimeProvider clock, ILogger<GatewayMiddleware> logger)
{
    private readonly Stage[] stages =
        new GatewayPipeline(lifecycle, authenticator, validator, idempotency, new BackendAdmission(onward, calls), forwarder).Stages;

    public Task InvokeAsync(HttpContext context) => health.Answer(context) ?? identities.Answer(context) ?? RunAsync(context);

    private async Task RunAsync(HttpContext context)
    {
        Exchange exchange = new(context, snapshots.Current, clock.GetTimestamp())
        {
            CorrelationId = Correlation.IdOf(context.Request),
        };
        // Whoever keeps the connection would lose a later request on it.
        if (health.IsDraining && HttpProtocol.IsHttp11(context.Request.Protocol))
            context.Response.Headers.Connection = "close";
        try
        {
            decision.Offer(exchange);
            for (int i = 0; i < stages.Length && exchange.Problem is null && !exchange.IsAnswered; i++)
            {
                exchange.Stage = i;
                exchange.Problem = await stages[i](exchange).ConfigureAwait(false);
            }

            await UnregisteredCaller.IdentifyAsync(exchange).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
        }
        catch (IOException) when (context.RequestAborted.IsCancellationRequested)
        {
        }
#pragma warning disable CA1031 // The one place where a defect becomes an answer.
        catch (Exception error)
#pragma warning restore CA1031
        {
            Failed(error, exchange.CorrelationId);
            exchange.Problem = new Problem(ProblemTypes.InternalError, "The request could not be handled; the correlation id leads to the cause.");
        }
        finally
        {
            exchange.Slot?.Leave();
            if (exchange.Shadow is { } shadow)
                shadows.PrimaryEnded(exchange, shadow);
            if (exchange.Settings?.Measure is { } measure)
                exchange.Business = BusinessReading.Read(exchange, measure);
            exchange.Body?.Return();
            exchange.SignedBody?.Return();
            exchange.ResponseBody?.Return();
        }

        try
        {
            if (exchange.Idempotent is { } call)
            {
                using (call)
                    exchange.Problem = await call.EndAsync().ConfigureAwait(false);
            }

            if (exchange.Problem is { } problem && !context.RequestAborted.IsCancellationRequested)
                await ProblemWriter.WriteAsync(exchange, problem).ConfigureAwait(false);
        }
        finally
        {
            accountant.Account(exchange);
        }
    }

    [LoggerMessage(1, LogLevel.Error, "The gateway failed on a request (correlation {CorrelationId})")]
    private partial void Failed(Exception error, string correlationId);
}
