using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;

namespace ApiGovernance.Protocol.CatalogApi;

/// <summary>
/// The catalog API, typed. Refusals are answers with a <see cref="CatalogProblem"/>; only an unreachable catalog throws
/// (<see cref="CatalogUnreachableException"/>). The caller owns the HTTP client, its base address and its bearer token.
/// </summary>
public sealed partial class CatalogClient(HttpClient http)
{

    /// <summary>Puts a contract before the gate; when it passes it is in force and published.</summary>
    /// <param name="stage">For a version that is new; null for the default.</param>
    public Task<CatalogAnswer<ContractVerdict>> SubmitAsync(
        string api, string version, ReadOnlyMemory<byte> contract, string? stage, CancellationToken cancellationToken)
    {
        string query = stage is null ? "" : $"?stage={Escape(stage)}";
        return SendAsync<ContractVerdict>(
            new HttpRequestMessage(HttpMethod.Put, Uri(Version(api, version) + query)) { Content = Document(contract) }, cancellationToken);
    }

    /// <summary>What <see cref="SubmitAsync"/> would say; changes nothing. A blocked contract is a value here, not a problem.</summary>
    public Task<CatalogAnswer<ContractVerdict>> CheckAsync(
        string api, string version, ReadOnlyMemory<byte> contract, string? file, CancellationToken cancellationToken)
    {
        string query = file is null ? "" : $"?file={Escape(file)}";
        return SendAsync<ContractVerdict>(
            new HttpRequestMessage(HttpMethod.Post, Uri($"{Version(api, version)}/check{query}")) { Content = Document(contract) }, cancellationToken);
    }

    public Task<CatalogAnswer<ApiVersionSummary>> PromoteAsync(string api, string version, PromoteRequest request, CancellationToken cancellationToken) =>
        PostAsync<ApiVersionSummary, PromoteRequest>($"{Version(api, version)}/promote", request, cancellationToken);

    public Task<CatalogAnswer<ApiVersionSummary>> DeprecateAsync(
        string api, string version, DeprecateRequest request, CancellationToken cancellationToken) =>
        PostAsync<ApiVersionSummary, DeprecateRequest>($"{Version(api, version)}/deprecate", request, cancellationToken);

    public Task<CatalogAnswer<ApiVersionSummary>> RetireAsync(string api, string version, CancellationToken cancellationToken) =>
        PostAsync<ApiVersionSummary, RetireRequest>($"{Version(api, version)}/retire", new RetireRequest(), cancellationToken);

    private Task<CatalogAnswer<T>> GetAsync<T>(string path, CancellationToken cancellationToken)
        where T : class =>
        SendAsync<T>(new HttpRequestMessage(HttpMethod.Get, Uri(path)), cancellationToken);

    private Task<CatalogAnswer<TAnswer>> PostAsync<TAnswer, TBody>(string path, TBody body, CancellationToken cancellationToken)
        where TAnswer : class =>
        SendAsync<TAnswer>(
            new HttpRequestMessage(HttpMethod.Post, Uri(path)) { Content = JsonContent.Create(body, ProtocolJson.Type<TBody>()) }, cancellationToken);

    private async Task<CatalogAnswer<T>> SendAsync<T>(HttpRequestMessage request, CancellationToken cancellationToken)
        where T : class
    {
        using (request)
        {
            using HttpResponseMessage response = await CatalogHttp.SendAsync(http, request, cancellationToken).ConfigureAwait(false);
            return await CatalogHttp.ReadAsync<T>(response, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<CatalogAnswer<CatalogDone>> DoneAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using (request)
        {
            using HttpResponseMessage response = await CatalogHttp.SendAsync(http, request, cancellationToken).ConfigureAwait(false);
            return response.IsSuccessStatusCode
                ? new CatalogAnswer<CatalogDone>((int)response.StatusCode, new CatalogDone(), null, null)
                : await CatalogHttp.ProblemAsync<CatalogDone>(response, cancellationToken).ConfigureAwait(false);
        }
    }

    private CatalogList<T> List<T>(string address) => List<T>(new CatalogQuery(address));

    private CatalogList<T> List<T>(CatalogQuery query) => new(query, GetAsync<CatalogPage<T>>);

    private static HttpRequestMessage Conditional(HttpRequestMessage request, string? ifMatch)
    {
        if (ifMatch is not null)
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        return request;
    }

    private static string? Number(long? number) => number?.ToString(CultureInfo.InvariantCulture);

    private static ReadOnlyMemoryContent Document(ReadOnlyMemory<byte> bytes)
    {
        ReadOnlyMemoryContent content = new(bytes);
        // The catalog tells YAML and JSON apart itself; every JSON document that matters here is YAML as well.
        content.Headers.ContentType = new MediaTypeHeaderValue("application/yaml");
        return content;
    }

    private static string Version(string api, string version) => $"apis/{Escape(api)}/versions/{Escape(version)}";

    private static string Escape(string text) => System.Uri.EscapeDataString(text);

    private static Uri Uri(string path) => new($"api/v1/{path}", UriKind.Relative);
}
