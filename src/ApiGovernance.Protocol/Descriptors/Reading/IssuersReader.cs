namespace ApiGovernance.Protocol.Descriptors.Reading;

internal static class IssuersReader
{
    private const int MaxRevokedTokens = 10_000;

    // Symmetric algorithms and `none` are not offered: a gateway holds no issuer's secret (RFC 8725, 3.1).
    private static readonly string[] Algorithms = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"];

    private static readonly string[] Presets = [.. IssuerPreset.All.Select(preset => preset.Name)];

    private static readonly TextRule IssuerName = TextRule.Name with
    {
        Expectation = TextRule.Name.Expectation + ", and not `embedded`, which is the built-in authority",
        IsMatch = v => v != ConsumerCredential.EmbeddedIssuer && TextRule.Name.IsMatch(v),
    };

    public static IReadOnlyList<TokenIssuer> Read(NodeReader spec)
    {
        var names = new UniqueNames("issuer");
        var values = new HashSet<string>(StringComparer.Ordinal);
        var prefixes = new HashSet<string>(StringComparer.Ordinal);
        return spec.List("issuers", item => Issuer(item, names, values, prefixes), required: true);
    }

    private static TokenIssuer Issuer(NodeReader item, UniqueNames names, HashSet<string> values, HashSet<string> prefixes)
    {
        string? preset = item.Word("preset", Presets);
        var issuer = new TokenIssuer(names.Read(item, "name", IssuerName), item.Text("issuer", TextRule.HttpUrl))
        {
            Preset = preset,
            MetadataUrl = item.OptionalText("metadataUrl", TextRule.HttpUrl),
            Audiences = item.Texts("audiences", TextRule.NotEmpty, minimum: 1, required: true),
        };
        CheckAddress(item, issuer, values);
        IssuerPreset shape = IssuerPreset.Of(preset);
        IReadOnlyList<string> clientClaims = Claims(item, "clientClaim", "clientClaims", shape.ClientClaims);
        IReadOnlyList<string> scopeClaims = Claims(item, "scopeClaim", "scopeClaims", shape.ScopeClaims);
        return issuer with
        {
            Algorithms = item.Has("algorithms") ? item.Texts("algorithms", TextRule.Any, minimum: 1, words: Algorithms) : issuer.Algorithms,
            TokenTypes = item.Has("tokenTypes") ? item.Texts("tokenTypes", TextRule.NotEmpty, minimum: 1) : shape.TokenTypes,
            ClientClaim = clientClaims[0],
            OtherClientClaims = [.. clientClaims.Skip(1)],
            ScopeClaim = scopeClaims[0],
            OtherScopeClaims = [.. scopeClaims.Skip(1)],
            ClockSkewSeconds = item.Integer("clockSkewSeconds", 0, 300) ?? issuer.ClockSkewSeconds,
            KeepKeysHours = item.Integer("keepKeysHours", 1, 720) ?? issuer.KeepKeysHours,
            RevokedTokens = item.Texts("revokedTokens", TextRule.NotEmpty, maximum: MaxRevokedTokens),
            Introspection = item.Object("introspection", node => Introspection(node, prefixes)),
            Dpop = item.Choice<DpopMode>("dpop", DpopMode.Allowed),
        };
    }

    /// <summary>What a gateway would refuse the whole snapshot for, or not obey.</summary>
    private static void CheckAddress(NodeReader item, TokenIssuer issuer, HashSet<string> values)
    {
        if (issuer.Issuer.Length > 0 && !values.Add(issuer.Issuer))
        {
            item.Wrong(
                "descriptor-duplicate", "issuer", "is that of another entry of this list too: it would be open whose audiences, claims and keys count for its tokens.",
                "Make one entry of the two; `audiences`, `algorithms`, `tokenTypes`, `clientClaims` and `scopeClaims` are lists.");
        }

        string from = issuer.MetadataUrl is null ? "issuer" : "metadataUrl";
        if (HttpAddress.Is(issuer.MetadataUrl ?? issuer.Issuer, out Uri? address) && address.Scheme != Uri.UriSchemeHttps && !address.IsLoopback)
        {
            item.Wrong(
                "descriptor-value", from, "is where the issuer's keys come from, and http would let anybody on the way put in others: it must be https (http on this machine only).",
                issuer.MetadataUrl is null ? "Write an https address, or name an https `metadataUrl` where `iss` has to stay as it is." : "Write an https address.");
        }
    }

    private static TokenIntrospection Introspection(NodeReader item, HashSet<string> prefixes)
    {
        var introspection = new TokenIntrospection(item.Text("url", TextRule.SecretUrl), item.Text("clientId", TextRule.NotEmpty), item.Text("secret", TextRule.Secret));
        introspection = introspection with
        {
            CacheSeconds = item.Integer("cacheSeconds", 0, 600) ?? introspection.CacheSeconds,
            RequireAudience = item.Flag("requireAudience") ?? introspection.RequireAudience,
            TokenPrefix = item.OptionalText("tokenPrefix", TextRule.TokenPrefix) ?? introspection.TokenPrefix,
        };
        if (!prefixes.Add(introspection.TokenPrefix))
        {
            item.Wrong(
                "descriptor-duplicate", "tokenPrefix", "leaves it open which issuer is asked about a token: another one of this list has the same, or none either.",
                "Give both a prefix that tells their tokens apart.");
        }

        return introspection;
    }

    /// <summary>One claim, or several in the order in which they are looked at.</summary>
    private static IReadOnlyList<string> Claims(NodeReader item, string one, string several, IReadOnlyList<string> otherwise)
    {
        string? single = item.OptionalText(one, TextRule.NotEmpty);
        IReadOnlyList<string> list = item.Texts(several, TextRule.NotEmpty, minimum: 1, maximum: 10);
        if (item.Has(one) && item.Has(several))
            item.Wrong("descriptor-claim", several, $"stands beside `{one}`; an issuer has one of them.", $"Name all claims in `{several}`, the one that counts first.");
        return list.Count > 0 ? list : single is not null ? [single] : otherwise;
    }
}
