namespace ApiGovernance.Protocol.Descriptors.Reading;

internal static class ConsumerReader
{
    private static readonly TextRule Partner = TextRule.Length(1, 120);
    private static readonly TextRule Field = TextRule.Length(1, 500);
    private static readonly TextRule ClientId = TextRule.Length(1, 200);

    public static ConsumerSpec Read(NodeReader spec)
    {
        string? owner = spec.OptionalText("owner", TextRule.Name);
        string? partner = spec.OptionalText("partner", Partner);
        CheckOwnerOrPartner(spec);
        var subscribed = new UniqueNames("subscription to");
        return new ConsumerSpec(spec.Text("plan", TextRule.Name))
        {
            Owner = owner,
            Partner = partner,
            Contacts = TeamReader.Contacts(spec, required: false),
            Credentials = spec.List(
                "credentials",
                item => new ConsumerCredential(item.Text("issuer", TextRule.Name), item.Text("clientId", ClientId)),
                minimum: 1,
                required: true),
            Subscriptions = spec.List("subscriptions", item => Subscription(item, subscribed), required: true),
            Uses = spec.List("uses", Use, minimum: 1),
        };
    }

    private static SubscriptionDescriptor Subscription(NodeReader item, UniqueNames subscribed) => new(
        subscribed.Read(item, "api", TextRule.Name),
        item.Texts("versions", TextRule.VersionName, minimum: 1),
        item.Texts("scopes", TextRule.Scope));

    private static ResponseUse Use(NodeReader item) => new(
        item.Text("api", TextRule.Name),
        item.Text("operation", TextRule.Operation),
        item.Texts("responseFields", Field, required: true));

    private static void CheckOwnerOrPartner(NodeReader spec)
    {
        const string fix = "Write `owner` (one of our teams) for a system of our own, `partner` (a company's name) for a trading partner's.";
        if (spec.Has("owner") && spec.Has("partner"))
        {
            spec.Findings.Error(
                "descriptor-owner", "`spec` has both `owner` and `partner`; a consumer has one of them.", fix, spec.PlaceOf("partner"), spec.PointerOf("partner"));
        }
        else if (!spec.Has("owner") && !spec.Has("partner"))
        {
            spec.Findings.Error("descriptor-owner", "`spec` has neither `owner` nor `partner`.", fix, spec.PlaceOf("owner"), spec.Pointer);
        }
    }
}
