using ApiGovernance.Catalog.Usage;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.Protocol.CatalogApi;

namespace ApiGovernance.Catalog.Tests.Usage;

public sealed class ImpactReportingTests
{
    private static string Shown(ImpactReport report) => string.Join("; ", report.Changes.Select(change => $"{change.RuleId}: breaks [{string.Join(", ", change.Breaks)}] unknown [{string.Join(", ", change.Unknown)}]"));

    [Fact]
    public void A_removed_property_breaks_those_who_send_it()
    {
        ImpactReport report = ImpactReporting.Of(ObservedCallers.WithoutGiftWrap(), ObservedCallers.Input);

        report.Summary.ShouldBe(
            "breaks 1 of 4 consumers: storefront (1.2 M calls in 90 days, last 2 minutes ago; commerce-platform, commerce-platform@example.com)");
        Shown(report).ShouldBe("request-property-removed: breaks [storefront] unknown []");
        report.Changes[0].ShouldSatisfyAllConditions(
            change => change.Note.ShouldBe("storefront was seen sending `giftWrap`."),
            change => change.Fields.ShouldBe([new CatalogField(FieldDirection.Request, FieldKind.Property, "giftWrap")]),
            change => change.Operations.ShouldBe(["POST /orders"]),
            change => change.Sampled.ShouldBe(12_400));
        (report.Known, report.Broken, report.Unknown, report.WindowDays, report.AsOf).ShouldBe((4, 1, 0, 90, ObservedCallers.Input.AsOf));
        report.Consumers.Select(consumer => (consumer.Consumer, consumer.State)).ShouldBe(
            [("storefront", ImpactState.Breaks), ("edi-hub", ImpactState.Unaffected), ("reporting", ImpactState.Unaffected), ("warehouse", ImpactState.Unaffected)]);
        report.Consumers[1].Partner.ShouldBe("Northwind");
        report.Consumers[3].ShouldSatisfyAllConditions(warehouse => warehouse.Calls.ShouldBe(0), warehouse => warehouse.LastCall.ShouldBeNull());
    }

    [Fact]
    public void Nobody_sending_it_is_said_with_what_that_is_known_from()
    {
        ImpactReport report = ImpactReporting.Of(ObservedCallers.Breaking((", lot: {type: string}", ", lot: {type: integer}")), ObservedCallers.Input);

        report.Summary.ShouldBe("breaks none of 4 consumers");
        report.Changes.ShouldHaveSingleItem().Note.ShouldBe("Nobody has sent `lines[].lot` in 90 days (12,400 calls sampled).");
    }

    [Fact]
    public void Who_was_looked_at_too_little_is_unknown_and_not_unaffected()
    {
        ImpactInput few = ObservedCallers.Input with { Fields = [ObservedCallers.Input.Fields[0], ObservedCallers.Sample("edi-hub", "POST /orders", 99)] };
        ImpactInput unread = ObservedCallers.Input with { Fields = [ObservedCallers.Input.Fields[0], ObservedCallers.Sample("edi-hub", "POST /orders", 400) with { NotSeen = 1 }] };
        ImpactInput cut = ObservedCallers.Input with { Fields = [ObservedCallers.Input.Fields[0], ObservedCallers.Sample("edi-hub", "POST /orders", 400) with { Truncated = true }] };
        ImpactInput never = ObservedCallers.Input with { Fields = [ObservedCallers.Input.Fields[0]] };

        foreach (ImpactInput input in new[] { few, unread, cut, never })
        {
            ImpactReport report = ImpactReporting.Of(ObservedCallers.WithoutGiftWrap(), input);
            Shown(report).ShouldBe("request-property-removed: breaks [storefront] unknown [edi-hub]");
            report.Summary.ShouldEndWith("; not known for 1: edi-hub (5,000 calls in 90 days, last 5 hours ago; Northwind)");
            report.Changes[0].Note.ShouldEndWith("Not known for edi-hub: too few of their calls were looked at, or not all of what they send could be.");
        }
    }

    [Fact]
    public void Few_calls_are_enough_when_they_were_all()
    {
        ImpactInput input = ObservedCallers.Input with
        {
            Usage = [ObservedCallers.Calls("edi-hub", "POST /orders", 7, 1)],
            Fields = [ObservedCallers.Sample("edi-hub", "POST /orders", 7, ("customer", 7))],
        };

        Shown(ImpactReporting.Of(ObservedCallers.WithoutGiftWrap(), input)).ShouldBe("request-property-removed: breaks [] unknown []");
    }

    [Theory]
    // Nobody can have sent what is new: whoever sends what has it will lack it.
    [InlineData(" properties: {customer:", " required: [channel]\n              properties: {channel: {type: string}, customer:", "new-required-request-property: breaks [edi-hub, storefront] unknown []")]
    [InlineData("items: {type: object, properties: {sku: {type: string}, lot", "items: {type: object, required: [qty], properties: {qty: {type: string}, sku: {type: string}, lot", "new-required-request-property: breaks [edi-hub, storefront] unknown []")]
    // Each sampled call of storefront has it, not each of the EDI hub's.
    [InlineData(" properties: {customer:", " required: [customer]\n              properties: {customer:", "request-property-became-required: breaks [edi-hub] unknown []")]
    // That one line of an order has it says nothing of the other lines.
    [InlineData("items: {type: object, properties: {sku: {type: string}, lot", "items: {type: object, required: [sku], properties: {sku: {type: string}, lot", "request-property-became-required: breaks [] unknown [edi-hub, storefront]")]
    [InlineData("parameters: [{name: status", "parameters: [{name: page, in: query, required: true, schema: {type: string}}, {name: status", "new-required-request-parameter: breaks [reporting] unknown []")]
    [InlineData("parameters: [{name: status, in: query, schema: {type: string}}]", "parameters: []", "request-parameter-removed: breaks [] unknown []")]
    [InlineData("parameters: [{name: status, in: query,", "parameters: [{name: status, in: query, required: true,", "request-parameter-became-required: breaks [reporting] unknown []")]
    [InlineData("required: [total]", "required: []", "response-property-became-optional: breaks [] unknown [reporting]")]
    [InlineData("responses: {'201'", "security: [{key: []}]\n      responses: {'201'", "api-security-added: breaks [edi-hub, storefront] unknown []")]
    public void Each_kind_of_change_concerns_its_own_callers(string stretch, string instead, string expected)
    {
        Finding[] breaking = [.. ObservedCallers.Breaking((stretch, instead)).Where(finding => expected.StartsWith(finding.RuleId, StringComparison.Ordinal))];

        Shown(ImpactReporting.Of(breaking, ObservedCallers.Input)).ShouldBe(expected);
    }

    [Fact]
    public void A_removed_operation_breaks_its_callers_only()
    {
        string post = ObservedCallers.Contract[ObservedCallers.Contract.IndexOf("    post:", StringComparison.Ordinal)..ObservedCallers.Contract.IndexOf("  /orders/{id}:", StringComparison.Ordinal)];
        string delete = ObservedCallers.Contract[ObservedCallers.Contract.IndexOf("  /orders/{id}:", StringComparison.Ordinal)..];

        ImpactReport report = ImpactReporting.Of(ObservedCallers.Breaking((post, "")), ObservedCallers.Input);
        report.Summary.ShouldBe(
            "breaks 2 of 4 consumers: storefront (1.2 M calls in 90 days, last 2 minutes ago; commerce-platform, commerce-platform@example.com), edi-hub (5,000 calls in 90 days, last 5 hours ago; Northwind)");
        report.Changes.ShouldHaveSingleItem().Note.ShouldBe("edi-hub and storefront were seen calling `POST /orders`.");

        ImpactReporting.Of(ObservedCallers.Breaking((delete, "")), ObservedCallers.Input).Changes.ShouldHaveSingleItem().Note.ShouldBe("Nobody has called `DELETE /orders/{id}` in 90 days.");
    }

    [Fact]
    public void What_is_declared_to_be_read_of_an_answer_decides_about_the_answer()
    {
        Finding[] retyped = ObservedCallers.Breaking(("items: {type: object, properties: {sku: {type: string}}}", "items: {type: object, properties: {sku: {type: integer}}}"));

        Shown(ImpactReporting.Of(retyped, ObservedCallers.Input)).ShouldEndWith("breaks [] unknown [reporting]");
        Shown(ImpactReporting.Of(retyped, ObservedCallers.Input.WithUses("reporting", "lines[].sku"))).ShouldEndWith("breaks [reporting] unknown []");
        Shown(ImpactReporting.Of(retyped, ObservedCallers.Input.WithUses("reporting", "lines"))).ShouldEndWith("breaks [reporting] unknown []");
        Shown(ImpactReporting.Of(retyped, ObservedCallers.Input.WithUses("reporting", "total"))).ShouldEndWith("breaks [] unknown []");
        Shown(ImpactReporting.Of(retyped, ObservedCallers.Input.WithUses("reporting"))).ShouldEndWith("breaks [] unknown []");
    }

    [Fact]
    public void Before_any_gateway_has_reported_nothing_is_known_of_anybody()
    {
        ImpactReport report = ImpactReporting.Of(ObservedCallers.WithoutGiftWrap(), ObservedCallers.Input with { AsOf = null, Usage = [], Fields = [] });

        (report.Known, report.Broken, report.Unknown).ShouldBe((4, 0, 4));
        report.Summary.ShouldBe("nobody knows which of 4 consumers it breaks: no gateway has reported calls of this version");
        report.Changes.ShouldHaveSingleItem().Note.ShouldContain("nobody knows whom it concerns");
    }

    [Fact]
    public void Anonymous_callers_and_calls_that_were_refused_are_told_apart()
    {
        ImpactInput input = ObservedCallers.Input with
        {
            Usage = [ObservedCallers.Calls("storefront", "POST /orders", 9, 1) with { Failures = 9 }, ObservedCallers.Calls("x", "POST /orders", 3, 1) with { Consumer = null }],
            Fields = [],
        };

        ImpactReport report = ImpactReporting.Of(ObservedCallers.WithoutGiftWrap(), input);

        report.Consumers.Where(consumer => consumer.State != ImpactState.Unaffected).Select(consumer => (consumer.Consumer, consumer.State, consumer.Calls)).ShouldBe([("(anonymous)", ImpactState.Unknown, 3L)]);
    }

    [Fact]
    public void The_order_of_what_was_observed_does_not_matter()
    {
        Finding[] breaking = [.. ObservedCallers.WithoutGiftWrap(), .. ObservedCallers.Breaking(("required: [total]", "required: []"))];
        ImpactInput shuffled = ObservedCallers.Input with
        {
            Usage = [.. ObservedCallers.Input.Usage.Reverse()],
            Fields = [.. ObservedCallers.Input.Fields.Reverse()],
            Consumers = [.. ObservedCallers.Input.Consumers.Reverse()],
        };

        string Text(ImpactInput input) => System.Text.Json.JsonSerializer.Serialize(ImpactReporting.Of(breaking, input), Protocol.ProtocolJson.Options);

        Text(shuffled).ShouldBe(Text(ObservedCallers.Input));
    }
}
