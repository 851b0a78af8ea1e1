namespace ApiGovernance.Protocol.CatalogApi;

/// <summary>What the catalog answered: a value or a problem, never both.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="ETag">The answer's entity tag with its quotes.</param>
public sealed record CatalogAnswer<T>(int Status, T? Value, CatalogProblem? Problem, string? ETag)
    where T : class;

/// <param name="MediaType">Without parameters, e.g. <c>application/yaml</c>.</param>
/// <param name="Hash">Lower-case hex SHA-256 of the contract as one JSON document.</param>
public sealed record CatalogContract(ReadOnlyMemory<byte> Bytes, string MediaType, string Hash);

/// <summary>The catalog could not be reached, or what answered is no catalog.</summary>
public sealed class CatalogUnreachableException(string message, Exception? inner = null) : Exception(message, inner);
