namespace ApiGovernance.Protocol.Acknowledgements;

/// <summary>How calls have fared at a gateway since it serves a release. It tells that the gateway lives, too.</summary>
/// <param name="Gateway">The node's name.</param>
/// <param name="Revision">The snapshot that it serves.</param>
/// <param name="Release">See <see cref="Snapshots.SnapshotRelease"/>.</param>
/// <param name="Since">When the counting began; another moment means that it began anew.</param>
/// <param name="Versions">Those that were called, by API and version.</param>
public sealed record ReleaseReport(string Gateway, string Revision, string Release, DateTimeOffset Since, IReadOnlyList<VersionFigures> Versions);

/// <summary>Calls of one API version. Those that ended with 401, 403, 404 or 429 of the gateway are in none of the numbers.</summary>
/// <param name="GatewayFailures">Answers from 500 on that the gateway made for a reason of its own.</param>
/// <param name="BackendFailures">Answers from 500 on that the back end made, or that the gateway made in its place.</param>
/// <param name="Refusals">Answers from 400 on that the gateway made because of the call.</param>
public sealed record VersionFigures(string Api, string Version, long Requests, long GatewayFailures, long BackendFailures, long Refusals);
