using System.Net;
using ApiGovernance.Gateway.Admission;
using ApiGovernance.Gateway.Authentication.Onward;
using ApiGovernance.Gateway.Decisions;
using ApiGovernance.Gateway.Idempotency;
using ApiGovernance.Gateway.Observability.Business;
using ApiGovernance.Gateway.Problems;
using ApiGovernance.Gateway.Resilience;
using ApiGovernance.Gateway.Routing.Shadow;
using ApiGovernance.Gateway.Snapshots;
using ApiGovernance.Gateway.Validation;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Net.Http.Headers;
using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.Transforms;
using Yarp.ReverseProxy.Transforms.Builder;

namespace ApiGovernance.Gateway.Routing;

/// <summary>Hands a request over to YARP and gives its failures a body.</summary>
internal sealed class Forwarder(IHttpForwarder proxy, ITransformBuilder transforms, OnwardIdentity onward, ShadowTraffic shadows)
{
    private readonly HttpTransformer transformer = transforms.Create(AddTransforms);

    public async ValueTask<Problem?> ForwardAsync(Exchange exchange)
    {
        HttpContext context = exchange.Context;
        using BackendCall? call = exchange.Call;
        if (call is null)
            return await SendAsync(exchange).ConfigureAwait(false);
        call.Start();
        Problem? problem = null;
        try
        {
            return problem = await SendAsync(exchange).ConfigureAwait(false);
        }
        finally
        {
            ForwarderError error = context.Features.Get<IForwarderErrorFeature>()?.Error ?? ForwarderError.None;
            // What is held to be validated is read while the head is passed on, and its client may go meanwhile.
            call.End(error == ForwarderError.ResponseBodyDestination
                || (error is ForwarderError.ResponseHeaders or ForwarderError.ResponseBodyCanceled && !context.RequestAborted.IsCancellationRequested));
            if (problem is not null && !call.IsSent)
                Admitter.GiveBack(exchange);
        }
    }

    private async ValueTask<Problem?> SendAsync(Exchange exchange)
    {
        HttpContext context = exchange.Context;
        // While the request is as it came: the copy may need to show what the call itself does not.
        if (exchange.Version!.Shadow is { } shadow)
            exchange.Shadow = shadows.Choose(exchange, shadow);
        UnwantedFields.Strip(exchange);
        // The body is here in full. A back end that takes no notice of the expectation would have each call wait a second for nothing.
        if ((exchange.Body ?? exchange.SignedBody) is not null)
            context.Request.Headers.Expect = default;
        onward.Strip(context.Request.Headers);
        context.Features.Set(exchange);
        BackendModel backend = exchange.Version.Backend;
        ForwarderError failed = await proxy.SendAsync(context, backend.Address, backend.Client, backend.Request, transformer).ConfigureAwait(false);

        if (exchange.ResponseProblem is { } refused)
            return refused;
        return failed != ForwarderError.None && context.Features.Get<IForwarderErrorFeature>() is { } error ? Explain(exchange, error) : null;
    }

    /// <summary>What YARP does to each request and response of ours, beside what it does anyway.</summary>
    private static void AddTransforms(TransformBuilderContext builder)
    {
        builder.AddRequestTransform(static context =>
        {
            Exchange exchange = context.HttpContext.Features.GetRequiredFeature<Exchange>();
            context.ProxyRequest.RequestUri = UpstreamAddress.Of(exchange);
            if (exchange.Operation!.IsGrpc)
                (context.ProxyRequest.Version, context.ProxyRequest.VersionPolicy) = (HttpVersion.Version20, HttpVersionPolicy.RequestVersionExact);
            OnwardIdentity.Apply(exchange, context.ProxyRequest);
            context.ProxyRequest.Headers.Remove(ResponseHeaders.CorrelationId);
            context.ProxyRequest.Headers.TryAddWithoutValidation(ResponseHeaders.CorrelationId, exchange.CorrelationId);
            // Behind what the proxies before this one said.
            context.ProxyRequest.Headers.TryAddWithoutValidation(HeaderNames.Via, ViaField.Of(context.HttpContext.Request.Protocol));
            exchange.Idempotent?.Sending();
            if (exchange.Shadow is { } shadow)
                exchange.Context.RequestServices.GetRequiredService<ShadowTraffic>().Send(shadow, context.ProxyRequest);
            return default;
        });
        ResponseValidator validator = builder.Services.GetRequiredService<ResponseValidator>();
        builder.AddResponseTransform(async context =>
        {
            // Without an answer the problem brings the headers.
            if (context.ProxyResponse is null)
                return;
            Exchange exchange = context.HttpContext.Features.GetRequiredFeature<Exchange>();
            if (HopFields.Of(context.ProxyResponse) is { } hop)
            {
                foreach (string name in hop)
                    context.HttpContext.Response.Headers.Remove(name);
            }

            // What was kept or is fixed says nothing of the back end, and was held against the contract when it came, if ever.
            if (exchange.Call?.IsDegraded != true)
            {
                exchange.IsBackendAnswer = true;
                // These are the gateway's own words.
                context.HttpContext.Response.Headers.Remove(DecisionField.Answered);
                context.HttpContext.Response.Headers.Remove(IdempotencyReplay.Marker);
                // Where there are tries, each of them tells for itself.
                if (exchange.Call is null)
                    exchange.Slot?.Answered(exchange.Operation!, exchange.SlotTakenAt, context.ProxyResponse);
                await validator.ValidateAsync(context, exchange).ConfigureAwait(false);
                if (exchange.ResponseProblem is null)
                    exchange.Call?.Keep();
                if (exchange.Settings!.Measure?.ResponseId is not null)
                    await BusinessReading.HoldAnswerAsync(context, exchange).ConfigureAwait(false);
            }

            ResponseHeaders.Apply(exchange, context.HttpContext.Response.Headers);
        });
    }

    private static Problem? Explain(Exchange exchange, IForwarderErrorFeature error)
    {
        switch (error.Error)
        {
            case ForwarderError.None or ForwarderError.ResponseBodyClient:
                return null;
            case ForwarderError.RequestCanceled or ForwarderError.RequestBodyCanceled or ForwarderError.ResponseBodyCanceled or ForwarderError.ResponseHeaders
                when exchange.Context.RequestAborted.IsCancellationRequested:
                return null;
            // The connection was handed over and has come to its end, by one side or the other.
            case ForwarderError.UpgradeRequestCanceled or ForwarderError.UpgradeRequestClient or ForwarderError.UpgradeRequestDestination
                or ForwarderError.UpgradeResponseCanceled or ForwarderError.UpgradeResponseClient or ForwarderError.UpgradeResponseDestination
                or ForwarderError.UpgradeActivityTimeout when exchange.Context.Response.HasStarted:
                return null;
            case ForwarderError.RequestBodyClient:
                // The back end has had a part of it, and may not have waited for the rest.
                return BackendProblems.OfAnswer(exchange, RequestBody.Unreadable(exchange.Context.Response.StatusCode, exchange.Version!.Part.MaxBodyBytes));
            default:
                CallFailure failure = exchange.Call?.Failure ?? FailureOf(error);
                // A try that was not answered in time has told it already.
                if (failure.Reason == FailureReason.Timeout && exchange.Call is not { IsAnswered: false })
                    exchange.Slot?.TimedOut();
                return BackendProblems.Of(exchange, failure, exchange.Call?.RetryAfter ?? TimeSpan.Zero);
        }
    }

    private static CallFailure FailureOf(IForwarderErrorFeature error)
    {
        CallFailure failure = CallFailure.Of(error.Exception);
        return error.Error switch
        {
            ForwarderError.RequestTimedOut => failure == CallFailure.ConnectionTimeout ? failure : CallFailure.Idle,
            ForwarderError.RequestCanceled or ForwarderError.RequestBodyCanceled or ForwarderError.ResponseBodyCanceled => CallFailure.Idle,
            ForwarderError.ResponseBodyDestination => CallFailure.Incomplete,
            // A body that is held broke off or is too slow; else there are headers that cannot be passed on.
            ForwarderError.ResponseHeaders => error.Exception switch
            {
                OperationCanceledException => CallFailure.Unfinished,
                IOException or HttpRequestException => CallFailure.Incomplete,
                _ => CallFailure.Protocol,
            },
            _ => failure,
        };
    }
}
