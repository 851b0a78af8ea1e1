using System.Text;
using ApiGovernance.Gateway.Problems;
using ApiGovernance.JsonSchema;
using Microsoft.AspNetCore.Http;

namespace ApiGovernance.Gateway.Validation;

/// <summary>Holds the request body against the contract: type, charset, encoding, JSON, schema.</summary>
internal static class BodyValidator
{
    /// <summary>What can be said without reading the body; on success also whether it must be read.</summary>
    /// <param name="media">The contract's type for this body; null when there is nothing to read.</param>
    public static Problem? CheckHead(HttpRequest request, BodyPlan plan, bool hasBody, out MediaTypePlan? media)
    {
        media = null;
        if (!hasBody)
            return plan.Required ? Missing() : null;
        if (!ContentType.TryParse(request.ContentType, out ContentType contentType))
            return Unsupported(plan, string.IsNullOrEmpty(request.ContentType) ? "The body has no Content-Type." : "The Content-Type is malformed.");
        if (plan.Find(contentType) is not { } found)
            return Unsupported(plan, $"The contract takes {plan.Accept} here.");
        if (!contentType.IsJson && !(contentType.IsForm && found.Schema is not null))
            return null;
        if (!contentType.IsUtf8)
            return Unsupported(plan, "Only the charset utf-8 is taken.");
        // A compressed body would have to be unpacked to be checked; what is checked must be what is forwarded.
        if (request.Headers.ContentEncoding.Any(encoding => !"identity".Equals(encoding, StringComparison.OrdinalIgnoreCase)))
            return Unsupported(plan, "No Content-Encoding is taken.");
        media = found;
        return null;
    }

    /// <summary>What the bytes say.</summary>
    public static Problem? CheckContent(HttpRequest request, BodyPlan plan, MediaTypePlan media, ReadOnlySpan<byte> body, int maxErrors)
    {
        if (body.IsEmpty)
            return plan.Required ? Missing() : null;
        CompiledSchema schema = media.Schema ?? AnyJson.Schema;
        if (ContentType.TryParse(request.ContentType, out ContentType contentType) && contentType.IsForm)
            return Refusal(media.Form!.ValidateUrlEncoded(Encoding.UTF8.GetString(body), maxErrors), maxErrors);
        return schema.IsValid(body) ? null : Refusal(schema.Validate(body, maxErrors), maxErrors);
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
            Keyword = error.Keyword,
            Schema = SchemaPlaces.Shown(error.SchemaLocation),
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

    private static Problem Missing() => new(ProblemTypes.MissingBody, "The contract requires a body and the request has none.");

    private static Problem Unsupported(BodyPlan plan, string detail) => new(ProblemTypes.UnsupportedMediaType, detail)
    {
        Headers = [Problem.Header("Accept", plan.Accept)],
    };
}
