using ApiGovernance.Catalog.Usage;
using ApiGovernance.Protocol.Descriptors.Policies;
using ApiGovernance.Protocol.Usage;

namespace ApiGovernance.Catalog.Tests.Storage;

/// <summary>Business events that belong together, and how back ends keep to contracts.</summary>
internal static class BusinessScenarios
{
    private const string Digest = "0123456789abcdef0123456789abcdef";
    private const string Other = "fedcba9876543210fedcba9876543210";

    private static CancellationToken Cancel => StoreWorld.Cancel;

    private static DateOnly Today => DateOnly.FromDateTime(Given.At.UtcDateTime);

    public static async Task A_pair_of_events_is_given_once_whatever_comes_first(StoreWorld world)
    {
        (await AddAsync(world, Mark(BusinessEvent.OrderPlaced, Digest, 0))).ShouldBeEmpty();
        // A return with the same digest is another matter.
        (await AddAsync(world, Mark(BusinessEvent.CreditIssued, Digest, 1))).ShouldBeEmpty();
        (await AddAsync(world, Mark(BusinessEvent.ShipmentConfirmed, Other, 5))).ShouldBeEmpty();
        (await AddAsync(world, Mark(BusinessEvent.ShipmentConfirmed, Digest, 50, "shipping", "none"), Mark(BusinessEvent.OrderPlaced, Other, 2, channel: "web"))).ShouldBe(
            [Span(BusinessSpans.OrderToShipment, 50), Span(BusinessSpans.OrderToShipment, 3) with { Channel = "web" }], ignoreOrder: true);
        (await AddAsync(world, Mark(BusinessEvent.ReturnReceived, Digest, 0))).ShouldBe([Span(BusinessSpans.ReturnToCredit, 1)]);

        // A report that comes twice, a second shipment, an order that is told of again: nothing new.
        (await AddAsync(world, Mark(BusinessEvent.ShipmentConfirmed, Digest, 50), Mark(BusinessEvent.ShipmentConfirmed, Digest, 70), Mark(BusinessEvent.OrderPlaced, Digest, 0))).ShouldBeEmpty();
        (await AddAsync(world, Mark(BusinessEvent.ReturnReceived, Other, 9))).ShouldBeEmpty();
    }

    public static async Task The_first_of_each_event_counts(StoreWorld world)
    {
        await AddAsync(world, Mark(BusinessEvent.OrderPlaced, Digest, 10, channel: "late"));
        await AddAsync(world, Mark(BusinessEvent.OrderPlaced, Digest, 4));
        await AddAsync(world, Mark(BusinessEvent.OrderPlaced, Digest, 30, channel: "later"));
        (await AddAsync(world, Mark(BusinessEvent.ShipmentConfirmed, Digest, 40), Mark(BusinessEvent.ShipmentConfirmed, Digest, 24))).ShouldBe([Span(BusinessSpans.OrderToShipment, 20)]);
    }

    public static async Task What_cannot_be_is_not_given(StoreWorld world)
    {
        (await AddAsync(world, Mark(BusinessEvent.OrderPlaced, Digest, 2), Mark(BusinessEvent.ShipmentConfirmed, Digest, 1))).ShouldBeEmpty();
        (await AddAsync(world, Mark(BusinessEvent.OrderPlaced, Other, 0), Mark(BusinessEvent.ShipmentConfirmed, Other, 367 * 24))).ShouldBeEmpty();
        // And does not stand in the way of others.
        (await AddAsync(world, Mark(BusinessEvent.ReturnReceived, Other, 0), Mark(BusinessEvent.CreditIssued, Other, 0))).ShouldBe([Span(BusinessSpans.ReturnToCredit, 0)]);
    }

    public static async Task Events_without_counterpart_go_with_the_usage_of_their_day(StoreWorld world)
    {
        await AddAsync(world, Mark(BusinessEvent.OrderPlaced, Digest, 0), Mark(BusinessEvent.OrderPlaced, Other, 48));
        (await world.Store.PruneUsageAsync(Today.AddDays(1), 100, Cancel)).ShouldBe(1);
        (await AddAsync(world, Mark(BusinessEvent.ShipmentConfirmed, Digest, 50), Mark(BusinessEvent.ShipmentConfirmed, Other, 50))).ShouldBe([Span(BusinessSpans.OrderToShipment, 2)]);
    }

    public static async Task Checked_answers_add_up_by_back_end_and_api(StoreWorld world)
    {
        CheckedAnswers answers = new("erp", "orders", 7, 1, Given.At);
        await AddAnswersAsync(world, answers, answers with { Api = "stock", Checked = 4_000_000_000, Broken = 0 });
        await AddAnswersAsync(world, answers with { Checked = 3, Broken = 2, LastAnswer = Given.At.AddMinutes(-3) }, answers with { Checked = 100, LastAnswer = Given.At.AddDays(-3) });

        (await world.Store.ReadAnswersAsync(Today.AddDays(-1), Cancel)).ShouldBe(
            [answers with { Checked = 10, Broken = 3 }, answers with { Api = "stock", Checked = 4_000_000_000, Broken = 0 }]);
        (await world.Store.ReadAnswersAsync(Today.AddDays(-3), Cancel))[0].ShouldBe(answers with { Checked = 110, Broken = 4 });
        (await world.Store.PruneUsageAsync(Today.AddDays(-1), 100, Cancel)).ShouldBe(1);
        (await world.Store.ReadAnswersAsync(Today.AddDays(-3), Cancel))[0].Checked.ShouldBe(10);
    }

    private static Task<IReadOnlyList<BusinessSpan>> AddAsync(StoreWorld world, params BusinessMark[] marks) =>
        world.Store.AddUsageAsync(new UsageReport("gw-1", Given.At.AddMinutes(-1), Given.At, []) { Marks = marks }, Cancel);

    private static Task<IReadOnlyList<BusinessSpan>> AddAnswersAsync(StoreWorld world, params CheckedAnswers[] answers) =>
        world.Store.AddUsageAsync(new UsageReport("gw-1", Given.At.AddMinutes(-1), Given.At, []) { Answers = answers }, Cancel);

    private static BusinessMark Mark(BusinessEvent happened, string digest, int hours, string api = "orders", string channel = "edi") =>
        new(happened, digest, Given.At.AddHours(hours), api, channel);

    private static BusinessSpan Span(string kind, int hours) => new(kind, "orders", "edi", TimeSpan.FromHours(hours));
}
