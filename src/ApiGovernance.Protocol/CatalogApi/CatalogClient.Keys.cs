namespace ApiGovernance.Protocol.CatalogApi;

/// <summary>The consumers' API keys.</summary>
public sealed partial class CatalogClient
{
    public Task<CatalogAnswer<KeyList>> GetKeysAsync(string consumer, CancellationToken cancellationToken) =>
        GetAsync<KeyList>(Keys(consumer), cancellationToken);

    /// <summary>The answer holds the key, which nobody can read again.</summary>
    public Task<CatalogAnswer<IssuedKey>> CreateKeyAsync(string consumer, CreateKeyRequest request, CancellationToken cancellationToken) =>
        PostAsync<IssuedKey, CreateKeyRequest>(Keys(consumer), request, cancellationToken);

    /// <summary>A new key in place of this one, which is still taken for the overlap.</summary>
    public Task<CatalogAnswer<IssuedKey>> RotateKeyAsync(string consumer, string id, RotateKeyRequest request, CancellationToken cancellationToken) =>
        PostAsync<IssuedKey, RotateKeyRequest>($"{Keys(consumer)}/{Escape(id)}/rotate", request, cancellationToken);

    /// <summary>The key as it is now, revoked.</summary>
    public Task<CatalogAnswer<KeyEntry>> RevokeKeyAsync(string consumer, string id, CancellationToken cancellationToken) =>
        SendAsync<KeyEntry>(new HttpRequestMessage(HttpMethod.Delete, Uri($"{Keys(consumer)}/{Escape(id)}")), cancellationToken);

    private static string Keys(string consumer) => $"consumers/{Escape(consumer)}/keys";
}
