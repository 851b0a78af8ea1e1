namespace ApiGovernance.Protocol.CatalogApi;

/// <summary>The consumers' API keys.</summary>
public sealed partial class CatalogClient
{
    /// <summary>Revoked and expired ones included; none with the key itself.</summary>
    public CatalogList<KeyEntry> Keys(string consumer) => List<KeyEntry>(new CatalogQuery(KeysOf(consumer)));

    /// <summary>The answer holds the key, which nobody can read again.</summary>
    public Task<CatalogAnswer<IssuedKey>> CreateKeyAsync(string consumer, CreateKeyRequest request, CancellationToken cancellationToken) =>
        PostAsync<IssuedKey, CreateKeyRequest>(KeysOf(consumer), request, cancellationToken);

    /// <summary>A new key in place of this one, which is still taken for the overlap.</summary>
    public Task<CatalogAnswer<IssuedKey>> RotateKeyAsync(string consumer, string id, RotateKeyRequest request, CancellationToken cancellationToken) =>
        PostAsync<IssuedKey, RotateKeyRequest>($"{KeysOf(consumer)}/{Escape(id)}/rotate", request, cancellationToken);

    public Task<CatalogAnswer<CatalogDone>> RevokeKeyAsync(string consumer, string id, CancellationToken cancellationToken) =>
        DoneAsync(new HttpRequestMessage(HttpMethod.Delete, Uri($"{KeysOf(consumer)}/{Escape(id)}")), cancellationToken);

    private static string KeysOf(string consumer) => $"consumers/{Escape(consumer)}/keys";
}
