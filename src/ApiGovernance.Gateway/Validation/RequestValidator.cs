using ApiGovernance.Gateway.Observability;
using ApiGovernance.Gateway.Problems;
using ApiGovernance.JsonSchema;
using ApiGovernance.Protocol.Descriptors;
using ApiGovernance.Protocol.Descriptors.Policies;
using ApiGovernance.Protocol.Snapshots;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace ApiGovernance.Gateway.Validation;

/// <summary>Holds a request against its contract before the back end sees it. The size of a body is bounded in every mode.</summary>
internal sealed class RequestValidator(GatewayOptions options, GatewayMetrics metrics, UsageCounters usage, Violations violations)
{
    /// <summary>RFC 9530: digests are of the packed bytes.</summary>
    private static readonly string[] FieldsOfPackedBodies = ["Content-Encoding", "Content-Digest", "Repr-Digest", "Digest", "Content-MD5"];

    private static readonly Problem UnknownParameters = new(ProblemTypes.InvalidParameters, "The query has a parameter that the contract does not declare.");

    public ValueTask<Problem?> ValidateAsync(Exchange exchange)
    {
        ApiVersionPart part = exchange.Version!.Part;
        HttpRequest request = exchange.Context.Request;
        if (OperationShape.Check(exchange) is { } misshapen)
            return ValueTask.FromResult<Problem?>(misshapen);
        bool hasBody = HasBody(exchange.Context);
        if (hasBody && RequestBody.Bound(exchange.Context, part.MaxBodyBytes) is { } tooLarge)
            return ValueTask.FromResult<Problem?>(tooLarge);
        ValidationSettings settings = exchange.Settings!.Validation;
        if (hasBody && exchange.Operation is { Body: null, IsStream: false, IsWebSocket: false })
        {
            if (settings.Request == ValidationMode.Enforce)
                return WithoutBodyAsync(exchange, settings);
            // RFC 9110, 9.3.1: it has no meaning, and a back end might take it for the next request.
            if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
            {
                UndeclaredBody.Drop(exchange.Context);
                hasBody = false;
            }
        }

        if (settings.Request == ValidationMode.Off)
            return ValueTask.FromResult<Problem?>(null);
        // Frameworks announce a body of unknown length and then send none; what is none needs no type.
        if (hasBody && settings.Request == ValidationMode.Enforce && request.ContentLength is null && string.IsNullOrEmpty(request.ContentType)
            && exchange.Operation!.Body is not null)
        {
            return WithoutTypeAsync(exchange, settings);
        }

        bool chosen = settings.ChecksRequest();
        usage.Observe(exchange);
        // The names of a request are noted while it is checked, so one that is observed is checked.
        return chosen || exchange.Observation is not null ? CheckAsync(exchange, settings, hasBody) : ValueTask.FromResult<Problem?>(null);
    }

    private async ValueTask<Problem?> WithoutBodyAsync(Exchange exchange, ValidationSettings settings)
    {
        if (!await UndeclaredBody.IsEmptyAsync(exchange.Context).ConfigureAwait(false))
            return Judge(exchange, settings, UndeclaredBody.Refusal);
        UndeclaredBody.Drop(exchange.Context);
        usage.Observe(exchange);
        return await CheckAsync(exchange, settings, hasBody: false).ConfigureAwait(false);
    }

    private async ValueTask<Problem?> WithoutTypeAsync(Exchange exchange, ValidationSettings settings)
    {
        bool hasBody = !await UndeclaredBody.IsEmptyAsync(exchange.Context).ConfigureAwait(false);
        if (!hasBody)
            UndeclaredBody.Drop(exchange.Context);
        usage.Observe(exchange);
        return await CheckAsync(exchange, settings, hasBody).ConfigureAwait(false);
    }

    private ValueTask<Problem?> CheckAsync(Exchange exchange, ValidationSettings settings, bool hasBody)
    {
        HttpRequest request = exchange.Context.Request;
        bool strict = settings.UnknownQueryParameters == UnknownNames.Refuse;
        if (Judge(exchange, settings, ParameterValidator.Validate(exchange, options.MaxValidationErrors, strict)) is { } parameters)
            return ValueTask.FromResult<Problem?>(parameters);
        if (settings.UnknownQueryParameters == UnknownNames.Report && exchange.Operation!.Parameters.Strict.HasUndeclared(request.QueryString.Value))
            violations.Judge(exchange, UnknownParameters, Violations.Request, ValidationMode.Report);
        if (exchange.Operation!.Body is not { } plan)
        {
            if (hasBody && exchange.Operation is { IsStream: false, IsWebSocket: false } && request.ContentLength is not null)
                Judge(exchange, settings, UndeclaredBody.Refusal);
            return ValueTask.FromResult<Problem?>(null);
        }

        ContentCodings? codings = exchange.Operation.IsStream ? null : settings.Codings;
        if (Judge(exchange, settings, BodyValidator.CheckHead(request, plan, hasBody, options.TranscodeBodies, codings, out BodyCheck? check)) is { } head)
            return ValueTask.FromResult<Problem?>(head);
        switch (check?.Kind)
        {
            case null or BodyKind.Free:
                // Of a stream that the contract describes all the same, names are missed.
                if (check?.Media.IsDescribed == true)
                    exchange.Observation?.IsIncomplete = true;
                return ValueTask.FromResult<Problem?>(null);
            case BodyKind.Unchecked:
                metrics.BodyNotChecked(exchange.Version!.Part, exchange.Operation, check.Media.Name, Violations.Request);
                exchange.UncheckedBody = check.Media.Name;
                exchange.Observation?.IsIncomplete = true;
                return ValueTask.FromResult<Problem?>(null);
            default:
                return ValidateBodyAsync(exchange, settings, plan, check);
        }
    }

    private async ValueTask<Problem?> ValidateBodyAsync(Exchange exchange, ValidationSettings settings, BodyPlan plan, BodyCheck check)
    {
        if (await ReadAsync(exchange).ConfigureAwait(false) is { } unreadable)
            return unreadable;
        BufferedBody body = exchange.Body!;
        BufferedBody? unpacked = null;
        if (check.Coding != ContentCodings.None)
        {
            (unpacked, Problem? damaged) = Unpacking.Unpack(body, check.Coding, settings.MaxDecompressedBytes);
            if (unpacked is null)
                return Judge(exchange, settings, damaged);
            body = unpacked;
        }

        Problem? problem;
        try
        {
            problem = await CheckContentAsync(exchange, settings, plan, check, body).ConfigureAwait(false);
        }
        catch
        {
            unpacked?.Return();
            throw;
        }

        if (unpacked is not null)
            Settle(exchange, settings, unpacked);
        return Judge(exchange, settings, problem);
    }

    /// <summary>Where it is enforced, what was checked is what goes on: unpacked. Else nothing about the request changes.</summary>
    private static void Settle(Exchange exchange, ValidationSettings settings, BufferedBody unpacked)
    {
        if (settings.Request != ValidationMode.Enforce)
        {
            unpacked.Return();
            return;
        }

        HttpRequest request = exchange.Context.Request;
        exchange.Body!.Return();
        exchange.Body = unpacked;
        unpacked.Replace(request);
        foreach (string name in FieldsOfPackedBodies)
            request.Headers.Remove(name);
    }

    private async ValueTask<Problem?> CheckContentAsync(Exchange exchange, ValidationSettings settings, BodyPlan plan, BodyCheck check, BufferedBody body)
    {
        HttpRequest request = exchange.Context.Request;
        FieldObservation? noted = exchange.Observation ?? (settings.UnknownProperties == UnknownNames.Allow ? null : FieldObservation.Rent());
        BodyContent content = new(check, body.Memory, options.MaxValidationErrors, noted?.Properties, settings.Limits);
        Problem? problem = await BodyValidator.CheckContentAsync(request.ContentType, plan, content, exchange.Context.RequestAborted).ConfigureAwait(false);
        ReadOnlyMemory<byte> text = body.Memory;
        // It was converted once already, so it can be.
        if (problem is null && check.Charset is { } charset)
            Charsets.TryConvert(charset, ref text);
        if (problem is null && check.Kind.IsJson() && JsonPortability.Check(text.Span) is { } unportable)
            problem = new Problem(ProblemTypes.MalformedBody, unportable);
        if (problem is null && settings.Canonical != ValidationMode.Off && check.Kind == BodyKind.Json
            && CanonicalKeyword.Check(check.Media, text.Span, options.MaxValidationErrors, settings.Limits) is { } deviation)
        {
            if (settings.Canonical == ValidationMode.Enforce)
                problem = deviation;
            else
                violations.Judge(exchange, deviation, Violations.Request, ValidationMode.Report);
        }

        if (problem is null && settings.UnknownProperties != UnknownNames.Allow && UnknownProperties.Find(noted!.Properties, options.MaxValidationErrors) is { } unknown)
        {
            if (settings.UnknownProperties == UnknownNames.Refuse)
                problem = unknown;
            else
                violations.Judge(exchange, unknown, Violations.Request, ValidationMode.Report);
        }

        if (exchange.Observation is null)
            noted?.Return();
        return problem;
    }

    /// <summary>Reads the body and puts what was read back in its place.</summary>
    /// <returns>Null, or why it cannot be read.</returns>
    internal static async ValueTask<Problem?> ReadAsync(Exchange exchange)
    {
        (exchange.Body, Problem? unreadable) = await RequestBody.ReadAsync(exchange, exchange.Version!.Part.MaxBodyBytes).ConfigureAwait(false);
        return unreadable;
    }

    /// <summary>Counts a violation; in report mode the request goes on all the same.</summary>
    private Problem? Judge(Exchange exchange, ValidationSettings settings, Problem? problem)
    {
        if (problem is null)
            return null;
        exchange.Observation?.IsIncomplete = true;
        return violations.Judge(exchange, problem, Violations.Request, settings.Request);
    }

    private static bool HasBody(HttpContext context) =>
        context.Request.ContentLength != 0 && context.Features.Get<IHttpRequestBodyDetectionFeature>() is { CanHaveBody: true };

    public static Problem TooLarge(int most) => new(ProblemTypes.BodyTooLarge, $"The body may have {most} bytes at most.")
    {
        Members = [Problem.Member("maxBodyBytes", most)],
        // The rest of the body is not read, so the connection is of no further use.
        Headers = [Problem.Header("Connection", "close")],
    };
}
