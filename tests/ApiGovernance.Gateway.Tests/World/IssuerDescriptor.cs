using ApiGovernance.Protocol.Descriptors;
using ApiGovernance.Testing;

namespace ApiGovernance.Gateway.Tests.World;

/// <summary>An issuer as the gateway is told of it.</summary>
internal static class IssuerDescriptor
{
    public static TokenIssuer Descriptor(this FakeIssuer issuer, string name = "main") => new(name, issuer.Url) { Audiences = [issuer.Audience] };
}
