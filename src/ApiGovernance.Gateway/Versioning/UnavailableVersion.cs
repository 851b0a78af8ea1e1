using ApiGovernance.Protocol.Snapshots;

namespace ApiGovernance.Gateway.Versioning;

/// <summary>A version that is published and cannot be served: no other one is served in its place.</summary>
/// <param name="Name">As callers write it.</param>
/// <param name="Part">What is said of it; null when that cannot be read.</param>
internal sealed record UnavailableVersion(string Name, ApiVersionPart? Part);
