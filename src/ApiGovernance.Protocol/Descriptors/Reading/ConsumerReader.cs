namespace ApiGovernance.Protocol.Descriptors.Reading;

internal static class ConsumerReader
{
    private const int MaxCredentials = 50;
    private const int MaxClaims = 10;

    private static readonly TextRule Partner = TextRule.Line(1, 120);
    private static readonly TextRule ClaimName = TextRule.Line(1, 200);
    private static readonly TextRule ClaimValue = TextRule.Line(1, 500);
    private static readonly TextRule Field = TextRule.Line(1, 500);
    private static readonly TextRule ClientId = TextRule.Line(1, 200);

    public static ConsumerSpec Read(NodeReader spec)
    {
        string? owner = spec.OptionalText("owner", TextRule.Name);
        string? partner = spec.OptionalText("partner", Partner);
        spec.ExactlyOne(
            "descriptor-owner", "Write `owner` (one of our teams) for a system of our own, `partner` (a company's name) for a trading partner's.", "owner", "partner");
        var subscribed = new UniqueNames("subscription to");
        return new ConsumerSpec(spec.Text("plan", TextRule.Name))
        {
            Owner = owner,
            Partner = partner,
            Contacts = TeamReader.Contacts(spec, required: false),
            Credentials = spec.List(
                "credentials",
                Credential,
                minimum: 1,
                required: !spec.Has("certificates") && !spec.Has("signatureKeys"),
                MaxCredentials),
            Certificates = CallerKeysReader.Certificates(spec),
            SignatureKeys = CallerKeysReader.SignatureKeys(spec),
            Subscriptions = spec.List("subscriptions", item => Subscription(item, subscribed), required: true),
            Explain = spec.Flag("explain") ?? false,
            Uses = spec.List("uses", Use, minimum: 1),
        };
    }

    private static ConsumerCredential Credential(NodeReader item)
    {
        string issuer = item.Text("issuer", TextRule.Name);
        string? clientId = item.OptionalText("clientId", ClientId);
        IReadOnlyDictionary<string, string> claims = item.Map("claims", (node, name) => node.Text(name, ClaimValue), ClaimName, MaxClaims);
        item.ExactlyOne("descriptor-credential", "Write `clientId` (the value of the issuer's client claim) or `claims` (name: value of each).", "clientId", "claims");
        if (item.Has("claims") && issuer == ConsumerCredential.EmbeddedIssuer)
            item.Wrong("descriptor-credential", "claims", "cannot name a client of the embedded authority: its tokens say no more than the client.", "Write `clientId`.");
        if (item.HasObject("claims") && claims.Count == 0)
            item.Wrong("descriptor-range", "claims", "is empty; it needs at least one claim.", "Add the claims by which the consumer is known, such as azp: 0f2c.");
        return new ConsumerCredential(issuer, clientId) { Claims = claims.Count == 0 ? null : claims.OrderBy(claim => claim.Key, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal) };
    }

    private static ConsumerSubscription Subscription(NodeReader item, UniqueNames subscribed) => new(
        subscribed.Read(item, "api", TextRule.Name),
        item.Texts("versions", TextRule.VersionName, minimum: 1),
        item.Texts("scopes", TextRule.Scope));

    private static ResponseUse Use(NodeReader item) => new(
        item.Text("api", TextRule.Name),
        item.Text("operation", TextRule.Operation),
        item.Texts("responseFields", Field, required: true));
}
