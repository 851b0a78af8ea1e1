using System.Text;
using ApiGovernance.EndToEnd.Tests.World;
using ApiGovernance.Testing;

namespace ApiGovernance.EndToEnd.Tests.RealDocuments;

/// <summary>
/// A catalog with one API per published document, served by the real program in front of an echoing back end. Empty where the
/// documents are absent; the tests are then skipped.
/// </summary>
public sealed class RealDocumentsWorld : IAsyncLifetime
{
    private const string Folder = "specs/docs";

    private readonly TempFolder _folder = new();
    private readonly HttpClient _client = new() { Timeout = TimeSpan.FromSeconds(60) };
    private LoopbackApp? _backend;
    private ServeProcess? _serve;
    private string _token = "";

    internal IReadOnlyList<RealDocument> Documents { get; private set; } = [];

    internal IReadOnlyDictionary<string, DocumentCase> Cases { get; } = DocumentCase.LoadAll().ToDictionary(one => one.Document);

    internal static IReadOnlyList<string> Files() =>
        [.. Directory.EnumerateFiles(RepositoryPaths.RequireShared(Folder)).Order(StringComparer.Ordinal)];

    public async ValueTask InitializeAsync()
    {
        if (!Directory.Exists(Path.Combine(RepositoryPaths.Shared, Folder)))
            return;
        _backend = await EchoBackend.StartAsync();
        Documents = [.. Files().Select(file => new RealDocument(file))];
        CatalogFiles catalog = new CatalogFiles(_folder).Backend("echo", _backend.BaseAddress);
        foreach (RealDocument document in Documents)
        {
            catalog.Api(
                document.Name, $"/real/{document.Name}", "echo", await File.ReadAllTextAsync(document.Path),
                Path.GetExtension(document.Path), scopes: document.Scopes);
        }

        _serve = await ServeProcess.StartAsync(catalog.Arguments);
        _token = await TokenClient.GetAsync(_serve.ControlPlane!, catalog.Data);
    }

    /// <summary>Sends a call of a case to its API.</summary>
    internal Task<Answer> SendAsync(RealDocument document, DocumentCall call)
    {
        HttpRequestMessage request = new(new HttpMethod(call.Method), new Uri(_serve!.Gateway!, $"real/{document.Name}/v1{call.Path}"));
        request.Headers.Authorization = new("Bearer", _token);
        foreach ((string name, string value) in call.Headers)
            request.Headers.Add(name, value);
        if (call.Body is { } body)
            request.Content = new StringContent(body.GetRawText(), Encoding.UTF8, "application/json");
        return Answer.ToAsync(_client, request);
    }

    /// <summary>What a plane says on a path of its own.</summary>
    internal Task<Answer> GetAsync(bool controlPlane, string path)
    {
        Uri plane = (controlPlane ? _serve!.ControlPlane : _serve!.Gateway)!;
        return Answer.ToAsync(_client, new HttpRequestMessage(HttpMethod.Get, new Uri(plane, path)));
    }

    public async ValueTask DisposeAsync()
    {
        if (_serve is not null)
            await _serve.DisposeAsync();
        if (_backend is not null)
            await _backend.DisposeAsync();
        _client.Dispose();
        _folder.Dispose();
    }
}
