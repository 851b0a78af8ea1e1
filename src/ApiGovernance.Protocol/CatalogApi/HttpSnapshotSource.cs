using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using ApiGovernance.Protocol.Acknowledgements;
using ApiGovernance.Protocol.Snapshots;

namespace ApiGovernance.Protocol.CatalogApi;

/// <summary>The snapshot feed of a control plane in another process: one long poll at a time.</summary>
public sealed class HttpSnapshotSource(HttpClient http) : ISnapshotSource
{
    private const string Root = "api/v1/snapshots";

    /// <summary>The answer's field that says which release is served.</summary>
    public const string ReleaseHeader = "Snapshot-Release";

    /// <summary>The answer's field that says how often to report how calls fare.</summary>
    public const string ReportHeader = "Snapshot-Report";

    public async Task<SnapshotManifest?> WaitForManifestAsync(string? knownRevision, TimeSpan wait, CancellationToken cancellationToken) =>
        (await AskAsync(null, knownRevision, wait, cancellationToken).ConfigureAwait(false)).Manifest;

    public Task<SnapshotOffer> WaitForOfferAsync(string node, string? knownRevision, TimeSpan wait, CancellationToken cancellationToken) =>
        AskAsync(node, knownRevision, wait, cancellationToken);

    public Task<ReadOnlyMemory<byte>> GetPartAsync(string hash, CancellationToken cancellationToken) =>
        CallAsync(
            HttpMethod.Get,
            $"{Root}/parts/{Uri.EscapeDataString(hash)}",
            null,
            async response => (ReadOnlyMemory<byte>)await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false),
            cancellationToken);

    public Task AcknowledgeAsync(SnapshotAcknowledgement acknowledgement, CancellationToken cancellationToken) =>
        CallAsync(
            HttpMethod.Post,
            $"{Root}/acknowledgements",
            JsonContent.Create(acknowledgement, ProtocolJson.Type<SnapshotAcknowledgement>()),
            _ => Task.FromResult(true),
            cancellationToken);

    public Task ReportAsync(ReleaseReport report, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(report);
        return CallAsync(
            HttpMethod.Post,
            $"api/v1/gateways/{Uri.EscapeDataString(report.Gateway)}/reports",
            JsonContent.Create(report, ProtocolJson.Type<ReleaseReport>()),
            _ => Task.FromResult(true),
            cancellationToken);
    }

    private Task<SnapshotOffer> AskAsync(string? node, string? knownRevision, TimeSpan wait, CancellationToken cancellationToken)
    {
        string query = string.Create(CultureInfo.InvariantCulture, $"?wait={Math.Max(0, (int)Math.Ceiling(wait.TotalSeconds))}");
        if (knownRevision is not null)
            query += $"&known={Uri.EscapeDataString(knownRevision)}";
        if (node is not null)
            query += $"&node={Uri.EscapeDataString(node)}";
        return CallAsync(
            HttpMethod.Get,
            $"{Root}/current{query}",
            null,
            async response => new SnapshotOffer(
                response.StatusCode is HttpStatusCode.NotModified or HttpStatusCode.NoContent
                    ? null
                    : await CatalogHttp.JsonAsync<SnapshotManifest>(response, cancellationToken).ConfigureAwait(false),
                ReleaseOf(response)),
            cancellationToken);
    }

    private static SnapshotRelease? ReleaseOf(HttpResponseMessage response) =>
        response.Headers.TryGetValues(ReleaseHeader, out IEnumerable<string>? id) && response.Headers.TryGetValues(ReportHeader, out IEnumerable<string>? every)
            && int.TryParse(every.First(), NumberStyles.None, CultureInfo.InvariantCulture, out int seconds) && seconds > 0
            ? new SnapshotRelease(id.First(), seconds)
            : null;

    private async Task<T> CallAsync<T>(
        HttpMethod method, string path, HttpContent? content, Func<HttpResponseMessage, Task<T>> read, CancellationToken cancellationToken)
    {
        using HttpRequestMessage request = new(method, new Uri(path, UriKind.Relative)) { Content = content };
        try
        {
            using HttpResponseMessage response = await CatalogHttp.SendAsync(http, request, cancellationToken).ConfigureAwait(false);
            if (!response.IsSuccessStatusCode && response.StatusCode != HttpStatusCode.NotModified)
            {
                throw new SnapshotSourceException(
                    $"{http.BaseAddress}{path} answered {(int)response.StatusCode} {response.ReasonPhrase}"
                    + (response.StatusCode == HttpStatusCode.Unauthorized ? ": is the admin token of this gateway that of the control plane?" : "."));
            }

            return await read(response).ConfigureAwait(false);
        }
        catch (Exception error) when (error is CatalogUnreachableException or HttpRequestException or IOException)
        {
            throw new SnapshotSourceException(error.Message, error);
        }
    }
}
