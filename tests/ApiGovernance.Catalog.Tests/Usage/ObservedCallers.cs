using System.Text;
using ApiGovernance.Catalog.Usage;
using ApiGovernance.Diff;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.OpenApi.Model;
using ApiGovernance.Protocol.CatalogApi;
using ApiGovernance.Protocol.Descriptors;
using ApiGovernance.Protocol.Usage;

namespace ApiGovernance.Catalog.Tests.Usage;

/// <summary>Callers of a small API as gateways saw them, and the breaking changes between two of its contracts.</summary>
internal static class ObservedCallers
{
    public static DateTimeOffset Now { get; } = new(2026, 11, 28, 12, 0, 0, TimeSpan.Zero);

    public const string Contract = """
        openapi: 3.1.0
        info: {title: Orders, version: 1.0.0}
        paths:
          /orders:
            get:
              parameters: [{name: status, in: query, schema: {type: string}}]
              responses: {'200': {description: ok, content: {application/json: {schema: {type: object, required: [total], properties: {total: {type: integer}, lines: {type: array, items: {type: object, properties: {sku: {type: string}}}}}}}}}}
            post:
              requestBody:
                content:
                  application/json:
                    schema:
                      type: object
                      additionalProperties: false
                      properties: {customer: {type: string}, giftWrap: {type: string}, lines: {type: array, items: {type: object, properties: {sku: {type: string}, lot: {type: string}}}}}
              responses: {'201': {description: ok}}
          /orders/{id}:
            delete:
              parameters: [{name: id, in: path, required: true, schema: {type: string}}]
              responses: {'204': {description: ok}}
        """;

    /// <summary>Storefront and EDI hub place orders, reporting reads them; the warehouse may call and never did.</summary>
    public static ImpactInput Input { get; } = new()
    {
        Api = "orders",
        Version = "v1",
        Now = Now,
        WindowDays = 90,
        AsOf = Now.AddSeconds(-5),
        CallsSince = DateOnly.FromDateTime(Now.UtcDateTime).AddDays(-200),
        FieldsSince = DateOnly.FromDateTime(Now.UtcDateTime).AddDays(-200),
        Teams = [new TeamDescriptor { Metadata = new("commerce-platform"), Spec = new([new Contact("email", "commerce-platform@example.com")]) }],
        Consumers = [Consumer("storefront"), Consumer("edi-hub") with { Spec = Spec(null, "Northwind") }, Consumer("reporting"), Consumer("warehouse"), Consumer("stranger") with { Spec = Spec("commerce-platform", null, "other") }],
        Usage =
        [
            Calls("storefront", "POST /orders", 1_204_000, 2), Calls("edi-hub", "POST /orders", 5_000, 300), Calls("reporting", "GET /orders", 900, 60),
        ],
        Fields =
        [
            Sample("storefront", "POST /orders", 12_000, ("customer", 12_000), ("lines", 11_000), ("lines[].sku", 11_000), ("giftWrap", 40)),
            Sample("edi-hub", "POST /orders", 400, ("customer", 300), ("lines", 400), ("lines[].sku", 400)),
            Sample("reporting", "GET /orders", 250),
        ],
    };

    public static UsageRow Calls(string consumer, string operation, long calls, int minutesAgo) => new("orders", "v1", operation, consumer, calls, 0, Now.AddMinutes(-minutesAgo));

    public static SampledFields Sample(string consumer, string operation, long sampled, params (string Name, long Seen)[] properties) => new("orders", "v1", operation, consumer, sampled)
    {
        Fields = [.. properties.Select(property => new FieldCount(FieldKind.Property, property.Name, property.Seen, Now.AddHours(-1)))],
    };

    public static ConsumerDescriptor Consumer(string name, params ResponseUse[] uses) => new()
    {
        Metadata = new DescriptorMetadata(name),
        Spec = Spec("commerce-platform", null) with { Uses = uses },
    };

    /// <summary>What breaks when a stretch of the contract is written differently.</summary>
    public static Finding[] Breaking(params (string Stretch, string Instead)[] changes)
    {
        string after = Contract;
        foreach (var (stretch, instead) in changes)
        {
            after.ShouldContain(stretch);
            after = after.Replace(stretch, instead, StringComparison.Ordinal);
        }

        return [.. ContractDiff.Compare(Read(Contract), Read(after), CompatibilityPolicy.Default).Findings.Where(finding => finding.Severity == Severity.Error)];
    }

    public static Finding[] WithoutGiftWrap() => Breaking((" giftWrap: {type: string},", ""));

    public static ImpactInput WithUses(this ImpactInput input, string consumer, params string[] fields) => input with
    {
        Consumers = [.. input.Consumers.Select(one => one.Name == consumer ? Consumer(consumer, new ResponseUse("orders", "GET /orders", fields)) : one)],
    };

    private static ConsumerSpec Spec(string? owner, string? partner, string api = "orders") => new("standard")
    {
        Owner = owner,
        Partner = partner,
        Credentials = [new ConsumerCredential(ConsumerCredential.EmbeddedIssuer, "x")],
        Subscriptions = [new ConsumerSubscription(api, [], [])],
    };

    private static ApiContract Read(string text) => ContractReader.FromBytes("openapi.yaml", Encoding.UTF8.GetBytes(text)).Contract.ShouldNotBeNull();
}
