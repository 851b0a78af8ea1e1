using System.Text.Json;

namespace ApiGovernance.Protocol.CatalogApi;

/// <summary>Descriptors: what is read may be put back.</summary>
public sealed partial class CatalogClient
{
    /// <summary>The descriptors of a kind, by name.</summary>
    /// <param name="collection"><c>teams</c>, <c>backends</c>, <c>consumers</c>, <c>plans</c>, <c>entities</c>, <c>events</c> or <c>overlaps</c>.</param>
    /// <param name="filter">What the kind does not have is refused (400).</param>
    public CatalogList<JsonElement> Descriptors(string collection, RecordFilter? filter = null) => List<JsonElement>(
        new CatalogQuery(collection).With("owner", filter?.Owner).With("label", filter?.Label).With("q", filter?.Text).With("system", filter?.System)
            .With("plan", filter?.Plan).With("partner", filter?.Partner).With("entity", filter?.Entity).With("type", filter?.Type)
            .With("stage", Word(filter?.Stage)).With("visibility", Word(filter?.Visibility)).With("producer", filter?.Producer)
            .With("consumer", filter?.Consumer).With("api", filter?.Api).With("decision", Word(filter?.Decision)));

    /// <summary>A descriptor as JSON, as it may be put back.</summary>
    /// <param name="collection">One of those of <see cref="Descriptors"/>, <c>apis</c>, <c>waivers</c> or <c>subscriptions</c>.</param>
    public Task<CatalogAnswer<JsonDocument>> GetDescriptorAsync(string collection, string name, CancellationToken cancellationToken) =>
        GetAsync<JsonDocument>($"{collection}/{Escape(name)}", cancellationToken);

    /// <param name="descriptor">YAML or JSON.</param>
    /// <param name="ifMatch">The entity tag (with quotes) that the stored descriptor must still have; null: whatever is there is replaced.</param>
    public Task<CatalogAnswer<JsonDocument>> PutDescriptorAsync(
        string collection, string name, ReadOnlyMemory<byte> descriptor, string? ifMatch, CancellationToken cancellationToken) =>
        SendAsync<JsonDocument>(
            Conditional(new HttpRequestMessage(HttpMethod.Put, Uri($"{collection}/{Escape(name)}")) { Content = Document(descriptor) }, ifMatch),
            cancellationToken);

    /// <summary>Removes a descriptor, or an API with its versions. Refused when something refers to it; the problem's errors name what.</summary>
    /// <returns>A value that says nothing, or the problem.</returns>
    public Task<CatalogAnswer<CatalogDone>> DeleteDescriptorAsync(string collection, string name, string? ifMatch, CancellationToken cancellationToken) =>
        DoneAsync(Conditional(new HttpRequestMessage(HttpMethod.Delete, Uri($"{collection}/{Escape(name)}")), ifMatch), cancellationToken);

    /// <summary>The JSON Schema of a canonical entity or an event.</summary>
    /// <param name="collection"><c>entities</c> or <c>events</c>.</param>
    public Task<CatalogAnswer<CatalogContract>> GetSchemaAsync(string collection, string name, CancellationToken cancellationToken) =>
        DocumentAsync($"{collection}/{Escape(name)}/schema", cancellationToken);

    /// <summary>Gives a canonical entity or an event its JSON Schema.</summary>
    public Task<CatalogAnswer<SchemaSummary>> PutSchemaAsync(
        string collection, string name, ReadOnlyMemory<byte> schema, string? ifMatch, CancellationToken cancellationToken) =>
        SendAsync<SchemaSummary>(
            Conditional(new HttpRequestMessage(HttpMethod.Put, Uri($"{collection}/{Escape(name)}/schema")) { Content = Document(schema) }, ifMatch),
            cancellationToken);

    /// <summary>The waivers, by name.</summary>
    public CatalogList<WaiverSummary> Waivers(WaiverFilter? filter = null) => List<WaiverSummary>(
        new CatalogQuery("waivers").With("owner", filter?.Owner).With("api", filter?.Api).With("expiring", Number(filter?.ExpiringDays)));
}

/// <summary>It is done and there is nothing more to say.</summary>
public sealed record CatalogDone;

/// <param name="Hash">Lower-case hex SHA-256 of the schema as one JSON document.</param>
public sealed record SchemaSummary(string Kind, string Name, string Hash);
