using System.Text.Json;

namespace ApiGovernance.Cli.Inputs;

/// <summary>Puts an access token on each request; one of a client is asked for when it is first needed, and again before it ends.</summary>
internal sealed class BearerTokens(CatalogCredential credential, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    /// <summary>So long before its end a token is replaced: it must live until the catalog looks at it.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(60);

    private readonly SemaphoreSlim _asking = new(1, 1);
    private string? _token = credential.Token;
    private DateTimeOffset _until = DateTimeOffset.MaxValue;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.Headers.Authorization = new("Bearer", await TokenAsync(cancellationToken));
        return await base.SendAsync(request, cancellationToken);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _asking.Dispose();
        base.Dispose(disposing);
    }

    private async Task<string> TokenAsync(CancellationToken cancellationToken)
    {
        await _asking.WaitAsync(cancellationToken);
        try
        {
            if (_token is null || TimeProvider.System.GetUtcNow() >= _until)
                (_token, _until) = await AskAsync(cancellationToken);
            return _token;
        }
        finally
        {
            _asking.Release();
        }
    }

    /// <summary>Client credentials grant (RFC 6749, 4.4).</summary>
    /// <exception cref="HttpRequestException">No token: what the endpoint says is told.</exception>
    private async Task<(string Token, DateTimeOffset Until)> AskAsync(CancellationToken cancellationToken)
    {
        Dictionary<string, string> form = new()
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = credential.ClientId,
            ["client_secret"] = credential.ClientSecret,
        };
        if (credential.Scope is { } scope)
            form["scope"] = scope;
        using HttpRequestMessage request = new(HttpMethod.Post, credential.TokenEndpoint) { Content = new FormUrlEncodedContent(form) };
        using HttpResponseMessage response = await base.SendAsync(request, cancellationToken);
        try
        {
            using JsonDocument answer = JsonDocument.Parse(await response.Content.ReadAsStringAsync(cancellationToken));
            if (answer.RootElement.TryGetProperty("access_token", out JsonElement token) && token.GetString() is { Length: > 0 } text)
            {
                int seconds = answer.RootElement.TryGetProperty("expires_in", out JsonElement life) && life.TryGetInt32(out int given) ? given : 300;
                TimeSpan usable = TimeSpan.FromSeconds(seconds) - Margin;
                return (text, TimeProvider.System.GetUtcNow() + (usable > TimeSpan.Zero ? usable : TimeSpan.Zero));
            }

            string reason = answer.RootElement.TryGetProperty("error", out JsonElement error) ? error.ToString() : $"status {(int)response.StatusCode}";
            string detail = answer.RootElement.TryGetProperty("error_description", out JsonElement description) ? $": {description}" : "";
            throw new HttpRequestException($"the token endpoint {credential.TokenEndpoint} gives the client '{credential.ClientId}' no token ({reason}{detail})");
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException)
        {
            throw new HttpRequestException($"what answers at {credential.TokenEndpoint} is no token endpoint", wrong);
        }
    }
}
