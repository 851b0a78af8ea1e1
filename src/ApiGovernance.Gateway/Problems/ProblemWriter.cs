using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using ApiGovernance.Gateway.Resilience;
using ApiGovernance.Gateway.Versioning;
using ApiGovernance.Protocol.Snapshots;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Primitives;

namespace ApiGovernance.Gateway.Problems;

/// <summary>Writes a problem as <c>application/problem+json</c> (RFC 9457) with whom to ask and under which id.</summary>
internal static class ProblemWriter
{
    private const int MaxErrorText = 1000;

    private static readonly JsonWriterOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Does nothing when the answer is already under way.</summary>
    public static Task WriteAsync(Exchange exchange, Problem problem)
    {
        HttpResponse response = exchange.Context.Response;
        if (response.HasStarted)
            return Task.CompletedTask;

        // Not of the answer that is given up, but of the connection: a gateway that drains closes it.
        StringValues connection = response.Headers.Connection;
        response.Clear();
        response.Headers.Connection = connection;
        response.StatusCode = problem.Type.Status;
        response.ContentType = "application/problem+json";
        response.Headers.CacheControl = "no-store";
        // Which back end there would have been is told where it has to do with it: whoever comes so far may call it.
        response.Headers[ProxyStatus.Header] = ProxyStatus.Of(
            problem.ProxyError ?? problem.Type.ProxyError, problem.Type.Side == ProblemSide.Backend ? exchange.Version?.Backend.Name : null);
        foreach (var (name, value) in problem.Headers)
            response.Headers[name] = value;
        ResponseHeaders.Apply(exchange, response.Headers);

        ArrayBufferWriter<byte> body = new(1024);
        using (Utf8JsonWriter writer = new(body, Json))
            Write(writer, exchange, problem);
        response.ContentLength = body.WrittenCount;
        return HttpMethods.IsHead(exchange.Context.Request.Method)
            ? Task.CompletedTask
            : response.Body.WriteAsync(body.WrittenMemory, exchange.Context.RequestAborted).AsTask();
    }

    private static void Write(Utf8JsonWriter writer, Exchange exchange, Problem problem)
    {
        writer.WriteStartObject();
        writer.WriteString("type", problem.Type.Uri);
        writer.WriteString("title", problem.Type.Title);
        writer.WriteNumber("status", problem.Type.Status);
        writer.WriteString("detail", problem.Detail);
        writer.WriteString("instance", exchange.Path.Raw);
        writer.WriteString("side", Side(problem.Type.Side));
        writer.WriteBoolean("retrySafe", problem.RetrySafe ?? problem.Type.RetrySafe);
        foreach (var (name, value) in problem.Members)
            WriteMember(writer, name, value, exchange);
        if (exchange.Api is { } api)
            writer.WriteString("api", api.Name);
        if (exchange.Version is { } version)
            writer.WriteString("version", version.Part.Version);
        // Which paths a contract has is known by who may call it.
        if (exchange.Operation is { } operation && (exchange.IsAuthorized || !exchange.AsksWhoCalls))
            writer.WriteString("operation", operation.Name);
        if ((problem.Owner ?? exchange.Version?.Part.Owner ?? exchange.Api?.Owner) is { } owner)
            WriteOwner(writer, owner, exchange.IsStranger);
        writer.WriteString("correlationId", exchange.CorrelationId);
        writer.WriteEndObject();
    }

    private static string Side(ProblemSide side) => side switch
    {
        ProblemSide.Client => "client",
        ProblemSide.Gateway => "gateway",
        _ => "back-end",
    };

    private static void WriteMember(Utf8JsonWriter writer, string name, object value, Exchange exchange)
    {
        switch (value)
        {
            case string text:
                writer.WriteString(name, text);
                break;
            case int number:
                writer.WriteNumber(name, number);
                break;
            case IEnumerable<string> texts:
                writer.WriteStartArray(name);
                foreach (string text in texts)
                    writer.WriteStringValue(text);
                writer.WriteEndArray();
                break;
            case IEnumerable<VersionOffer> offers:
                VersionOffer.Write(writer, name, offers, exchange.Context.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow());
                break;
            case IEnumerable<ProblemError> errors:
                writer.WriteStartArray(name);
                foreach (ProblemError error in errors)
                    WriteError(writer, error);
                writer.WriteEndArray();
                break;
            default:
                throw new ArgumentException($"A problem member of type {value.GetType()} has no JSON form.", nameof(value));
        }
    }

    private static void WriteError(Utf8JsonWriter writer, ProblemError error)
    {
        writer.WriteStartObject();
        WriteIfKnown(writer, "pointer", Cut(error.Pointer));
        WriteIfKnown(writer, "parameter", error.Parameter);
        WriteIfKnown(writer, "in", error.In);
        writer.WriteString("detail", Cut(error.Detail));
        WriteIfKnown(writer, "keyword", error.Keyword);
        WriteIfKnown(writer, "schema", error.Schema);
        WriteIfKnown(writer, "source", error.Source);
        writer.WriteEndObject();
    }

    /// <summary>The caller's own names may stand in it, as long as it made them; an answer is not to grow with them.</summary>
    private static string? Cut(string? text) => text is { Length: > MaxErrorText } ? $"{text[..MaxErrorText]}..." : text;

    /// <summary>Strangers learn where to ask, but no names.</summary>
    private static void WriteOwner(Utf8JsonWriter writer, SnapshotOwner owner, bool toStranger)
    {
        if (toStranger && owner.SupportUrl is null)
            return;
        writer.WriteStartObject("owner");
        if (!toStranger)
        {
            writer.WriteString("team", owner.Team);
            writer.WriteString("contact", owner.Contact);
        }

        WriteIfKnown(writer, "supportUrl", owner.SupportUrl);
        writer.WriteEndObject();
    }

    private static void WriteIfKnown(Utf8JsonWriter writer, string name, string? value)
    {
        if (value is not null)
            writer.WriteString(name, value);
    }
}
