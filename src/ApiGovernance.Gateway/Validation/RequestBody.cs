using ApiGovernance.Gateway.Problems;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace ApiGovernance.Gateway.Validation;

/// <summary>A request's body for whoever needs all of it before the call goes on: within the API's bound, or a refusal that says why not.</summary>
internal static class RequestBody
{
    /// <summary>
    /// The server counts the framing of a chunked body too, so its limit is wider than ours. Bodies that are read are also counted
    /// here, exactly; the others end at the server's limit.
    /// </summary>
    private const int FramingAllowance = 4096;

    private static readonly Problem TooSlow = new(ProblemTypes.RequestTimeout, "The body came too slowly, and the server no longer waits for it.")
    {
        // RFC 9110, 15.5.9.
        Headers = [Problem.Header("Connection", "close")],
    };

    /// <summary>Refuses at once what says that it is too long; has the server stop whatever turns out to be.</summary>
    public static Problem? Bound(HttpContext context, int most)
    {
        bool tooLarge = context.Request.ContentLength > most;
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            // After a refusal the server throws away what still comes, for five seconds at most: most clients send their whole body
            // before they look at the answer, and a connection that breaks under them would hide it.
            limit.MaxRequestBodySize = tooLarge ? null : context.Request.ContentLength is null ? most + (most / 2L) + FramingAllowance : most;
        }

        return tooLarge ? RequestValidator.TooLarge(most) : null;
    }

    /// <param name="status">What the server makes of it; null where it does not know better than that something is wrong.</param>
    public static Problem Unreadable(int? status, int most) => status switch
    {
        StatusCodes.Status413PayloadTooLarge => RequestValidator.TooLarge(most),
        StatusCodes.Status408RequestTimeout => TooSlow,
        _ => new Problem(ProblemTypes.MalformedRequest, "The body ended early or was not framed as HTTP says."),
    };

    /// <summary>Reads it and puts what was read in its place.</summary>
    /// <param name="most">Bytes it may have.</param>
    /// <returns>The body, or why it cannot be had.</returns>
    public static async ValueTask<(BufferedBody? Body, Problem? Problem)> ReadAsync(Exchange exchange, int most)
    {
        HttpRequest request = exchange.Context.Request;
        if (Bound(exchange.Context, most) is { } tooLarge)
            return (null, tooLarge);
        BufferedBody? body;
        try
        {
            body = await BufferedBody.ReadAsync(request.Body, request.ContentLength, most, exchange.Context.RequestAborted).ConfigureAwait(false);
        }
        // Some faults of framing come as any other trouble with the connection.
        catch (IOException error) when (!exchange.Context.RequestAborted.IsCancellationRequested)
        {
            return (null, Unreadable((error as BadHttpRequestException)?.StatusCode, most));
        }

        body?.Replace(request);
        return (body, body is null ? RequestValidator.TooLarge(most) : null);
    }
}
