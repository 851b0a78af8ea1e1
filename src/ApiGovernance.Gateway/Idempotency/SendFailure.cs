using System.Net.Sockets;
using Microsoft.AspNetCore.Http;
using Yarp.ReverseProxy.Forwarder;

namespace ApiGovernance.Gateway.Idempotency;

/// <summary>Whether a call that failed can have had an effect.</summary>
internal static class SendFailure
{
    /// <summary>
    /// True when the back end cannot have seen the request: no byte of its body was taken, or, where it has none, there was no
    /// connection. Everything else counts as sent.
    /// </summary>
    public static bool NeverReached(Exchange exchange)
    {
        // Where somebody watched the tries, they know it.
        if (exchange.Call is { Failure: { } seen } call)
            return !call.Reached && !seen.Reached;
        HttpContext context = exchange.Context;
        if (context.Features.Get<IForwarderErrorFeature>() is not { Error: ForwarderError.Request } failure)
            return false;
        if (context.Request.ContentLength > 0)
            return context.Request.Body is MemoryStream { Position: 0 };
        for (Exception? error = failure.Exception; error is not null; error = error.InnerException)
        {
            if (error is SocketException { SocketErrorCode: SocketError.ConnectionRefused or SocketError.HostNotFound or SocketError.HostUnreachable or SocketError.NetworkUnreachable })
                return true;
        }

        return false;
    }
}
