namespace ApiGovernance.Protocol.CatalogApi;

/// <summary>What governance says of a version.</summary>
public sealed partial class CatalogClient
{
    /// <param name="file">How findings name the contract; null for the catalog's own name.</param>
    /// <inheritdoc cref="SubmitAsync(string, string, ReadOnlyMemory{byte}, string, CancellationToken)"/>
    public Task<CatalogAnswer<ContractVerdict>> SubmitAsync(
        string api, string version, ReadOnlyMemory<byte> contract, string? stage, string? file, CancellationToken cancellationToken) =>
        SendAsync<ContractVerdict>(
            new HttpRequestMessage(HttpMethod.Put, Uri(new CatalogQuery(Version(api, version)).With("stage", stage).With("file", file).ToString())) { Content = Document(contract) },
            cancellationToken);

    /// <summary>What a reviewer says of a contract that waits; with the last approval asked for it is judged again, and in force when it passes.</summary>
    public Task<CatalogAnswer<ContractVerdict>> ReviewAsync(string api, string version, ApprovalRequest review, CancellationToken cancellationToken) =>
        PostAsync<ContractVerdict, ApprovalRequest>($"{Version(api, version)}/approvals", review, cancellationToken);

    /// <summary>Which other APIs offer what the contract in force offers.</summary>
    public Task<CatalogAnswer<ApiOverlaps>> GetOverlapsAsync(string api, string version, CancellationToken cancellationToken) =>
        GetAsync<ApiOverlaps>($"{Version(api, version)}/overlap", cancellationToken);

    /// <summary>How the contract in force stands to the canonical model.</summary>
    public Task<CatalogAnswer<ApiConformance>> GetConformanceAsync(string api, string version, CancellationToken cancellationToken) =>
        GetAsync<ApiConformance>($"{Version(api, version)}/conformance", cancellationToken);

    /// <summary>What the gate of today says of a verdict's evidence.</summary>
    public Task<CatalogAnswer<ReplayedVerdict>> ReplayVerdictAsync(long id, CancellationToken cancellationToken) =>
        SendAsync<ReplayedVerdict>(new HttpRequestMessage(HttpMethod.Post, Uri($"verdicts/{Number(id)}/replay")), cancellationToken);
}
