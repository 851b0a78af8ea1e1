using System.Globalization;
using System.Net.Http.Json;
using ApiGovernance.Protocol.Decisions;

namespace ApiGovernance.Protocol.CatalogApi;

/// <summary>The questions of a control plane in another process: one long poll at a time.</summary>
public sealed class HttpDecisionExchange(HttpClient http) : IDecisionExchange
{
    /// <exception cref="CatalogUnreachableException">The control plane did not answer, or refused.</exception>
    public async Task<IReadOnlyList<string>> WaitForQuestionsAsync(string gateway, TimeSpan wait, CancellationToken cancellationToken)
    {
        string seconds = Math.Max(0, (int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        using HttpRequestMessage request = new(HttpMethod.Get, At(gateway, $"questions?wait={seconds}"));
        using HttpResponseMessage response = await SendAsync(request, cancellationToken).ConfigureAwait(false);
        return (await CatalogHttp.JsonAsync<DecisionQuestions>(response, cancellationToken).ConfigureAwait(false)).RequestIds;
    }

    /// <exception cref="CatalogUnreachableException">The answer did not arrive, or was refused.</exception>
    public async Task AnswerAsync(DecisionAnswer answer, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(answer);
        using HttpRequestMessage request = new(HttpMethod.Post, At(answer.Gateway, "decisions"))
        {
            Content = JsonContent.Create(answer, ProtocolJson.Type<DecisionAnswer>()),
        };
        using HttpResponseMessage _ = await SendAsync(request, cancellationToken).ConfigureAwait(false);
    }

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        HttpResponseMessage response = await CatalogHttp.SendAsync(http, request, cancellationToken).ConfigureAwait(false);
        if (response.IsSuccessStatusCode)
            return response;
        int status = (int)response.StatusCode;
        response.Dispose();
        throw new CatalogUnreachableException($"The catalog at {http.BaseAddress} answered {status} to {request.RequestUri}.");
    }

    private static Uri At(string gateway, string rest) => new($"api/v1/gateways/{Uri.EscapeDataString(gateway)}/{rest}", UriKind.Relative);
}

/// <summary>Requests that somebody wants explained.</summary>
public sealed record DecisionQuestions(IReadOnlyList<string> RequestIds);
