namespace ApiGovernance.Protocol.Snapshots;

/// <summary>
/// What a gateway should enforce now: a list of content-addressed parts. A gateway fetches only the parts that it lacks.
/// </summary>
/// <param name="Revision">Lower-case hex SHA-256 over the parts' canonical JSON: the same catalog always has the same revision.</param>
/// <param name="Parts">Ordered by kind, then name.</param>
public sealed record SnapshotManifest(string Revision, IReadOnlyList<SnapshotPartReference> Parts);

/// <param name="Name">Unique within its kind, e.g. <c>order-intake/v2</c>.</param>
/// <param name="Hash">Lower-case hex SHA-256 of the part's bytes.</param>
/// <param name="Size">Bytes.</param>
public sealed record SnapshotPartReference(SnapshotPartKind Kind, string Name, string Hash, int Size);
