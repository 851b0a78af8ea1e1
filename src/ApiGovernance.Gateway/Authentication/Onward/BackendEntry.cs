using ApiGovernance.Protocol.Descriptors;
using ApiGovernance.Protocol.Snapshots;

namespace ApiGovernance.Gateway.Authentication.Onward;

/// <summary>How a back end is told who calls, and how the gateway is let in there.</summary>
/// <param name="Tokens">What it lets the gateway in with; null where it asks for nothing.</param>
/// <param name="Owner">Whom to ask when the gateway is not let in.</param>
internal sealed record BackendEntry(BackendIdentity Identity, BackendTokens? Tokens, SnapshotOwner? Owner)
{
    public static BackendEntry Of(SnapshotBackend backend, BackendEntry? previous, AuthenticationTools tools)
    {
        BackendTokens? tokens = backend.Credentials is null ? null
            : previous?.Tokens is { } kept && kept.Settings == backend.Credentials ? kept
            : new BackendTokens(backend.Credentials, tools);
        return new BackendEntry(backend.Identity, tokens, backend.Owner);
    }
}
