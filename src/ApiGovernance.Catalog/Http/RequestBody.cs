using System.Text.Json;
using ApiGovernance.Catalog.Problems;
using ApiGovernance.Protocol;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace ApiGovernance.Catalog.Http;

/// <summary>The body is not taken; <see cref="FailureFilter"/> answers with the refusal.</summary>
internal sealed class BodyRefusedException(Refusal refusal) : Exception(refusal.Detail)
{
    public Refusal Refusal { get; } = refusal;
}

/// <summary>Reads request bodies, which are small documents, whole and bounded.</summary>
internal static class RequestBody
{
    public const int MaxBytes = 20 * 1024 * 1024;

    /// <summary>Requests that say what to do are short.</summary>
    public const int MaxJsonBytes = 1024 * 1024;

    private const int Megabyte = 1024 * 1024;

    // Some clients call YAML plain text; it is read all the same.
    private static readonly string[] Documents =
        ["application/yaml", Answers.JsonType, "application/x-yaml", "text/yaml", "text/x-yaml", "text/plain", "application/octet-stream"];

    /// <summary>A document: a descriptor, a contract, a schema.</summary>
    /// <exception cref="BodyRefusedException">Too large, of another type, or nothing at all.</exception>
    public static Task<ReadOnlyMemory<byte>> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        MediaTypes.Require(request, Documents, shown: 2);
        return ReadAsync(request, MaxBytes, cancellationToken);
    }

    private static async Task<ReadOnlyMemory<byte>> ReadAsync(HttpRequest request, int maxBytes, CancellationToken cancellationToken)
    {
        ReadOnlyMemory<byte> body = await ReadWholeAsync(request, maxBytes, cancellationToken);
        return body.Length > 0 ? body : throw new BodyRefusedException(new Refusal(CatalogProblemTypes.BodyUnreadable, "The body is empty."));
    }

    /// <summary>The body, which may be nothing at all.</summary>
    /// <exception cref="BodyRefusedException">Too large.</exception>
    public static async Task<ReadOnlyMemory<byte>> ReadWholeAsync(HttpRequest request, int maxBytes, CancellationToken cancellationToken)
    {
        if (request.ContentLength > maxBytes)
            throw TooLarge(maxBytes);
        // Our own limit answers with problem details; the server's would only close the connection.
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } server)
            server.MaxRequestBodySize = maxBytes + 1;
        using MemoryStream body = new((int)(request.ContentLength ?? 0));
        byte[] buffer = new byte[16 * 1024];
        try
        {
            int read;
            while ((read = await request.Body.ReadAsync(buffer, cancellationToken)) > 0)
            {
                if (body.Length + read > maxBytes)
                    throw TooLarge(maxBytes);
                body.Write(buffer, 0, read);
            }
        }
        catch (BadHttpRequestException error) when (error.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            throw TooLarge(maxBytes);
        }

        return body.GetBuffer().AsMemory(0, (int)body.Length);
    }

    /// <exception cref="BodyRefusedException">Not the JSON of a <typeparamref name="T"/>.</exception>
    public static async Task<T> ReadJsonAsync<T>(HttpRequest request, CancellationToken cancellationToken, int maxBytes = MaxJsonBytes)
        where T : class
    {
        MediaTypes.Require(request, [Answers.JsonType], shown: 1);
        ReadOnlyMemory<byte> body = await ReadAsync(request, maxBytes, cancellationToken);
        try
        {
            return JsonSerializer.Deserialize<T>(body.Span, ProtocolJson.Options) ?? throw new JsonException("The body is null.");
        }
        catch (JsonException error)
        {
            throw new BodyRefusedException(new Refusal(CatalogProblemTypes.BodyUnreadable, Reason<T>(error)));
        }
    }

    /// <summary>The serializer names our types, which say nothing to a caller; what is wrong and where is kept.</summary>
    private static string Reason<T>(JsonException error)
    {
        const string missing = "missing required properties including: ";
        const string twice = "Duplicate property ";
        int at = error.Message.IndexOf(missing, StringComparison.Ordinal);
        if (at >= 0)
            return $"The body lacks {error.Message[(at + missing.Length)..].TrimEnd('.')}. What it must hold is in /api/v1/docs.";
        if (error.Message.StartsWith(twice, StringComparison.Ordinal))
            return $"The body has the member {error.Message[twice.Length..].Split(' ')[0]} twice; readers disagree which one counts.";
        if (!error.Message.Contains("could not be converted", StringComparison.Ordinal))
            return error.Message;
        Type? wanted = ProtocolJson.Type<T>().Properties.FirstOrDefault(property => $"$.{property.Name}" == error.Path)?.PropertyType;
        string takes = wanted is { IsEnum: true }
            ? $"It takes one of: {string.Join(", ", Enum.GetNames(wanted).Select(JsonNamingPolicy.CamelCase.ConvertName))}."
            : "What it takes is in /api/v1/docs.";
        return $"The value at {error.Path} is not one that this operation takes. {takes}";
    }

    private static BodyRefusedException TooLarge(int maxBytes) =>
        new(new Refusal(CatalogProblemTypes.BodyTooLarge, $"The body is larger than {maxBytes / Megabyte} MB."));
}
