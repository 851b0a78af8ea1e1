using ApiGovernance.Gateway.Observability;
using ApiGovernance.Gateway.Observability.Conformance;
using ApiGovernance.Gateway.Problems;
using ApiGovernance.Gateway.Streams;
using ApiGovernance.JsonSchema.Parameters;
using ApiGovernance.Protocol.Descriptors;
using Microsoft.AspNetCore.Http;
using Yarp.ReverseProxy.Transforms;

namespace ApiGovernance.Gateway.Validation;

/// <summary>
/// Holds the back end's answer against the contract before the client sees any of it: status, header fields, media type, body. A body is
/// held in memory only where it is to be checked, and only up to a bound; what is longer passes and is counted as unchecked.
/// </summary>
internal sealed class ResponseValidator(GatewayOptions options, GatewayMetrics metrics, AnswerCounters answers, Violations violations)
{
    /// <summary>In the place of a problem: nobody could look at the body, so nothing is known.</summary>
    private static readonly Problem NotChecked = new(ProblemTypes.BackendAnswerInvalid, "");

    /// <summary>Called when the back end's head is there and was copied to the response, before anything was sent.</summary>
    public ValueTask ValidateAsync(ResponseTransformContext context, Exchange exchange)
    {
        ValidationSettings settings = exchange.Settings!.Validation;
        // Of a body that is not passed on nobody will see anything.
        if (settings.Response == ValidationMode.Off || exchange.Operation!.Responses is null || context.SuppressResponseBody)
            return default;
        Forget(exchange);
        return context.HttpContext.Response.StatusCode == StatusCodes.Status101SwitchingProtocols || !settings.ChecksResponse()
            ? default
            : CheckAsync(context, exchange, settings);
    }

    private async ValueTask CheckAsync(ResponseTransformContext context, Exchange exchange, ValidationSettings settings)
    {
        HttpResponse response = context.HttpContext.Response;
        Problem? problem = CheckHead(response, exchange, out ResponsePlan? plan);
        if (problem is null && plan?.Body is { } body && MayHaveBody(context))
            problem = HasBody(context) ? await CheckBodyAsync(context, exchange, settings, body).ConfigureAwait(false) : CheckEmpty(response, exchange);
        if (ReferenceEquals(problem, NotChecked))
        {
            answers.NotChecked(exchange);
            return;
        }

        answers.Checked(exchange, isBroken: problem is not null);
        if (problem is null || violations.Judge(exchange, problem, Violations.Response, settings.Response) is null)
            return;
        exchange.ResponseProblem = problem;
        context.SuppressResponseBody = true;
    }

    private Problem? CheckHead(HttpResponse response, Exchange exchange, out ResponsePlan? plan)
    {
        plan = exchange.Operation!.Responses!.Find(response.StatusCode);
        if (plan is null or { Status: "default" } && IsOfHttp(exchange))
        {
            plan = null;
            return null;
        }

        if (plan is null)
            return ResponseProblems.Of(exchange, [ResponseProblems.Status(response.StatusCode, exchange.Operation.Responses)]);
        if (plan.Headers is not { } headers)
            return null;
        ParameterValidator.Fields fields = new(response.Headers);
        return headers.IsValid(default, fields)
            ? null
            : ResponseProblems.Of(exchange, headers.Validate(default, fields, options.MaxValidationErrors).Select(ParameterValidator.ToProblem));
    }

    /// <summary>
    /// The client has the representation already, or wants a part of it (RFC 9110, 15.4.5 and 15.3.7): what HTTP makes of the answer that
    /// the contract has, and few contracts write down.
    /// </summary>
    private static bool IsOfHttp(Exchange exchange)
    {
        HttpContext context = exchange.Context;
        bool isAsked = context.Response.StatusCode switch
        {
            StatusCodes.Status304NotModified => context.Request.Headers.IfNoneMatch.Count > 0 || context.Request.Headers.IfModifiedSince.Count > 0,
            StatusCodes.Status206PartialContent => context.Request.Headers.Range.Count > 0,
            _ => false,
        };
        return isAsked && exchange.Operation!.Responses!.Find(StatusCodes.Status200OK) is { Status: not "default" };
    }

    /// <summary>No text at all is no JSON. An answer that names no type says nothing, and may do so.</summary>
    private static Problem? CheckEmpty(HttpResponse response, Exchange exchange) =>
        !exchange.Operation!.IsStream && ContentType.TryParse(response.ContentType, out ContentType contentType) && contentType.IsJson
            ? ResponseProblems.Of(exchange, [new ProblemError("The Content-Type says JSON, and the body is empty.") { Pointer = "" }])
            : null;

    private async ValueTask<Problem?> CheckBodyAsync(ResponseTransformContext context, Exchange exchange, ValidationSettings settings, BodyPlan plan)
    {
        HttpResponse response = context.HttpContext.Response;
        if (string.IsNullOrEmpty(response.ContentType) && await IsEmptyAsync(context, exchange, settings).ConfigureAwait(false))
            return null;
        bool isPart = response.StatusCode == StatusCodes.Status206PartialContent;
        bool isTyped = ContentType.TryParse(response.ContentType, out ContentType contentType);
        // RFC 9110, 15.3.7: several parts have a type of their own around them.
        if (isPart && isTyped && contentType.IsByteRanges)
            return Unchecked(exchange, plan.Types[0]);
        if (response.Headers.ContentType.Count > 1 || !isTyped || plan.Find(contentType) is not { } media)
            return ResponseProblems.Of(exchange, [new ProblemError($"The Content-Type must be one of {plan.Accept}.") { Keyword = "content", Parameter = "Content-Type", In = "header" }]);
        BodyKind kind = exchange.Operation!.IsStream ? BodyKind.Free : BodyKinds.Of(contentType, media);
        if (kind == BodyKind.Free)
            return null;
        bool isUtf8 = contentType.IsUtf8;
        // Of a part nobody can say whether the whole is what it should be.
        if (isPart || kind == BodyKind.Unchecked || !ContentCoding.TryRead(response.Headers.ContentEncoding, out ContentCodings coding)
            || (!isUtf8 && kind.IsText()))
            return Unchecked(exchange, media);

        if (!await HoldAsync(context, exchange, settings.MaxResponseBytes).ConfigureAwait(false))
            return Unchecked(exchange, media);
        BufferedBody body = exchange.ResponseBody!;
        BufferedBody? unpacked = null;
        if (coding != ContentCodings.None)
        {
            (unpacked, Problem? damaged) = Unpacking.Unpack(body, coding, settings.MaxResponseBytes);
            if (unpacked is null)
                return damaged!.Type == ProblemTypes.BodyTooLarge ? Unchecked(exchange, media) : ResponseProblems.Of(exchange, damaged);
            body = unpacked;
        }

        if (kind == BodyKind.Json && body.Memory.IsEmpty)
        {
            unpacked?.Return();
            return CheckEmpty(response, exchange);
        }

        BodyContent content = new(new BodyCheck(media, kind, null, coding), body.Memory, options.MaxValidationErrors, null, settings.Limits);
        Problem? problem = await BodyValidator.CheckContentAsync(response.ContentType, plan, content, context.CancellationToken).ConfigureAwait(false);
        if (problem is null && settings.Canonical != ValidationMode.Off && kind == BodyKind.Json
            && CanonicalKeyword.Check(media, body.Span, options.MaxValidationErrors, settings.Limits) is { } deviation)
        {
            if (settings.Canonical == ValidationMode.Enforce)
                problem = deviation;
            else
                violations.Judge(exchange, ResponseProblems.Of(exchange, deviation), Violations.Response, ValidationMode.Report);
        }

        unpacked?.Return();
        return problem is null ? null : ResponseProblems.Of(exchange, problem);
    }

    /// <summary>Reads the body and puts what was read back in its place.</summary>
    /// <returns>False when it is longer than what is held; it is whole all the same.</returns>
    internal static async ValueTask<bool> HoldAsync(ResponseTransformContext context, Exchange exchange, int most)
    {
        HttpContent content = context.ProxyResponse!.Content;
        long? declared = content.Headers.ContentLength;
        if (declared > most)
            return false;
        Stream stream = await content.ReadAsStreamAsync(context.CancellationToken).ConfigureAwait(false);
        (exchange.ResponseBody, bool isWhole) = await BufferedBody.ReadBeginningAsync(stream, declared, most, context.CancellationToken).ConfigureAwait(false);
        context.ProxyResponse.Content = isWhole
            ? new ReadOnlyMemoryContent(exchange.ResponseBody.Memory)
            : new StreamContent(new ResumedStream(exchange.ResponseBody.Memory, stream));
        return isWhole;
    }

    /// <summary>Of an answer whose length nobody has told.</summary>
    private static async ValueTask<bool> IsEmptyAsync(ResponseTransformContext context, Exchange exchange, ValidationSettings settings)
    {
        if (context.ProxyResponse!.Content.Headers.ContentLength is not null)
            return false;
        await HoldAsync(context, exchange, settings.MaxResponseBytes).ConfigureAwait(false);
        return exchange.ResponseBody!.Memory.IsEmpty;
    }

    private Problem Unchecked(Exchange exchange, MediaTypePlan media)
    {
        metrics.BodyNotChecked(exchange.Version!.Part, exchange.Operation!, media.Name, Violations.Response);
        return NotChecked;
    }

    internal static bool HasBody(ResponseTransformContext context) => MayHaveBody(context) && context.ProxyResponse!.Content.Headers.ContentLength != 0;

    private static bool MayHaveBody(ResponseTransformContext context) =>
        !HttpMethods.IsHead(context.HttpContext.Request.Method)
        && context.HttpContext.Response.StatusCode is not (StatusCodes.Status204NoContent or StatusCodes.Status205ResetContent or StatusCodes.Status304NotModified);

    /// <summary>What an earlier try of the same call left behind.</summary>
    private static void Forget(Exchange exchange)
    {
        exchange.ResponseBody?.Return();
        (exchange.ResponseBody, exchange.ResponseProblem) = (null, null);
    }
}
