using ApiGovernance.OpenApi.Findings;
using ApiGovernance.Protocol.Descriptors;

namespace ApiGovernance.Protocol.Tests.Descriptors;

public sealed class DescriptorRulesTests
{
    private static readonly (string Path, string Kind)[] Places =
    [
        ("apis/orders/api.yaml", "Api"), ("backends/erp.yaml", "Backend"), ("canonical/order.yaml", "CanonicalEntity"),
        ("consumers/storefront.yaml", "Consumer"), ("issuers.yaml", "Issuers"), ("plans/standard.yaml", "Plan"), ("teams/commerce.yaml", "Team"),
    ];

    [Fact]
    public void A_catalog_that_agrees_with_itself_has_no_finding() => Check().ShouldBeEmpty();

    [Theory]
    [InlineData("Backend", "owner: commerce", "owner: comerce", "backends/erp.yaml:5:10", "There is no team `comerce`.", "Did you mean `commerce`? Known: commerce. Or add teams/comerce.yaml.")]
    [InlineData("CanonicalEntity", "owner: commerce", "owner: nobody", "canonical/order.yaml:5:10", "There is no team `nobody`.", "Known: commerce. Or add teams/nobody.yaml.")]
    [InlineData("Consumer", "owner: commerce", "owner: nobody", "consumers/storefront.yaml:5:10", "There is no team `nobody`.", "Known: commerce.")]
    [InlineData("Consumer", "plan: standard", "plan: gold", "consumers/storefront.yaml:6:9", "There is no plan `gold`.", "Known: standard. Or add plans/gold.yaml.")]
    [InlineData("Consumer", "api: orders\n      versions", "api: order\n      versions", "consumers/storefront.yaml:11:12", "There is no API `order`.", "Did you mean `orders`?")]
    [InlineData("Consumer", "api: orders\n      operation", "api: order\n      operation", "consumers/storefront.yaml:15:12", "There is no API `order`.", "Did you mean `orders`?")]
    [InlineData("Consumer", "[v1, v2]", "[v1, v3]", "consumers/storefront.yaml:12:22", "API `orders` has no version `v3`.", "Its versions: v1, v2.")]
    [InlineData("Consumer", "issuer: embedded", "issuer: entre", "consumers/storefront.yaml:8:15", "There is no token issuer `entre`.", "Did you mean `entra`?")]
    [InlineData("Api", "owner: commerce", "owner: nobody", "apis/orders/api.yaml:5:10", "There is no team `nobody`.", "Known: commerce.")]
    [InlineData("Api", "entity: order", "entity: invoice", "apis/orders/api.yaml:7:11", "There is no canonical entity `invoice`.", "Or add canonical/invoice.yaml.")]
    [InlineData("Api", "backend: erp\n  basePath", "backend: epr\n  basePath", "apis/orders/api.yaml:10:12", "There is no back end `epr`.", "Did you mean `erp`?")]
    [InlineData("Api", "report}\n      backend: erp", "report}\n      backend: wms", "apis/orders/api.yaml:28:16", "There is no back end `wms`.", "Or add backends/wms.yaml.")]
    [InlineData("Api", "default: v2", "default: v9", "apis/orders/api.yaml:12:46", "has no such version", "Its versions: v1, v2.")]
    [InlineData("Api", "stage: active", "stage: design", "apis/orders/api.yaml:12:46", "which is in design and answers no call", "Name a version in stage")]
    [InlineData("Api", "successor: v2", "successor: v3", "apis/orders/api.yaml:22:18", "is `v3`, which is no version of this API", "Its versions: v2.")]
    [InlineData("Api", "successor: v2", "successor: v1", "apis/orders/api.yaml:22:18", "Version `v1` is its own successor.", "Name the version")]
    public void A_name_that_nobody_has_is_found_where_it_is_written(
        string kind, string stretch, string instead, string place, string message, string fix)
    {
        Finding finding = Check((kind, Samples.With(kind, stretch, instead))).ShouldHaveSingleItem();

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
        Samples.At(finding).ShouldBe("apis/orders/api.yaml:11:13");
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
        Finding finding = Check([], Samples.Load(second, "consumers/zebra.yaml")).ShouldHaveSingleItem();
        Samples.At(finding).ShouldBe("consumers/zebra.yaml:9:17");
        finding.Message.ShouldContain("already stands for consumer `storefront`, in consumers/storefront.yaml");
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

    private static IReadOnlyList<Finding> Check(params (string Kind, string Text)[] changed) => Check(changed, []);

    private static IReadOnlyList<Finding> Check((string Kind, string Text)[] changed, params LoadedDescriptor[] more)
    {
        var texts = new Dictionary<string, string>(Samples.All);
        foreach ((string kind, string text) in changed)
            texts[kind] = text;
        LoadedDescriptor[] all = [.. Places.Where(p => !more.Any(m => m.Path == p.Path)).Select(p => Samples.Load(texts[p.Kind], p.Path)), .. more];
        return DescriptorRules.Check(all);
    }
}
