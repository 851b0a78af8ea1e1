using ApiGovernance.Gateway.Observability;
using Yarp.ReverseProxy.Forwarder;

namespace ApiGovernance.Gateway.Resilience;

/// <summary>Connections to back ends. YARP itself turns off redirects, cookies, decompression and the machine's proxy.</summary>
internal sealed class BackendHttpClientFactory : ForwarderHttpClientFactory
{
    private readonly ReverseProxyPropagator trace = new(new TraceContext());

    protected override void ConfigureHandler(ForwarderHttpClientContext context, SocketsHttpHandler handler)
    {
        base.ConfigureHandler(context, handler);
        handler.ConnectTimeout = TimeSpan.FromSeconds(5);
        // Back ends move: their names are looked up again from time to time.
        handler.PooledConnectionLifetime = TimeSpan.FromMinutes(10);
        handler.MaxResponseHeadersLength = 64;
        handler.ActivityHeadersPropagator = trace;
        // As the server reads them and was sent them; without it a field with a letter beyond ASCII would fail.
        handler.RequestHeaderEncodingSelector = static (_, _) => System.Text.Encoding.UTF8;
    }

    protected override HttpMessageHandler WrapHandler(ForwarderHttpClientContext context, HttpMessageHandler handler) =>
        new CallHandler(base.WrapHandler(context, handler));

    /// <summary>Hands a request that has a call over to it, and any other one on.</summary>
    private sealed class CallHandler(HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            request.RequestUri is CallUri uri ? uri.Call.SendAsync(request, base.SendAsync, cancellationToken) : base.SendAsync(request, cancellationToken);
    }
}
