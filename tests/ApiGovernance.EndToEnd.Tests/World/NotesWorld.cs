using System.Net;
using System.Net.Sockets;
using System.Text;
using ApiGovernance.Testing;

namespace ApiGovernance.EndToEnd.Tests.World;

/// <summary>
/// The real program with two APIs: <c>notes</c> in front of an echoing back end, and <c>lost</c>, whose back end does not exist.
/// Shared, so each test leaves it as it was and shows that <c>notes</c> is still served.
/// </summary>
public sealed class NotesWorld : IAsyncLifetime
{
    private readonly TempFolder _folder = new();
    private readonly HttpClient _client = new() { Timeout = TimeSpan.FromSeconds(60) };
    private LoopbackApp? _backend;

    internal ServeProcess Serve { get; private set; } = null!;

    internal CatalogFiles Files { get; private set; } = null!;

    internal string Token { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        _backend = await EchoBackend.StartAsync();
        Files = new CatalogFiles(_folder)
            .Backend("echo", _backend.BaseAddress)
            .Backend("gone", new Uri($"http://127.0.0.1:{UnusedPort()}/"))
            .Api("notes", "/test/notes", "echo", Contracts.Notes)
            .Api("lost", "/test/lost", "gone", Contracts.Notes);
        Serve = await ServeProcess.StartAsync(Files.Arguments);
        Token = await TokenClient.GetAsync(Serve.ControlPlane!, Files.Data);
    }

    /// <summary>Calls through the gateway.</summary>
    /// <param name="path">Under <c>/test/</c>, e.g. <c>notes/v1/notes</c>.</param>
    /// <param name="token">Null: that of the consumer; empty: none.</param>
    internal Task<Answer> CallAsync(HttpMethod method, string path, HttpContent? content = null, string? token = null)
    {
        HttpRequestMessage request = new(method, new Uri(Serve.Gateway!, "test/" + path)) { Content = content };
        if (token != "")
            request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {token ?? Token}");
        return Answer.ToAsync(_client, request);
    }

    /// <summary>Puts a document into the catalog API.</summary>
    internal Task<Answer> PutAsync(string path, string document) => Answer.ToAsync(
        _client,
        new HttpRequestMessage(HttpMethod.Put, new Uri(Serve.ControlPlane!, "api/v1/" + path))
        {
            Content = new StringContent(document, Encoding.UTF8, "application/yaml"),
        });

    /// <summary>The process lives and serves the API with nothing wrong.</summary>
    internal async Task ShouldStillServeAsync()
    {
        Answer answer = await CallAsync(HttpMethod.Post, "notes/v1/notes", Json("""{"text":"still here"}"""));
        answer.Status.ShouldBe(200, answer.Body);
        answer.Echo.Body.ShouldBe("""{"text":"still here"}""");
        Serve.HasExited.ShouldBeFalse();
    }

    internal static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");

    /// <summary>A port on which nobody listens.</summary>
    internal static int UnusedPort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public async ValueTask DisposeAsync()
    {
        if (Serve is not null)
            await Serve.DisposeAsync();
        if (_backend is not null)
            await _backend.DisposeAsync();
        _client.Dispose();
        _folder.Dispose();
    }
}

[CollectionDefinition(Name)]
public sealed class NotesCollection : ICollectionFixture<NotesWorld>
{
    public const string Name = "notes";
}
