using ApiGovernance.Gateway.Observability;
using ApiGovernance.Gateway.Problems;
using ApiGovernance.Protocol.Descriptors;
using ApiGovernance.Protocol.Snapshots;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace ApiGovernance.Gateway.Validation;

/// <summary>Holds a request against its contract before the back end sees it. The size of a body is bounded in every mode.</summary>
internal sealed class RequestValidator(GatewayOptions options, GatewayMetrics metrics, UsageCounters usage)
{
    /// <summary>
    /// The server counts the framing of a chunked body too, so its limit is wider than ours. Bodies that are read are also counted
    /// here, exactly; the others end at the server's limit.
    /// </summary>
    private const int FramingAllowance = 4096;

    public ValueTask<Problem?> ValidateAsync(Exchange exchange)
    {
        ApiVersionPart part = exchange.Version!.Part;
        HttpRequest request = exchange.Context.Request;
        bool hasBody = HasBody(exchange.Context);
        if (hasBody && Bound(exchange.Context, part.MaxBodyBytes) is { } tooLarge)
            return ValueTask.FromResult<Problem?>(tooLarge);
        if (hasBody && exchange.Operation!.Body is null && (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method)))
        {
            // RFC 9110, 9.3.1: it has no meaning, and a back end might take it for the next request.
            exchange.Context.Features.Set<IHttpRequestBodyDetectionFeature>(NoBody.Instance);
            request.ContentLength = null;
            request.ContentType = null;
            hasBody = false;
        }

        if (part.RequestValidation == ValidationMode.Off)
            return ValueTask.FromResult<Problem?>(null);
        usage.Observe(exchange);
        if (Judge(exchange, ParameterValidator.Validate(exchange, options.MaxValidationErrors)) is { } parameters)
            return ValueTask.FromResult<Problem?>(parameters);
        if (exchange.Operation!.Body is not { } plan)
            return ValueTask.FromResult<Problem?>(null);
        if (Judge(exchange, BodyValidator.CheckHead(request, plan, hasBody, options.TranscodeBodies, out BodyCheck? check)) is { } head)
            return ValueTask.FromResult<Problem?>(head);
        switch (check?.Kind)
        {
            case null or BodyKind.Free:
                return ValueTask.FromResult<Problem?>(null);
            case BodyKind.Unchecked:
                metrics.BodyNotChecked(part, exchange.Operation, check.Media.Name);
                exchange.UncheckedBody = check.Media.Name;
                exchange.Observation?.IsIncomplete = true;
                return ValueTask.FromResult<Problem?>(null);
            default:
                return ValidateBodyAsync(exchange, plan, check);
        }
    }

    private async ValueTask<Problem?> ValidateBodyAsync(Exchange exchange, BodyPlan plan, BodyCheck check)
    {
        HttpRequest request = exchange.Context.Request;
        int most = exchange.Version!.Part.MaxBodyBytes;
        try
        {
            exchange.Body = await BufferedBody.ReadAsync(request, request.ContentLength, most, exchange.Context.RequestAborted).ConfigureAwait(false);
        }
        catch (BadHttpRequestException error)
        {
            return error.StatusCode == StatusCodes.Status413PayloadTooLarge
                ? TooLarge(most)
                : new Problem(ProblemTypes.MalformedRequest, "The body ended early or was not framed as HTTP says.");
        }

        if (exchange.Body is not { } body)
            return TooLarge(most);
        body.Replace(request);
        BodyContent content = new(check, body.Memory, options.MaxValidationErrors, exchange.Observation?.Properties);
        return Judge(exchange, await BodyValidator.CheckContentAsync(request, plan, content).ConfigureAwait(false));
    }

    /// <summary>Counts a violation; in report mode the request goes on all the same.</summary>
    private Problem? Judge(Exchange exchange, Problem? problem)
    {
        if (problem is null)
            return null;
        exchange.Observation?.IsIncomplete = true;
        ApiVersionPart part = exchange.Version!.Part;
        metrics.ValidationFailed(part, exchange.Operation!, problem.Type);
        return part.RequestValidation == ValidationMode.Enforce ? problem : null;
    }

    private static bool HasBody(HttpContext context) =>
        context.Request.ContentLength != 0 && context.Features.Get<IHttpRequestBodyDetectionFeature>() is { CanHaveBody: true };

    /// <summary>Refuses at once what says that it is too long; has the server stop whatever turns out to be.</summary>
    private static Problem? Bound(HttpContext context, int most)
    {
        bool tooLarge = context.Request.ContentLength > most;
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            // After a refusal the server throws away what still comes, for five seconds at most: most clients send their whole body
            // before they look at the answer, and a connection that breaks under them would hide it.
            limit.MaxRequestBodySize = tooLarge ? null : context.Request.ContentLength is null ? most + (most / 2L) + FramingAllowance : most;
        }

        return tooLarge ? TooLarge(most) : null;
    }

    public static Problem TooLarge(int most) => new(ProblemTypes.BodyTooLarge, $"The body may have {most} bytes at most.")
    {
        Members = [Problem.Member("maxBodyBytes", most)],
        // The rest of the body is not read, so the connection is of no further use.
        Headers = [Problem.Header("Connection", "close")],
    };

    private sealed class NoBody : IHttpRequestBodyDetectionFeature
    {
        public static NoBody Instance { get; } = new();

        public bool CanHaveBody => false;
    }
}
