using System.Text.Json.Nodes;
using static ApiGovernance.Protocol.Descriptors.Writing.JsonParts;

namespace ApiGovernance.Protocol.Descriptors.Writing;

internal static class IssuerWriter
{
    public static JsonObject Write(TokenIssuer issuer) => Object(
        ("name", issuer.Name),
        ("issuer", issuer.Issuer),
        ("preset", issuer.Preset),
        ("metadataUrl", issuer.MetadataUrl),
        ("audiences", Texts(issuer.Audiences)),
        ("algorithms", Texts(issuer.Algorithms)),
        ("tokenTypes", Texts(issuer.TokenTypes)),
        ("clientClaim", issuer.OtherClientClaims.Count == 0 ? issuer.ClientClaim : null),
        ("clientClaims", issuer.OtherClientClaims.Count == 0 ? null : Texts([issuer.ClientClaim, .. issuer.OtherClientClaims])),
        ("scopeClaim", issuer.OtherScopeClaims.Count == 0 ? issuer.ScopeClaim : null),
        ("scopeClaims", issuer.OtherScopeClaims.Count == 0 ? null : Texts([issuer.ScopeClaim, .. issuer.OtherScopeClaims])),
        ("clockSkewSeconds", issuer.ClockSkewSeconds),
        ("keepKeysHours", issuer.KeepKeysHours),
        ("revokedTokens", SomeTexts(issuer.RevokedTokens)),
        ("introspection", issuer.Introspection is { } introspection ? Introspection(introspection) : null),
        ("dpop", Word(issuer.Dpop)));

    private static JsonObject Introspection(TokenIntrospection introspection) => Object(
        ("url", introspection.Url),
        ("clientId", introspection.ClientId),
        ("secret", introspection.Secret),
        ("cacheSeconds", introspection.CacheSeconds),
        ("requireAudience", introspection.RequireAudience ? null : false),
        ("tokenPrefix", introspection.TokenPrefix.Length == 0 ? null : introspection.TokenPrefix));
}
