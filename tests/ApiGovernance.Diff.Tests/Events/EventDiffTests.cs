using ApiGovernance.OpenApi.Findings;

using static ApiGovernance.Diff.Tests.Events.EventContracts;

namespace ApiGovernance.Diff.Tests.Events;

public sealed class EventDiffTests
{
    private const string Small = """
        asyncapi: 3.0.0
        info: {title: Orders, version: '1'}
        channels:
          orders:
            address: orders
            messages:
              Order: {payload: {type: object, required: [id], properties: {id: {type: string, maxLength: 5}}}}
        operations:
          send: {action: send, channel: {$ref: '#/channels/orders'}}
        """;

    [Fact]
    public void A_sent_event_that_became_wider_is_shown_as_an_event()
    {
        Finding finding = Compare(Orders, With(Orders, "enum: [open, paid]", "enum: [open, paid, lost]")).Findings.ShouldHaveSingleItem();

        finding.Operation.ShouldBe("SEND orders/{region}/created");
        finding.Message.ShouldBe("`SEND orders/{region}/created` may carry \"lost\" for message `OrderCreated`'s payload `status` now.");
        finding.Compatibility.ShouldBe(ChangeCompatibility.BreakingProven);
        WitnessExchange shown = finding.Exchange.ShouldNotBeNull();
        shown.RequestLine.ShouldBe("event OrderCreated on orders/{region}/created");
        shown.IsRequest.ShouldBeFalse();
        shown.Body.ShouldNotBeNull().ShouldContain("\"status\":\"lost\"");
        shown.Pointer.ShouldBe("/status");
        finding.Witness.ShouldNotBeNull().ShouldStartWith("event OrderCreated on orders/{region}/created may be sent with {");
    }

    [Fact]
    public void A_received_event_that_became_narrower_is_shown_as_the_one_that_is_refused()
    {
        Finding finding = Compare(Orders, With(Orders, "enum: [late, wrong]", "enum: [late]")).Findings.ShouldHaveSingleItem();

        finding.Message.ShouldBe("`RECEIVE orders/cancel` no longer accepts \"wrong\" for message `CancelOrder`'s payload `why`.");
        finding.Exchange.ShouldNotBeNull().IsRequest.ShouldBeTrue();
        finding.Witness.ShouldNotBeNull().ShouldStartWith("event CancelOrder on orders/cancel with the body {");
    }

    [Fact]
    public void Headers_are_shown_as_headers()
    {
        Finding finding = Only(Compare(Orders, With(Orders, "trace: {type: string}", "trace: {type: [string, integer]}")), "response-property-type-generalized");
        finding.Message.ShouldContain("message `OrderCreated`'s headers `trace`");
        finding.Exchange.ShouldNotBeNull().Headers.ShouldContain(header => header.Key == "trace");
        finding.Exchange!.Body.ShouldBeNull();
    }

    [Fact]
    public void A_channel_that_is_gone_is_one_finding_with_an_event_that_nobody_gets()
    {
        string more = With(Small, "operations:", "  bills: {address: bills, messages: {Bill: {payload: {type: string}}}}\noperations:\n  bill: {action: send, channel: {$ref: '#/channels/bills'}}");

        Finding gone = Compare(more, Small).Findings.ShouldHaveSingleItem();
        gone.RuleId.ShouldBe("event-channel-removed");
        gone.Witness.ShouldBe("event Bill on bills was sent and is not sent any more");
        Ids(Compare(Small, more)).ShouldBe(["I:event-channel-added"]);
    }

    [Theory]
    [InlineData("2026-06-30", "E:event-message-removed")]
    [InlineData("2026-07-01", "I:event-retired")]
    public void What_ended_on_its_announced_day_may_go(string today, string expected)
    {
        string old = With(Small, "messages:\n", "messages:\n      Old: {deprecated: true, x-sunset: '2026-07-01', payload: {type: string}}\n");
        Ids(Compare(old, Small, new DiffOptions { Today = DateOnly.Parse(today, System.Globalization.CultureInfo.InvariantCulture) })).ShouldBe([expected]);
    }

    [Theory]
    [InlineData(null, "I:response-property-max-length-decreased", "E:response-property-max-length-increased")]
    [InlineData(EventView.Consumers, "I:response-property-max-length-decreased", "E:response-property-max-length-increased")]
    [InlineData(EventView.Producers, "E:request-property-max-length-decreased", "I:request-property-max-length-increased")]
    [InlineData(EventView.Both, "E:request-property-max-length-decreased I:response-property-max-length-decreased", "E:response-property-max-length-increased I:request-property-max-length-increased")]
    public void A_view_says_whose_programs_must_not_break(EventView? view, string narrower, string wider)
    {
        string shorter = With(Small, "maxLength: 5", "maxLength: 3");
        DiffOptions options = new() { EventView = view };
        Ids(Compare(Small, shorter, options)).ShouldBe(narrower.Split(' '));
        Ids(Compare(shorter, Small, options)).ShouldBe(wider.Split(' '));
    }

    [Fact]
    public void Where_no_operation_says_who_sends_both_sides_are_kept()
    {
        string unsaid = Small[..Small.IndexOf("operations:", StringComparison.Ordinal)];
        Ids(Compare(unsaid, With(unsaid, "maxLength: 5", "maxLength: 3"))).ShouldBe(["E:request-property-max-length-decreased", "I:response-property-max-length-decreased"]);
        Compare(unsaid, Small).Findings.ShouldBeEmpty();
    }

    [Fact]
    public void A_message_that_an_operation_begins_to_name_is_new_there_and_gone_nowhere()
    {
        string all = With(Small, "messages:\n", "messages:\n      Bill: {payload: {type: string}}\n");
        string one = With(all, "send, ", "send, messages: [{$ref: '#/channels/orders/messages/Order'}], ");
        Ids(Compare(one, all)).ShouldBe(["W:event-message-added"]);
        Ids(Compare(all, one)).ShouldBe(["E:event-message-removed"]);
    }

    [Fact]
    public void A_message_is_known_by_the_type_that_it_carries_whatever_it_is_called()
    {
        string before = With(Small, "properties: {id:", "properties: {specversion: {const: '1.0'}, type: {const: com.example.order}, id:");
        string after = With(With(before, "Order: {", "OrderV2: {"), "maxLength: 5", "maxLength: 9");

        DiffResult result = Compare(before, after);
        Ids(result).ShouldBe(["E:response-property-max-length-increased", "W:event-message-renamed"]);
        Only(result, "response-property-max-length-increased").Exchange.ShouldNotBeNull().Body.ShouldNotBeNull().ShouldContain("\"id\":\"");
    }

    [Fact]
    public void Messages_of_different_types_are_no_renaming()
    {
        string before = With(Small, "properties: {id:", "properties: {type: {const: made}, id:");
        string after = With(With(before, "Order: {", "Other: {"), "const: made", "const: lost");
        Ids(Compare(before, after)).ShouldBe(["E:event-message-removed", "W:event-message-added"]);
    }

    [Fact]
    public void A_payload_in_another_language_is_never_called_compatible()
    {
        string avro = With(Small, "payload: {type: object, required: [id], properties: {id: {type: string, maxLength: 5}}}",
            "payload: {schemaFormat: 'application/vnd.apache.avro;version=1.9.0', schema: {type: record, name: Order, fields: [{name: id, type: string}]}}");

        DiffResult result = Compare(avro, With(avro, "fields: [{name: id, type: string}]", "fields: [{name: id, type: long}]"));
        result.Verdict.ShouldBe(DiffVerdict.Undecided);
        Finding unjudged = result.NotCompared.ShouldHaveSingleItem();
        unjudged.RuleId.ShouldBe("event-payload-not-compared");
        unjudged.Message.ShouldContain("events.yaml:7:");
        Compare(avro, avro).Verdict.ShouldBe(DiffVerdict.Compatible);
        Compare(Small, avro).NotCompared.ShouldHaveSingleItem().Message.ShouldContain("before as `JSON Schema`");
    }

    [Fact]
    public void A_part_that_cannot_be_read_is_part_of_the_verdict()
    {
        string broken = With(Small, "operations:\n", "operations:\n  lost: {action: send, channel: {$ref: '#/channels/none'}}\n");
        DiffResult result = Compare(Small, broken);
        result.Verdict.ShouldBe(DiffVerdict.Undecided);
        result.NotCompared.ShouldAllBe(finding => finding.RuleId == "part-not-read" && finding.Source != null);
        result.NotCompared.ShouldContain(finding => finding.Message.Contains("lost", StringComparison.Ordinal));
    }

    [Fact]
    public void A_break_asks_for_a_new_version()
    {
        string after = With(Small, "maxLength: 5", "maxLength: 9");
        EventDiff.Compare(Read(Small), Read(after), CompatibilityPolicy.Default).Findings.ShouldContain(finding => finding.RuleId == "api-version-not-bumped");
        EventDiff.Compare(Read(Small), Read(With(after, "version: '1'", "version: '2'")), CompatibilityPolicy.Default).Findings.ShouldHaveSingleItem().RuleId.ShouldBe("response-property-max-length-increased");
    }
}
