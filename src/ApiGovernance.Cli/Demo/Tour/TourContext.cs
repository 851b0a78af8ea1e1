using System.Net.Http.Json;
using System.Text.Json;

namespace ApiGovernance.Cli.Demo.Tour;

/// <summary>What the steps share: the two addresses, tokens, and one way to call and print.</summary>
internal sealed class TourContext(Uri gateway, Uri controlPlane, IReadOnlyDictionary<string, string> secrets, TourConsole console) : IDisposable
{
    private readonly HttpClient _client = new(new SocketsHttpHandler { AllowAutoRedirect = false }) { Timeout = TimeSpan.FromSeconds(30) };
    private readonly Dictionary<string, string> _tokens = [];

    public TourConsole Console { get; } = console;

    public HttpClient Client => _client;

    public Uri Gateway { get; } = gateway;

    public Uri ControlPlane { get; } = controlPlane;

    /// <summary>The access token of a consumer, asked from the embedded authority once.</summary>
    public async Task<string> TokenAsync(string consumer, CancellationToken cancellationToken)
    {
        if (_tokens.TryGetValue(consumer, out string? known))
            return known;
        using FormUrlEncodedContent form = new(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = consumer,
            ["client_secret"] = secrets[consumer],
        });
        using HttpResponseMessage response = await _client.PostAsync(new Uri(ControlPlane, "connect/token"), form, cancellationToken);
        response.EnsureSuccessStatusCode();
        JsonElement answer = await response.Content.ReadFromJsonAsync<JsonElement>(cancellationToken);
        return _tokens[consumer] = answer.GetProperty("access_token").GetString()!;
    }

    /// <summary>A call through the gateway, printed. A null consumer sends no token.</summary>
    public async Task<TourCall> CallAsync(
        string? consumer, HttpMethod method, string path, CancellationToken cancellationToken, string? json = null, params (string Name, string Value)[] headers)
    {
        string? token = consumer is null ? null : await TokenAsync(consumer, cancellationToken);
        TourCall call = await TourCall.SendAsync(
            _client, consumer ?? "nobody", token, method, new Uri(Gateway, path).ToString(), json, "application/json", headers, cancellationToken);
        Console.Asked(call, headers);
        return call;
    }

    /// <summary>A call to the catalog API, printed.</summary>
    public async Task<TourCall> GovernAsync(HttpMethod method, string path, string? document, CancellationToken cancellationToken)
    {
        TourCall call = await TourCall.SendAsync(
            _client, "an API owner", null, method, new Uri(ControlPlane, path).ToString(), document, "application/yaml", [], cancellationToken);
        Console.Asked(call, []);
        return call;
    }

    public void Dispose() => _client.Dispose();
}
