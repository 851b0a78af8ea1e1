using System.Text;
using ApiGovernance.Gateway.Problems;
using ApiGovernance.JsonSchema;
using ApiGovernance.JsonSchema.Observation;
using Microsoft.AspNetCore.Http;

namespace ApiGovernance.Gateway.Validation;

/// <summary>How the body of one request is to be checked.</summary>
/// <param name="Charset">What the text has to be converted from; null for UTF-8 and for octets.</param>
/// <param name="Coding">How it is packed.</param>
internal sealed record BodyCheck(MediaTypePlan Media, BodyKind Kind, Encoding? Charset, ContentCodings Coding);

/// <summary>The bytes of a body that is to be checked.</summary>
/// <param name="Usage">Where the names of its properties are noted; null for nowhere.</param>
/// <param name="Limits">What a JSON text may be; null for the default.</param>
internal readonly record struct BodyContent(BodyCheck Check, ReadOnlyMemory<byte> Bytes, int MaxErrors, FieldUsage? Usage, JsonInputLimits? Limits);

/// <summary>Holds a body against the contract: type, charset, encoding, form, schema.</summary>
internal static class BodyValidator
{
    /// <summary>What can be said without reading the body; on success also how its content is checked.</summary>
    /// <param name="request">The request.</param>
    /// <param name="plan">What the contract says of bodies.</param>
    /// <param name="hasBody">Whether the request has one.</param>
    /// <param name="transcode">Whether texts in other charsets than UTF-8 are checked, too, instead of refused.</param>
    /// <param name="codings">Ways of packing that are taken; null for a body that nobody looks into.</param>
    /// <param name="check">Null when there is no body.</param>
    public static Problem? CheckHead(HttpRequest request, BodyPlan plan, bool hasBody, bool transcode, ContentCodings? codings, out BodyCheck? check)
    {
        check = null;
        if (!hasBody)
            return plan.Required ? Missing() : null;
        if (request.Headers.ContentType.Count > 1 || !ContentType.TryParse(request.ContentType, out ContentType contentType))
            return Unsupported(plan, string.IsNullOrEmpty(request.ContentType) ? "The body has no Content-Type." : "The Content-Type is malformed.");
        if (plan.Find(contentType) is not { } found)
            return Unsupported(plan, $"The contract takes {plan.Accept} here.");
        BodyKind kind = codings is null ? BodyKind.Free : BodyKinds.Of(contentType, found);
        Encoding? charset = null;
        if (kind.IsText() && (!contentType.IsUtf8 || contentType.IsAscii))
        {
            charset = contentType.IsAscii ? Charsets.Ascii : transcode ? Charsets.Find(contentType.Charset) : null;
            if (charset is null)
                return Unsupported(plan, "Only the charset utf-8 is taken.");
        }

        ContentCodings coding = ContentCodings.None;
        if (kind is not (BodyKind.Free or BodyKind.Unchecked)
            && (!ContentCoding.TryRead(request.Headers.ContentEncoding, out coding) || (coding & ~codings!.Value) != 0))
        {
            return Packed(plan, codings!.Value);
        }

        check = new BodyCheck(found, kind, charset, coding);
        return null;
    }

    /// <summary>What the bytes say.</summary>
    /// <param name="contentType">The field, where the kind is multipart.</param>
    /// <param name="plan">What the contract says of bodies.</param>
    /// <param name="content">The bytes.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async ValueTask<Problem?> CheckContentAsync(string? contentType, BodyPlan plan, BodyContent content, CancellationToken cancellationToken)
    {
        (BodyCheck check, ReadOnlyMemory<byte> body, int maxErrors, FieldUsage? usage, JsonInputLimits? limits) = content;
        if (body.IsEmpty && check.Kind != BodyKind.Octets)
            return plan.Required ? Missing() : null;
        if (check.Kind == BodyKind.Multipart)
        {
            var (parts, problem) = await MultipartBody.ReadAsync(contentType!, body, cancellationToken).ConfigureAwait(false);
            problem ??= FormPortability.Check(parts, check.Media.Form!);
            return problem is null
                ? Refusal(check.Media.Form!.ValidateParts(parts, maxErrors, usage), maxErrors)
                : new Problem(ProblemTypes.MalformedBody, problem);
        }

        if (check.Charset is { } charset && !Charsets.TryConvert(charset, ref body))
            return new Problem(ProblemTypes.MalformedBody, "The body is not in the charset that its Content-Type names.");
        return Check(check, body.Span, maxErrors, usage, limits);
    }

    private static Problem? Check(BodyCheck check, ReadOnlySpan<byte> body, int maxErrors, FieldUsage? usage, JsonInputLimits? limits)
    {
        MediaTypePlan media = check.Media;
        switch (check.Kind)
        {
            case BodyKind.UrlEncoded when FormPortability.Check(body) is { } unportable:
                return new Problem(ProblemTypes.MalformedBody, unportable);
            case BodyKind.UrlEncoded:
                return Refusal(media.Form!.ValidateUrlEncoded(Encoding.UTF8.GetString(body), maxErrors, usage), maxErrors);
            case BodyKind.Lines or BodyKind.Records:
                return Refusal(SequenceBody.Check(body, check.Kind == BodyKind.Records, media, maxErrors, usage, limits), maxErrors);
            case BodyKind.Text:
                return Refusal(media.Schema!.ValidateText(body, maxErrors), maxErrors);
            case BodyKind.Octets:
                return body.Length >= media.Octets.Least && body.Length <= media.Octets.Most ? null : WrongSize(media.Octets);
            default:
                CompiledSchema schema = media.Schema ?? AnyJson.Schema;
                bool valid = usage is null || media.Schema is null ? schema.IsValid(body, limits) : schema.IsValid(body, usage, limits);
                return valid ? null : Refusal(schema.Validate(body, maxErrors, limits), maxErrors);
        }
    }

    private static Problem? Refusal(ValidationResult result, int maxErrors)
    {
        if (result.IsValid)
            return null;
        if (result.Input is { } input)
        {
            return new Problem(ProblemTypes.MalformedBody, $"Line {input.Line}, column {input.Column}: {input.Message}")
            {
                Members = [Problem.Member("line", input.Line), Problem.Member("column", input.Column)],
            };
        }

        ProblemError[] errors = [.. result.Errors.Select(error => new ProblemError(error.Message)
        {
            Pointer = error.InstancePointer,
            Keyword = error.Keyword.Length == 0 ? null : error.Keyword,
            Schema = error.SchemaLocation.Length == 0 ? null : SchemaPlaces.Shown(error.SchemaLocation),
            Source = error.Source?.ToString(),
        })];
        string detail = errors.Length switch
        {
            1 => "The body breaks the contract in one place.",
            _ when errors.Length == maxErrors => $"The body breaks the contract in {errors.Length} places or more.",
            _ => $"The body breaks the contract in {errors.Length} places.",
        };
        return new Problem(ProblemTypes.ContractViolation, detail) { Members = [Problem.Member("errors", errors)] };
    }

    private static Problem WrongSize((long Least, long Most) octets)
    {
        string rule = octets.Most == long.MaxValue ? $"at least {octets.Least}" : octets.Least == 0 ? $"at most {octets.Most}" : $"{octets.Least} to {octets.Most}";
        return new Problem(ProblemTypes.ContractViolation, $"The body must have {rule} bytes.")
        {
            Members = [Problem.Member("errors", new[] { new ProblemError($"The body must have {rule} bytes.") { Pointer = "" } })],
        };
    }

    private static Problem Packed(BodyPlan plan, ContentCodings codings) => new(
        ProblemTypes.UnsupportedMediaType,
        codings == ContentCodings.None ? "No Content-Encoding is taken." : $"One Content-Encoding of {ContentCoding.Names(codings)} is taken, once.")
    {
        Headers = [Problem.Header("Accept", plan.Accept), Problem.Header("Accept-Encoding", ContentCoding.Names(codings))],
    };

    private static Problem Missing() => new(ProblemTypes.MissingBody, "The contract requires a body and the request has none.");

    private static Problem Unsupported(BodyPlan plan, string detail) => new(ProblemTypes.UnsupportedMediaType, detail)
    {
        Headers = [Problem.Header("Accept", plan.Accept)],
    };
}
