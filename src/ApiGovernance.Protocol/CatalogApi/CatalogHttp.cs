using System.Net.Http.Json;
using System.Text.Json;

namespace ApiGovernance.Protocol.CatalogApi;

/// <summary>Sends and reads for all clients of the catalog API, so that every failure is told in the same words.</summary>
internal static class CatalogHttp
{
    public static async Task<HttpResponseMessage> SendAsync(HttpClient http, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            return await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
        }
        catch (HttpRequestException error)
        {
            throw Unreachable(http, error.Message, error);
        }
        catch (OperationCanceledException error) when (!cancellationToken.IsCancellationRequested)
        {
            throw Unreachable(http, $"no answer within {http.Timeout.TotalSeconds:0} s", error);
        }
    }

    public static async Task<CatalogAnswer<T>> ReadAsync<T>(HttpResponseMessage response, CancellationToken cancellationToken)
        where T : class
    {
        if (!response.IsSuccessStatusCode)
            return await ProblemAsync<T>(response, cancellationToken).ConfigureAwait(false);
        T value = await JsonAsync<T>(response, cancellationToken).ConfigureAwait(false);
        return new CatalogAnswer<T>((int)response.StatusCode, value, null, response.Headers.ETag?.ToString());
    }

    public static async Task<CatalogAnswer<T>> ProblemAsync<T>(HttpResponseMessage response, CancellationToken cancellationToken)
        where T : class
    {
        if (response.Content.Headers.ContentType?.MediaType != "application/problem+json")
        {
            throw new CatalogUnreachableException(
                $"{response.RequestMessage?.RequestUri} answered {(int)response.StatusCode} without problem details: is it a catalog?");
        }

        CatalogProblem problem = await JsonAsync<CatalogProblem>(response, cancellationToken).ConfigureAwait(false);
        return new CatalogAnswer<T>((int)response.StatusCode, null, problem, null);
    }

    public static async Task<T> JsonAsync<T>(HttpResponseMessage response, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            return await response.Content.ReadFromJsonAsync(ProtocolJson.Type<T>(), cancellationToken).ConfigureAwait(false)
                ?? throw new CatalogUnreachableException($"{response.RequestMessage?.RequestUri} answered with nothing.");
        }
        catch (Exception error) when (error is JsonException or HttpRequestException or IOException)
        {
            throw new CatalogUnreachableException($"{response.RequestMessage?.RequestUri} answered what is no catalog's JSON: {error.Message}", error);
        }
    }

    private static CatalogUnreachableException Unreachable(HttpClient http, string reason, Exception error) =>
        new($"The catalog at {http.BaseAddress} cannot be reached: {reason}.", error);
}
