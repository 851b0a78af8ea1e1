using System.Net;
using ApiGovernance.Gateway.Problems;
using ApiGovernance.Gateway.Validation;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.Model;
using Yarp.ReverseProxy.Transforms;
using Yarp.ReverseProxy.Transforms.Builder;

namespace ApiGovernance.Gateway.Routing;

/// <summary>Hands a request over to YARP and gives its failures a body.</summary>
/// <param name="next">Routing and the proxy's endpoints.</param>
internal sealed class Forwarder(RequestDelegate next)
{
    public async ValueTask<Problem?> ForwardAsync(Exchange exchange)
    {
        HttpContext context = exchange.Context;
        UnwantedFields.Strip(exchange);
        context.Request.Headers[ResponseHeaders.CorrelationId] = exchange.CorrelationId;
        if (exchange.Consumer is { } consumer)
            context.Request.Headers["X-Consumer-Id"] = consumer.Name;
        context.Request.Path = exchange.Version!.Model.ProxyPath;
        context.Features.Set(exchange);
        await next(context).ConfigureAwait(false);

        if (exchange.ResponseProblem is { } refused)
            return refused;
        if (context.Features.Get<IForwarderErrorFeature>() is { } error)
            return Explain(exchange, error);
        if (context.Features.Get<IReverseProxyFeature>() is null)
            throw new InvalidOperationException($"The proxy has no route {exchange.Version.Model.ProxyPath}.");
        return null;
    }

    /// <summary>What YARP does to each request and response of ours, beside what it does anyway.</summary>
    public static void AddTransforms(TransformBuilderContext builder)
    {
        builder.AddRequestTransform(static context =>
        {
            Exchange exchange = context.HttpContext.Features.GetRequiredFeature<Exchange>();
            context.ProxyRequest.RequestUri = UpstreamAddress.Of(exchange);
            if (exchange.Operation!.IsGrpc)
                (context.ProxyRequest.Version, context.ProxyRequest.VersionPolicy) = (HttpVersion.Version20, HttpVersionPolicy.RequestVersionExact);
            return default;
        });
        ResponseValidator validator = builder.Services.GetRequiredService<ResponseValidator>();
        builder.AddResponseTransform(async context =>
        {
            // Without an answer the problem brings the headers.
            if (context.ProxyResponse is null)
                return;
            Exchange exchange = context.HttpContext.Features.GetRequiredFeature<Exchange>();
            await validator.ValidateAsync(context, exchange).ConfigureAwait(false);
            ResponseHeaders.Apply(exchange, context.HttpContext.Response.Headers);
        });
    }

    /// <summary>Connections to back ends. YARP itself turns off redirects, cookies, decompression and the machine's proxy.</summary>
    public static void Configure(ForwarderHttpClientContext context, SocketsHttpHandler handler)
    {
        handler.ConnectTimeout = TimeSpan.FromSeconds(5);
        // Back ends move: their names are looked up again from time to time.
        handler.PooledConnectionLifetime = TimeSpan.FromMinutes(10);
        handler.MaxResponseHeadersLength = 64;
        // As the server reads them and was sent them; without it a field with a letter beyond ASCII would fail.
        handler.RequestHeaderEncodingSelector = static (_, _) => System.Text.Encoding.UTF8;
    }

    private static Problem? Explain(Exchange exchange, IForwarderErrorFeature error)
    {
        string backend = exchange.Version!.Backend.Name;
        switch (error.Error)
        {
            case ForwarderError.None or ForwarderError.RequestCanceled or ForwarderError.RequestBodyCanceled or ForwarderError.ResponseBodyCanceled:
                return null;
            case ForwarderError.RequestTimedOut:
                return new Problem(
                    ProblemTypes.BackendTimeout, $"'{backend}' made no progress for {exchange.Version.Backend.TimeoutSeconds} s.");
            case ForwarderError.RequestBodyClient:
                return exchange.Context.Response.StatusCode == StatusCodes.Status413PayloadTooLarge
                    ? RequestValidator.TooLarge(exchange.Version.Part.MaxBodyBytes)
                    : new Problem(ProblemTypes.MalformedRequest, "The body ended early or was not framed as HTTP says.");
            case ForwarderError.Request when HasTimedOut(error.Exception):
                return new Problem(ProblemTypes.BackendTimeout, $"'{backend}' did not accept a connection in time.");
            default:
                return new Problem(ProblemTypes.BackendUnreachable, $"'{backend}' cannot be reached or broke the connection.");
        }
    }

    private static bool HasTimedOut(Exception? error)
    {
        for (; error is not null; error = error.InnerException)
        {
            if (error is TimeoutException)
                return true;
        }

        return false;
    }
}
