using System.CommandLine;
using ApiGovernance.Cli.Inputs;
using ApiGovernance.Protocol.CatalogApi;

namespace ApiGovernance.Cli.Management;

/// <summary>One run of a command against the live catalog: what was asked for, the client, and how the answer is written.</summary>
internal sealed class CatalogCall(ParseResult parsed, Uri catalog, HttpClient http, RecordOutput output, CancellationToken stop)
{
    public Uri Catalog => catalog;

    public CatalogClient Client { get; } = new(http);

    public RecordOutput Output => output;

    public CancellationToken Stop => stop;

    public T Get<T>(Argument<T> argument) => parsed.GetValue(argument)!;

    public T? Get<T>(Option<T> option) => parsed.GetValue(option);

    /// <exception cref="CommandRefusal">The catalog cannot be reached, or says no.</exception>
    /// <param name="file">The file that was sent, by which findings are told.</param>
    public async Task<T> AskAsync<T>(Func<CatalogClient, Task<CatalogAnswer<T>>> call, string? file = null)
        where T : class
    {
        CatalogAnswer<T> answer = await SendAsync(call);
        return answer.Value ?? throw new ProblemRefusal(answer.Problem!, catalog, file);
    }

    /// <summary>The same; null when there is no such record.</summary>
    public async Task<T?> FindAsync<T>(Func<CatalogClient, Task<CatalogAnswer<T>>> call)
        where T : class
    {
        CatalogAnswer<T> answer = await SendAsync(call);
        return answer.Status == 404 ? null : answer.Value ?? throw new ProblemRefusal(answer.Problem!, catalog);
    }

    public Task<IReadOnlyList<T>> AllAsync<T>(CatalogList<T> list) => AskAsync(_ => list.AllAsync(stop));

    /// <summary>The answer as it came, the catalog's no among them.</summary>
    public Task<CatalogAnswer<T>> SendAsync<T>(Func<CatalogClient, Task<CatalogAnswer<T>>> call)
        where T : class => CatalogConnection.ReachAsync(() => call(Client));
}
