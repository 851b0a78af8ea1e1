using System.Security.Cryptography;
using System.Text;
using ApiGovernance.Gateway.Idempotency;
using ApiGovernance.Gateway.Problems;
using ApiGovernance.Gateway.Validation;
using ApiGovernance.Protocol.Usage;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;
using Yarp.ReverseProxy.Transforms;

namespace ApiGovernance.Gateway.Observability.Business;

/// <summary>
/// Finds channel and id of calls that are counted. They are in bodies that were validated, or in those that are held for this: JSON
/// alone, within bounds. An id is never kept, only its digest.
/// </summary>
internal static class BusinessReading
{
    /// <summary>Bytes of an answer that are looked at for its id.</summary>
    private const int MaxAnswer = 1024 * 1024;

    /// <summary>Reads the body of a call that nobody has read so far, before it goes on.</summary>
    /// <returns>Null, or why it cannot be read.</returns>
    public static ValueTask<Problem?> HoldRequestAsync(Exchange exchange)
    {
        HttpRequest request = exchange.Context.Request;
        return exchange.Body is not null || exchange.Operation!.IsStream || !IsJson(request.ContentType)
            || exchange.Context.Features.Get<IHttpRequestBodyDetectionFeature>() is not { CanHaveBody: true }
            ? ValueTask.FromResult<Problem?>(null)
            : RequestValidator.ReadAsync(exchange);
    }

    /// <summary>Reads the body of a good answer that nobody has read so far, before it is passed on.</summary>
    public static async ValueTask HoldAnswerAsync(ResponseTransformContext context, Exchange exchange)
    {
        HttpResponse response = context.HttpContext.Response;
        if (exchange.ResponseBody is null && !context.SuppressResponseBody && !exchange.Operation!.IsStream && response.StatusCode is >= 200 and < 300
            && IsJson(response.ContentType) && ResponseValidator.HasBody(context))
        {
            await ResponseValidator.HoldAsync(context, exchange, MaxAnswer).ConfigureAwait(false);
        }
    }

    /// <summary>Called while the bodies are there.</summary>
    public static BusinessCall Read(Exchange exchange, MeasureRule rule) =>
        new(ChannelOf(exchange, rule), exchange.Problem is null && IdOf(exchange, rule) is { } id ? DigestOf(id) : null);

    private static string ChannelOf(Exchange exchange, MeasureRule rule)
    {
        IHeaderDictionary headers = exchange.Context.Request.Headers;
        string? written = rule.ChannelHeader is { } name ? NaturalKey.InHeader(headers[name])
            : rule.ChannelPointer is { } pointer ? InBody(exchange.Body, headers.ContentEncoding, pointer)
            : null;
        return written is not null ? rule.Known(written) : exchange.Consumer?.Channel ?? MeasureRule.UnknownChannel;
    }

    private static string? IdOf(Exchange exchange, MeasureRule rule)
    {
        if (rule.RequestId is { } inRequest)
            return InBody(exchange.Body, exchange.Context.Request.Headers.ContentEncoding, inRequest);
        if (rule.ResponseId is { } inAnswer)
            return InBody(exchange.ResponseBody, exchange.Context.Response.Headers.ContentEncoding, inAnswer);
        return rule.PathId >= 0 && rule.PathId < exchange.PathValues.Length
            ? Uri.UnescapeDataString(exchange.Path.Raw[exchange.PathValues[rule.PathId]])
            : null;
    }

    private static string? InBody(BufferedBody? body, StringValues encoding, string[] pointer)
    {
        if (body is null || !ContentCoding.TryRead(encoding, out ContentCodings coding))
            return null;
        if (coding == ContentCodings.None)
            return NaturalKey.InBody(body.Span, pointer);
        (BufferedBody? unpacked, _) = Unpacking.Unpack(body, coding, MaxAnswer);
        string? value = unpacked is null ? null : NaturalKey.InBody(unpacked.Span, pointer);
        unpacked?.Return();
        return value;
    }

    private static string DigestOf(string id)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(id), hash);
        return Convert.ToHexStringLower(hash[..(BusinessMark.DigestLength / 2)]);
    }

    private static bool IsJson(string? contentType) => ContentType.TryParse(contentType, out ContentType type) && type is { IsJson: true, IsUtf8: true };
}
