using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using ApiGovernance.Protocol.Descriptors;
using ApiGovernance.Protocol.Usage;

namespace ApiGovernance.Protocol.CatalogApi;

/// <summary>APIs and what is known of their versions.</summary>
public sealed partial class CatalogClient
{
    /// <summary>The APIs with their versions, by name.</summary>
    public CatalogList<ApiSummary> Apis(ApiFilter? filter = null) => List<ApiSummary>(
        new CatalogQuery("apis")
            .With("owner", filter?.Owner).With("domain", filter?.Domain).With("entity", filter?.Entity)
            .With("visibility", Word(filter?.Visibility)).With("stage", Word(filter?.Stage))
            .With("backend", filter?.Backend).With("label", filter?.Label).With("q", filter?.Text));

    /// <summary>An API's versions in the order in which they were added.</summary>
    /// <param name="stage">Only those in this stage.</param>
    public CatalogList<ApiVersionSummary> Versions(string api, ApiStage? stage = null) =>
        List<ApiVersionSummary>(new CatalogQuery($"apis/{Escape(api)}/versions").With("stage", Word(stage)));

    public Task<CatalogAnswer<ApiVersionSummary>> GetVersionAsync(string api, string version, CancellationToken cancellationToken) =>
        GetAsync<ApiVersionSummary>(Version(api, version), cancellationToken);

    /// <summary>The contract in force, as it was submitted.</summary>
    public Task<CatalogAnswer<CatalogContract>> GetContractAsync(string api, string version, CancellationToken cancellationToken) =>
        DocumentAsync($"{Version(api, version)}/contract", cancellationToken);

    /// <summary>The contracts that have been in force, newest first.</summary>
    public CatalogList<ContractRevision> Revisions(string api, string version) => List<ContractRevision>($"{Version(api, version)}/revisions");

    /// <summary>One revision with its changelog.</summary>
    public Task<CatalogAnswer<ContractRevision>> GetRevisionAsync(string api, string version, int revision, CancellationToken cancellationToken) =>
        GetAsync<ContractRevision>($"{Version(api, version)}/revisions/{Number(revision)}", cancellationToken);

    /// <summary>The contract of a revision, as it was submitted.</summary>
    public Task<CatalogAnswer<CatalogContract>> GetContractAsync(string api, string version, int revision, CancellationToken cancellationToken) =>
        DocumentAsync($"{Version(api, version)}/revisions/{Number(revision)}/contract", cancellationToken);

    /// <summary>What the gate has said, newest first.</summary>
    public CatalogList<VerdictEntry> Verdicts(VerdictFilter? filter = null) => List<VerdictEntry>(
        new CatalogQuery("verdicts").With("api", filter?.Api).With("version", filter?.Version).With("outcome", filter?.Outcome));

    /// <summary>One verdict with its findings.</summary>
    public Task<CatalogAnswer<ContractVerdict>> GetVerdictAsync(long id, CancellationToken cancellationToken) =>
        GetAsync<ContractVerdict>($"verdicts/{Number(id)}", cancellationToken);

    /// <summary>Observed calls by API, version, operation and consumer.</summary>
    public CatalogList<UsageRow> Usage(UsageFilter? filter = null) => List<UsageRow>(
        new CatalogQuery("usage")
            .With("api", filter?.Api).With("version", filter?.Version).With("consumer", filter?.Consumer).With("days", Number(filter?.Days)));

    /// <summary>Refused calls that the catalog does not have, by API, path, method and caller; a version in the filter does not count.</summary>
    public CatalogList<UnregisteredCalls> UnregisteredCalls(UsageFilter? filter = null) => List<UnregisteredCalls>(
        new CatalogQuery("unregistered-calls").With("api", filter?.Api).With("consumer", filter?.Consumer).With("days", Number(filter?.Days)));

    /// <summary>How back ends kept to contracts, by back end and API; none of those whose answers nobody looked at.</summary>
    public CatalogList<BackendConformance> BackendConformance(string? backend = null, string? api = null, int? days = null) => List<BackendConformance>(
        new CatalogQuery("backend-conformance").With("backend", backend).With("api", api).With("days", Number(days)));

    /// <summary>The gateways by their last acknowledgements, by name.</summary>
    public CatalogList<GatewayStatus> Gateways() => List<GatewayStatus>("gateways");

    /// <summary>Who changed what, newest first.</summary>
    public CatalogList<AuditEntry> Audit(AuditFilter? filter = null) => List<AuditEntry>(
        new CatalogQuery("audit")
            .With("actor", filter?.Actor).With("action", filter?.Action).With("object", filter?.Object)
            .With("since", filter?.Since?.UtcDateTime.ToString("O", CultureInfo.InvariantCulture))
            .With("until", filter?.Until?.UtcDateTime.ToString("O", CultureInfo.InvariantCulture))
            .With("order", filter is { OldestFirst: true } ? "oldest" : null));

    private async Task<CatalogAnswer<CatalogContract>> DocumentAsync(string path, CancellationToken cancellationToken)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, Uri(path));
        using HttpResponseMessage response = await CatalogHttp.SendAsync(http, request, cancellationToken).ConfigureAwait(false);
        if (!response.IsSuccessStatusCode)
            return await CatalogHttp.ProblemAsync<CatalogContract>(response, cancellationToken).ConfigureAwait(false);
        byte[] bytes = await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
        string? tag = response.Headers.ETag?.Tag;
        MediaTypeHeaderValue? type = response.Content.Headers.ContentType;
        return new CatalogAnswer<CatalogContract>((int)response.StatusCode, new CatalogContract(bytes, type?.MediaType ?? "", HashIn(tag)), null, tag);
    }

    /// <summary>A document's tag is its hash, and for another form than the submitted one a suffix.</summary>
    private static string HashIn(string? tag) => (tag ?? "").Trim('"').Split('.')[0];

    private static string? Word<T>(T? value)
        where T : struct, Enum =>
        value is { } word ? JsonSerializer.SerializeToElement(word, ProtocolJson.Type<T>()).GetString() : null;
}
