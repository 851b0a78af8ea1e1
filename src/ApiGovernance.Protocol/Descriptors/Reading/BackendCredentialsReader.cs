namespace ApiGovernance.Protocol.Descriptors.Reading;

internal static class BackendCredentialsReader
{
    private static readonly TextRule Scope = new(
        "scopes with blanks between them (RFC 6749, 3.3)", v => v.Length is > 0 and <= 1000 && v.Split(' ').All(TextRule.Scope.IsMatch), "Write it like orders.write stock.read.");

    public static BackendCredentials? Read(NodeReader spec)
    {
        BackendCredentials? credentials = spec.Object("credentials", node =>
        {
            node.ExactlyOne(
                "descriptor-credential", "Write `tokenExchange` (the caller's token for another) or `clientCredentials` (a client of the gateway's own).",
                "tokenExchange", "clientCredentials");
            return new BackendCredentials { TokenExchange = node.Object("tokenExchange", Grant), ClientCredentials = node.Object("clientCredentials", Grant) };
        });
        if (credentials is not null && spec.TextOf("identity") == "token")
        {
            spec.Wrong(
                "descriptor-credential", "credentials", "stands beside `identity: token`; both go into the one Authorization field.",
                "Leave one of the two out, or tell who calls by `identity: headers`.");
        }

        return credentials;
    }

    private static BackendTokenGrant Grant(NodeReader item) => new(
        item.Text("tokenUrl", TextRule.SecretUrl), item.Text("clientId", TextRule.NotEmpty), item.Text("secret", TextRule.Secret))
    {
        Scope = item.OptionalText("scope", Scope),
        Audience = item.OptionalText("audience", TextRule.NotEmpty),
    };
}
