using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace ApiGovernance.Cli.Demo.Tour;

/// <summary>One request of the tour and its answer, read completely.</summary>
internal sealed record TourCall(string Consumer, string Method, string Url, int Status, string Reason, HttpResponseHeaders Headers, string ContentType, string Body)
{
    /// <summary>The body as JSON; null when it is none.</summary>
    public JsonElement? Json
    {
        get
        {
            try
            {
                using JsonDocument document = JsonDocument.Parse(Body);
                return document.RootElement.Clone();
            }
            catch (JsonException)
            {
                return null;
            }
        }
    }

    public string? Header(string name) => Headers.TryGetValues(name, out IEnumerable<string>? values) ? string.Join(", ", values) : null;

    /// <summary>The text at a path of property names, or null when there is none.</summary>
    public string? Text(params string[] path)
    {
        JsonElement? at = Json;
        foreach (string name in path)
        {
            if (at is not { ValueKind: JsonValueKind.Object } current || !current.TryGetProperty(name, out JsonElement next))
                return null;
            at = next;
        }

        return at is { ValueKind: JsonValueKind.String } text ? text.GetString() : at?.GetRawText();
    }

    public static async Task<TourCall> SendAsync(
        HttpClient client, string consumer, string? token, HttpMethod method, string url, string? json, string contentType,
        IEnumerable<(string Name, string Value)> headers, CancellationToken cancellationToken)
    {
        using HttpRequestMessage request = new(method, url);
        if (token is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        foreach ((string name, string value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        if (json is not null)
            request.Content = new StringContent(json, Encoding.UTF8, contentType);
        using HttpResponseMessage response = await client.SendAsync(request, cancellationToken);
        string body = await response.Content.ReadAsStringAsync(cancellationToken);
        return new TourCall(
            consumer, method.Method, url, (int)response.StatusCode, response.ReasonPhrase ?? "", response.Headers,
            response.Content.Headers.ContentType?.MediaType ?? "", body);
    }
}
