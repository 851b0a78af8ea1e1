using ApiGovernance.OpenApi.Findings;
using ApiGovernance.Protocol.Descriptors;

namespace ApiGovernance.Protocol.Tests.Descriptors;

public sealed class DescriptorRulesTests
{
    private static readonly (string Path, string Kind)[] Places =
    [
        ("apis/orders/api.yaml", "Api"), ("backends/erp.yaml", "Backend"), ("canonical/order.yaml", "CanonicalEntity"),
        ("consumers/storefront.yaml", "Consumer"), ("events/order-created.yaml", "EventContract"), ("issuers.yaml", "Issuers"),
        ("overlaps/orders-and-archive.yaml", "OverlapDecision"), ("plans/standard.yaml", "Plan"), ("subscriptions/storefront--orders.yaml", "Subscription"),
        ("teams/commerce.yaml", "Team"), ("waivers/orders-old-date.yaml", "Waiver"),
    ];

    private const string Archive = """
        apiVersion: apigovernance/v1
        kind: Api
        metadata: {name: archive}
        spec:
          owner: commerce
          domain: sales
          entity: order
          visibility: internal
          dataClassification: internal
          backend: erp
          basePath: /archive
          versions: [{name: v1, stage: active, contract: v1/openapi.yaml}]
        """;

    [Fact]
    public void A_catalog_that_agrees_with_itself_has_no_finding() => Check().ShouldBeEmpty();

    [Theory]
    [InlineData("Backend", "owner: commerce", "owner: comerce", "backends/erp.yaml:5:10", "There is no team `comerce`.", "Did you mean `commerce`? Known: commerce, finance. Or add teams/comerce.yaml.")]
    [InlineData("CanonicalEntity", "owner: commerce", "owner: nobody", "canonical/order.yaml:5:10", "There is no team `nobody`.", "Known: commerce, finance. Or add teams/nobody.yaml.")]
    [InlineData("Consumer", "owner: commerce", "owner: nobody", "consumers/storefront.yaml:5:10", "There is no team `nobody`.", "Known: commerce, finance.")]
    [InlineData("Consumer", "plan: standard", "plan: gold", "consumers/storefront.yaml:6:9", "There is no plan `gold`.", "Known: standard. Or add plans/gold.yaml.")]
    [InlineData("Consumer", "api: orders\n      versions", "api: order\n      versions", "consumers/storefront.yaml:11:12", "There is no API `order`.", "Did you mean `orders`?")]
    [InlineData("Consumer", "api: orders\n      operation", "api: order\n      operation", "consumers/storefront.yaml:15:12", "There is no API `order`.", "Did you mean `orders`?")]
    [InlineData("Consumer", "[v1, v2]", "[v1, v3]", "consumers/storefront.yaml:12:22", "API `orders` has no version `v3`.", "Its versions: v1, v2.")]
    [InlineData("Consumer", "issuer: embedded", "issuer: entre", "consumers/storefront.yaml:8:15", "There is no token issuer `entre`.", "Did you mean `entra`?")]
    [InlineData("Plan", "[orders]", "[order]", "plans/standard.yaml:8:89", "There is no API `order`.", "Did you mean `orders`?")]
    [InlineData("Api", "owner: commerce", "owner: nobody", "apis/orders/api.yaml:5:10", "There is no team `nobody`.", "Known: commerce, finance.")]
    [InlineData("Api", "entity: order", "entity: invoice", "apis/orders/api.yaml:7:11", "There is no canonical entity `invoice`.", "Or add canonical/invoice.yaml.")]
    [InlineData("Api", "backend: erp\n  system", "backend: epr\n  system", "apis/orders/api.yaml:10:12", "There is no back end `epr`.", "Did you mean `erp`?")]
    [InlineData("Api", "report}\n      backend: erp", "report}\n      backend: wms", "apis/orders/api.yaml:30:16", "There is no back end `wms`.", "Or add backends/wms.yaml.")]
    [InlineData("Api", "default: v2", "default: v9", "apis/orders/api.yaml:13:46", "has no such version", "Its versions: v1, v2.")]
    [InlineData("Api", "successor: v2", "successor: v3", "apis/orders/api.yaml:23:18", "is `v3`, which is no version of this API", "Its versions: v2.")]
    [InlineData("Api", "successor: v2", "successor: v1", "apis/orders/api.yaml:23:18", "Version `v1` is its own successor.", "Name the version")]
    [InlineData("Team", "team: finance", "team: sales", "teams/commerce.yaml:15:32", "There is no team `sales`.", "Known: commerce, finance.")]
    [InlineData("Team", "team: finance", "team: commerce", "teams/commerce.yaml:15:32", "Team `commerce` turns to itself.", "Name another team")]
    [InlineData("Subscription", "[v2]", "[v7]", "subscriptions/storefront--orders.yaml:7:24", "API `orders` has no version `v7`.", "Its versions: v1, v2.")]
    [InlineData("Subscription", "consumer: storefront", "consumer: store", "subscriptions/storefront--orders.yaml:5:13", "There is no consumer `store`.", "Or add consumers/store.yaml.", "storefront--orders", "store--orders")]
    [InlineData("Subscription", "api: orders", "api: prices", "subscriptions/storefront--orders.yaml:6:8", "There is no API `prices`.", "Known: archive, orders.", "storefront--orders", "storefront--prices")]
    [InlineData("Subscription", "[v1, v2]", "[v1, v4]", "subscriptions/storefront--orders.yaml:8:30", "API `orders` has no version `v4`.", "Its versions: v1, v2.")]
    [InlineData("EventContract", "owner: commerce", "owner: nobody", "events/order-created.yaml:5:10", "There is no team `nobody`.", "Known: commerce, finance.")]
    [InlineData("EventContract", "entity: order", "entity: ordr", "events/order-created.yaml:7:11", "There is no canonical entity `ordr`.", "Did you mean `order`?")]
    [InlineData("EventContract", "[erp]", "[wms]", "events/order-created.yaml:13:15", "There is no back end `wms`.", "Or add backends/wms.yaml.")]
    [InlineData("EventContract", "[storefront]", "[storefrnt]", "events/order-created.yaml:14:15", "There is no consumer `storefrnt`.", "Did you mean `storefront`?")]
    [InlineData("EventContract", "successor: order.created.v2", "successor: order.created.v3", "events/order-created.yaml:17:14", "There is no event contract of the type `order.created.v3`.", "Did you mean `order.created.v2`?")]
    [InlineData("EventContract", "successor: order.created.v2", "successor: order.created.v1", "events/order-created.yaml:17:14", "Event `order.created.v1` is its own successor.", "Name the type")]
    [InlineData("Waiver", "owner: commerce", "owner: nobody", "waivers/orders-old-date.yaml:7:10", "There is no team `nobody`.", "Known: commerce, finance.")]
    [InlineData("Waiver", "api: orders", "api: oders", "waivers/orders-old-date.yaml:10:8", "There is no API `oders`.", "Did you mean `orders`?")]
    [InlineData("OverlapDecision", "[orders, archive]", "[orders, archives]", "overlaps/orders-and-archive.yaml:5:18", "There is no API `archives`.", "Did you mean `archive`?")]
    [InlineData("OverlapDecision", "entity: order", "entity: invoice", "overlaps/orders-and-archive.yaml:6:11", "There is no canonical entity `invoice`.", "Or add canonical/invoice.yaml.")]
    [InlineData("OverlapDecision", "ownerOfRecord: commerce", "ownerOfRecord: nobody", "overlaps/orders-and-archive.yaml:9:18", "There is no team `nobody`.", "Known: commerce, finance.")]
    public void A_name_that_nobody_has_is_found_where_it_is_written(
        string kind, string stretch, string instead, string place, string message, string fix, string name = "", string newName = "")
    {
        string text = Samples.With(kind, stretch, instead);
        Finding finding = Check((kind, name.Length == 0 ? text : text.Replace(name, newName, StringComparison.Ordinal))).ShouldHaveSingleItem();

        finding.Severity.ShouldBe(Severity.Error);
        Samples.At(finding).ShouldBe(place);
        finding.Message.ShouldContain(message);
        finding.Fix.ShouldNotBeNull().ShouldContain(fix);
    }

    [Theory]
    [InlineData("/sales/orders", "is the base path of API `orders` (owner commerce) in apis/orders/api.yaml")]
    [InlineData("/sales", "covers the base path `/sales/orders` of API `orders`")]
    [InlineData("/sales/orders/archive", "lies below the base path `/sales/orders` of API `orders`")]
    [InlineData("/sales/orders-archive", null)]
    public void Two_apis_do_not_share_a_base_path(string basePath, string? message)
    {
        string second = Samples.Api.Replace("name: orders", "name: orders-archive", StringComparison.Ordinal)
            .Replace("/sales/orders", basePath, StringComparison.Ordinal);
        IReadOnlyList<Finding> findings = Check([], Samples.Load(second, "apis/orders-archive/api.yaml"), Samples.Load(Samples.Api, "apis/orders/api.yaml"));

        // "apis/orders-archive" sorts before "apis/orders/": the later one by path is reported.
        if (message is null)
        {
            findings.ShouldBeEmpty();
            return;
        }

        Finding finding = findings.ShouldHaveSingleItem();
        Samples.At(finding).ShouldBe("apis/orders/api.yaml:12:13");
        finding.Message.ShouldContain("in apis/orders-archive/api.yaml");
    }

    [Fact]
    public void The_other_api_its_owner_and_its_file_are_named()
    {
        string second = Samples.Api.Replace("name: orders", "name: zorders", StringComparison.Ordinal).Replace("/sales/orders", "/sales/orders/z", StringComparison.Ordinal);
        Check([], Samples.Load(second, "apis/zorders/api.yaml")).ShouldHaveSingleItem().Message.ShouldBe(
            "`spec.basePath` is `/sales/orders/z`, which lies below the base path `/sales/orders` of API `orders` (owner commerce) in apis/orders/api.yaml.");
    }

    [Fact]
    public void A_name_is_taken_once_per_kind()
    {
        Finding finding = Check([], Samples.Load(Samples.Team, "teams/other.yaml")).ShouldHaveSingleItem();
        Samples.At(finding).ShouldBe("teams/other.yaml:4:9");
        finding.Message.ShouldBe("There already is a Team `commerce`, in teams/commerce.yaml.");
    }

    [Fact]
    public void A_credential_names_one_consumer()
    {
        string second = Samples.Consumer.Replace("name: storefront", "name: zebra", StringComparison.Ordinal);
        IReadOnlyList<Finding> findings = Check([], Samples.Load(second, "consumers/zebra.yaml"));
        // The token's client, both certificates, both keys for signatures.
        findings.Select(finding => Samples.At(finding)).Order(StringComparer.Ordinal).ShouldBe(
            ["consumers/zebra.yaml:19:7", "consumers/zebra.yaml:20:7", "consumers/zebra.yaml:23:7", "consumers/zebra.yaml:26:7", "consumers/zebra.yaml:9:17"]);
        findings.ShouldAllBe(finding => finding.Message.Contains("already stands for consumer `storefront`, in consumers/storefront.yaml", StringComparison.Ordinal));
    }

    [Fact]
    public void The_order_of_the_descriptors_does_not_matter()
    {
        LoadedDescriptor[] broken =
        [
            Samples.Load(Samples.With("Backend", "owner: commerce", "owner: a"), "backends/erp.yaml"),
            Samples.Load(Samples.Api, "apis/a/api.yaml"),
            Samples.Load(Samples.Api, "apis/b/api.yaml"),
        ];
        DescriptorRules.Check(broken).ShouldBe(DescriptorRules.Check([.. broken.Reverse()]));
    }

    [Fact]
    public void Where_callers_are_sent_somebody_answers()
    {
        IReadOnlyList<Finding> findings = Check(("Api", Samples.With("Api", "stage: active", "stage: design")));

        findings.Select(finding => $"{Samples.At(finding)} {finding.RuleId}").ShouldBe(
            ["apis/orders/api.yaml:13:46 descriptor-default-version", "apis/orders/api.yaml:23:18 descriptor-successor"]);
        findings[0].Message.ShouldContain("which is in design and answers no call");
        findings[1].Message.ShouldBe("Version `v1` is deprecated and sends its callers to `v2`, which is in design and answers no call.");
    }

    [Fact]
    public void Successors_do_not_go_round_in_a_circle()
    {
        Finding[] findings = [.. Check(("Api", Samples.With("Api", "stage: active", "stage: active\n      successor: v1")))];

        findings.Select(Samples.At).ShouldBe(["apis/orders/api.yaml:23:18", "apis/orders/api.yaml:28:18"]);
        findings[1].Message.ShouldBe("The successors of version `v2` lead back to it.");
    }

    [Fact]
    public void A_type_of_event_has_one_contract()
    {
        string second = Samples.EventContract.Replace("name: order-created", "name: order-placed", StringComparison.Ordinal);
        Finding finding = Check([], Samples.Load(second, "events/order-placed.yaml")).ShouldHaveSingleItem();

        Samples.At(finding).ShouldBe("events/order-placed.yaml:6:9");
        finding.Message.ShouldBe("`spec.type` is `order.created.v1`, which is the type of event contract `order-created` in events/order-created.yaml.");
    }

    [Fact]
    public void Two_apis_have_one_decision_for_an_entity_whatever_the_order()
    {
        string second = Samples.OverlapDecision.Replace("name: orders-and-archive", "name: z", StringComparison.Ordinal)
            .Replace("[orders, archive]", "[archive, orders]", StringComparison.Ordinal);
        Finding finding = Check([], Samples.Load(second, "overlaps/z.yaml")).ShouldHaveSingleItem();
        Samples.At(finding).ShouldBe("overlaps/z.yaml:5:9");
        finding.Message.ShouldBe("The overlap of `archive` and `orders` is already decided by `orders-and-archive`, in overlaps/orders-and-archive.yaml.");

        string forAll = second.Replace("  entity: order\n", "", StringComparison.Ordinal);
        Check([], Samples.Load(forAll, "overlaps/z.yaml")).ShouldBeEmpty();
    }

    private static IReadOnlyList<Finding> Check(params (string Kind, string Text)[] changed) => Check(changed, []);

    private static IReadOnlyList<Finding> Check((string Kind, string Text)[] changed, params LoadedDescriptor[] more)
    {
        var texts = new Dictionary<string, string>(Samples.All);
        foreach ((string kind, string text) in changed)
            texts[kind] = text;
        LoadedDescriptor[] others =
        [
            Samples.Load(Samples.OtherTeam, "teams/finance.yaml"),
            Samples.Load(Archive, "apis/archive/api.yaml"),
            Samples.Load(Samples.NextEventContract, "events/order-created-v2.yaml"),
        ];
        LoadedDescriptor[] all = [.. others, .. Places.Where(p => !more.Any(m => m.Path == p.Path)).Select(p => Samples.Load(texts[p.Kind], p.Path)), .. more];
        return DescriptorRules.Check(all);
    }
}
