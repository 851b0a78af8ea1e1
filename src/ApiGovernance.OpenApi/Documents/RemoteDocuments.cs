namespace ApiGovernance.OpenApi.Documents;

/// <summary>
/// Leave to fetch what references name by network address. Without it (the default everywhere in this product) nothing is ever fetched
/// and such a reference is a finding. The caller does the fetching, so it holds the addresses, time limits and credentials.
/// </summary>
/// <param name="Fetch">The bytes at an absolute <c>http</c> or <c>https</c> address, or null to refuse it or where there is nothing.
/// Called once for each address, never for one that a document of the bundle declares as its own.</param>
public sealed record RemoteDocuments(Func<Uri, ReadOnlyMemory<byte>?> Fetch);
