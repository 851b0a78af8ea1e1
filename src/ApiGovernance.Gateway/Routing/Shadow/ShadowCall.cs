using System.Net.Http.Headers;
using ApiGovernance.Gateway.Admission;
using ApiGovernance.Gateway.Authentication;
using ApiGovernance.Gateway.Authentication.Onward;
using ApiGovernance.Gateway.Snapshots;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace ApiGovernance.Gateway.Routing.Shadow;

/// <summary>The copy of one call, from the moment that it is chosen. Nothing of the call itself is touched after its end.</summary>
internal sealed class ShadowCall : IDisposable
{
    /// <summary>The host that the caller named is none of the shadow's: another site may answer to it, or its certificate not match it.</summary>
    private static readonly string[] NotCopied = [HeaderNames.Host, HeaderNames.Authorization, HeaderNames.ProxyAuthorization, OnwardIdentity.ConsumerField];

    private readonly CapturedBody? captured;
    private readonly byte[] body;
    private readonly TaskCompletionSource<PrimaryAnswer?> primary = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <param name="exchange">The call.</param>
    /// <param name="model">Where its copy goes.</param>
    /// <param name="mostCaptured">How much of the call's answer is kept to be compared.</param>
    public ShadowCall(Exchange exchange, ShadowModel model, int mostCaptured)
    {
        Model = model;
        Version = exchange.Version!;
        Operation = exchange.Operation!;
        CorrelationId = exchange.CorrelationId;
        IsSafe = BackendAdmission.IsSafe(exchange);
        string? token = model.Backend.Entry.Tokens is { Exchanges: true } ? Authenticator.TokenOf(exchange) : null;
        Caller = new OnwardCaller(exchange.Identity, exchange.Consumer?.Name, token);
        // The call's own memory goes back to its pool with the call.
        body = exchange.Body?.Span.ToArray() ?? [];
        if (model.Answers is not null)
            exchange.Context.Response.Body = captured = new CapturedBody(exchange.Context.Response.Body, mostCaptured);
    }

    public ShadowModel Model { get; }

    public ServedVersion Version { get; }

    public CompiledOperation Operation { get; }

    public string CorrelationId { get; }

    public bool IsSafe { get; }

    public OnwardCaller Caller { get; }

    /// <summary>Bytes that are kept for it at most.</summary>
    public required long Reserved { get; init; }

    /// <summary>The copy; null until the call itself was ready to be sent.</summary>
    public HttpRequestMessage? Request { get; private set; }

    /// <summary>The answer to compare with; null when the call had none of its back end.</summary>
    public Task<PrimaryAnswer?> Primary => primary.Task;

    /// <summary>Copies the call as it goes to its own back end.</summary>
    /// <returns>False when there is a copy already: this is another try.</returns>
    public bool Copy(HttpRequestMessage sent)
    {
        if (Request is not null)
            return false;
        string address = string.Concat(Model.UpstreamPrefix, sent.RequestUri!.OriginalString.AsSpan(Version.UpstreamPrefix.Length));
        Request = new HttpRequestMessage(sent.Method, new Uri(address, UriKind.Absolute)) { Version = sent.Version, VersionPolicy = sent.VersionPolicy };
        foreach (var (name, values) in sent.Headers.NonValidated)
        {
            // What one back end is shown and told is no other's business.
            if (!NotCopied.Contains(name, StringComparer.OrdinalIgnoreCase))
                Request.Headers.TryAddWithoutValidation(name, values);
        }

        Request.Headers.TryAddWithoutValidation("X-Shadow", "true");
        if (body.Length == 0)
            return true;
        Request.Content = new ByteArrayContent(body);
        if (sent.Content is { } content)
            CopyFields(content.Headers, Request.Content.Headers);
        return true;
    }

    /// <summary>Puts there what its own back end is to be shown.</summary>
    public void Show(OnwardFields fields)
    {
        if (fields.Authorization is { } authorization)
            Request!.Headers.TryAddWithoutValidation(HeaderNames.Authorization, authorization);
        if (fields.Consumer is { } consumer)
            Request!.Headers.TryAddWithoutValidation(OnwardIdentity.ConsumerField, consumer);
    }

    /// <summary>The end of the call itself.</summary>
    public void PrimaryEnded(Exchange exchange)
    {
        HttpResponse response = exchange.Context.Response;
        if (captured is not null)
            response.Body = captured.Inner;
        bool answered = Request is not null && exchange.Problem is null && exchange.IsBackendAnswer && !exchange.Context.RequestAborted.IsCancellationRequested;
        primary.TrySetResult(answered ? new PrimaryAnswer(response.StatusCode, response.Headers.ContentEncoding.Count == 0 ? response.ContentType : null) : null);
    }

    /// <summary>Whether the body that the caller got is what the contract says; null where that was not or cannot be told.</summary>
    public bool? IsValid(PrimaryAnswer answer) =>
        captured is { IsCut: false } ? Model.Answers!.IsValid(Operation, answer.Status, answer.ContentType, captured.Bytes) : null;

    public void Dispose()
    {
        captured?.Dispose();
        Request?.Dispose();
    }

    private static void CopyFields(HttpContentHeaders from, HttpContentHeaders to)
    {
        foreach (var (name, values) in from.NonValidated)
        {
            if (!name.Equals("Content-Length", StringComparison.OrdinalIgnoreCase))
                to.TryAddWithoutValidation(name, values);
        }
    }
}

/// <param name="ContentType">Null for a body that is not read as it is.</param>
internal readonly record struct PrimaryAnswer(int Status, string? ContentType);

/// <param name="IsValid">Whether the body is what the contract says; null where that was not or cannot be told.</param>
internal readonly record struct ShadowAnswer(int Status, bool? IsValid);
