namespace ApiGovernance.Protocol.Descriptors.Reading;

internal static class IssuersReader
{
    // Symmetric algorithms and `none` are not offered: a gateway holds no issuer's secret (RFC 8725, 3.1).
    private static readonly string[] Algorithms = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"];

    private static readonly TextRule IssuerName = TextRule.Name with
    {
        Expectation = TextRule.Name.Expectation + ", and not `embedded`, which is the built-in authority",
        IsMatch = v => v != ConsumerCredential.EmbeddedIssuer && TextRule.Name.IsMatch(v),
    };

    public static IReadOnlyList<TokenIssuer> Read(NodeReader spec)
    {
        var names = new UniqueNames("issuer");
        return spec.List("issuers", item => Issuer(item, names), required: true);
    }

    private static TokenIssuer Issuer(NodeReader item, UniqueNames names)
    {
        var issuer = new TokenIssuer(names.Read(item, "name", IssuerName), item.Text("issuer", TextRule.HttpUrl))
        {
            MetadataUrl = item.OptionalText("metadataUrl", TextRule.HttpUrl),
            Audiences = item.Texts("audiences", TextRule.NotEmpty, minimum: 1, required: true),
        };
        return issuer with
        {
            Algorithms = item.Has("algorithms") ? item.Texts("algorithms", TextRule.Any, minimum: 1, words: Algorithms) : issuer.Algorithms,
            TokenTypes = item.Has("tokenTypes") ? item.Texts("tokenTypes", TextRule.NotEmpty, minimum: 1) : issuer.TokenTypes,
            ClientClaim = item.OptionalText("clientClaim", TextRule.NotEmpty) ?? issuer.ClientClaim,
            ScopeClaim = item.OptionalText("scopeClaim", TextRule.NotEmpty) ?? issuer.ScopeClaim,
            ClockSkewSeconds = item.Integer("clockSkewSeconds", 0, 300) ?? issuer.ClockSkewSeconds,
        };
    }
}
