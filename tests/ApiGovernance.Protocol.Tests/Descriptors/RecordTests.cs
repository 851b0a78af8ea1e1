using ApiGovernance.OpenApi.Findings;
using ApiGovernance.Protocol.Descriptors;

namespace ApiGovernance.Protocol.Tests.Descriptors;

/// <summary>What is written is what is read, field by field.</summary>
public sealed class RecordTests
{
    [Fact]
    public void A_back_ends_environments_limits_and_calendar_are_read()
    {
        BackendSpec spec = Samples.Load(Samples.Backend, "b.yaml").Descriptor.ShouldBeOfType<BackendDescriptor>().Spec;

        spec.Address.ShouldBe("https://erp.example.com:8443/api");
        spec.Environments["test"].Address.ShouldBe("https://erp-test.example.com");
        spec.Limits.ShouldBe(new BackendLimits { RequestsPerMinute = 1200, TransactionsPerDay = 50000 });
        spec.Calendar.Count.ShouldBe(2);
        CalendarWindow nightly = spec.Calendar[0];
        nightly.Days.ShouldBe([DayOfWeek.Monday, DayOfWeek.Tuesday]);
        (nightly.From, nightly.To, nightly.TimeZone).ShouldBe((new TimeOnly(22, 30), new TimeOnly(2, 0), "Europe/Amsterdam"));
        nightly.Effect.ShouldBe(new CalendarEffect { MaxConcurrency = 8 });
        spec.Calendar[1].Dates.ShouldBe([new DateOnly(2026, 12, 31)]);
        spec.Calendar[1].To.ShouldBe(TimeOnly.MinValue);
        spec.Calendar[1].Effect.Closed.ShouldBeTrue();
    }

    /// <summary>02:00 in Amsterdam is 19:00 of the day before in Chicago, and 20:00 in the weeks in which only one of the two has summer time.</summary>
    [Theory]
    [InlineData("[mon]", "18:00", "19:00", "America/Chicago", true)]
    [InlineData("[tue]", "19:00", "19:30", "America/Chicago", true)]
    [InlineData("[tue]", "20:00", "21:00", "America/Chicago", false)]
    [InlineData("[wed]", "21:00", "21:45", "America/Chicago", false)]
    [InlineData("[sat]", "15:00", "23:00", "America/Chicago", false)]
    [InlineData("[tue]", "15:30", "17:00", "America/Chicago", true)]
    [InlineData("[wed]", "02:00", "03:00", "Europe/Amsterdam", false)]
    [InlineData("[wed]", "01:59", "03:00", "Europe/Amsterdam", true)]
    public void Windows_overlap_by_the_time_of_the_world_and_not_by_that_of_the_clock(string days, string from, string to, string zone, bool overlap)
    {
        string text = Samples.With("Backend", "dates: [2026-12-31]", $"days: {days}").Replace("from: 00:00", $"from: {from}", StringComparison.Ordinal)
            .Replace("to: 24:00", $"to: {to}", StringComparison.Ordinal);
        int last = text.LastIndexOf("Europe/Amsterdam", StringComparison.Ordinal);
        text = string.Concat(text.AsSpan(0, last), zone, text.AsSpan(last + "Europe/Amsterdam".Length));

        DescriptorReader.Read(Samples.Document(text)).Findings.Any(finding => finding.RuleId == "descriptor-calendar").ShouldBe(overlap);
    }

    [Fact]
    public void Windows_with_the_same_effect_may_overlap()
    {
        string text = Samples.With("Backend", "[2026-12-31]", "[2026-12-29]").Replace("{closed: true}", "{maxConcurrency: 8}", StringComparison.Ordinal);
        DescriptorReader.Read(Samples.Document(text)).Findings.ShouldBeEmpty();
    }

    [Fact]
    public void A_calendar_at_the_ends_of_time_is_read()
    {
        string text = Samples.With("Backend", "[2026-12-31]", "[0001-01-01, 9999-12-31]").Replace("zone: Europe/Amsterdam", "zone: Asia/Tokyo", StringComparison.Ordinal)
            .Replace("[mon, tue]", "[sat]", StringComparison.Ordinal);
        DescriptorReader.Read(Samples.Document(text)).Findings.ShouldBeEmpty();
    }

    [Fact]
    public void A_subscription_is_read_with_its_decision()
    {
        SubscriptionSpec spec = Samples.Load(Samples.Subscription, "s.yaml").Descriptor.ShouldBeOfType<SubscriptionDescriptor>().Spec;

        spec.Granted!.Versions.ShouldBe(["v2"]);
        spec.Requested!.Scopes.ShouldBe(["orders.read", "orders.write"]);
        (spec.DecidedBy, spec.Decision).ShouldBe(("commerce", SubscriptionDecision.Approved));
        spec.DecidedAt.ShouldBe(new DateTimeOffset(2026, 11, 3, 9, 30, 0, TimeSpan.FromHours(1)));
        spec.RequestedAt.ShouldBe(new DateTimeOffset(2026, 11, 2, 8, 0, 0, TimeSpan.Zero));
        SubscriptionDescriptor.NameOf("storefront", "orders").ShouldBe("storefront--orders");
    }

    [Fact]
    public void Names_of_subscriptions_may_be_as_long_as_both_names()
    {
        (string consumer, string api) = (new string('c', 63), new string('a', 63));
        string text = Samples.Subscription.Replace("storefront--orders", $"{consumer}--{api}", StringComparison.Ordinal)
            .Replace("consumer: storefront", $"consumer: {consumer}", StringComparison.Ordinal).Replace("api: orders", $"api: {api}", StringComparison.Ordinal);
        DescriptorReader.Read(Samples.Document(text)).Findings.ShouldBeEmpty();
    }

    [Fact]
    public void A_wish_alone_is_a_subscription_and_nothing_is_none()
    {
        string wish = Samples.Subscription[..Samples.Subscription.IndexOf("  decidedBy", StringComparison.Ordinal)]
            .Replace("  granted: {versions: [v2], scopes: [orders.read]}\n", "", StringComparison.Ordinal);
        Samples.Load(wish, "s.yaml").Descriptor.ShouldBeOfType<SubscriptionDescriptor>().Spec.Decision.ShouldBeNull();

        string nothing = wish[..wish.IndexOf("  requested:", StringComparison.Ordinal)];
        Finding finding = DescriptorReader.Read(Samples.Document(nothing)).Findings.ShouldHaveSingleItem();
        finding.Message.ShouldBe("`spec.granted` is missing, and so is `requested`: the subscription says nothing.");
    }

    [Fact]
    public void An_event_contract_says_where_its_schema_is()
    {
        EventContractSpec next = Samples.Load(Samples.NextEventContract, "e.yaml").Descriptor.ShouldBeOfType<EventContractDescriptor>().Spec;
        next.SchemaPlace().ShouldBe(("orders.asyncapi.yaml", "/components/schemas/OrderCreated"));
        (next.Visibility, next.Source, next.Producers.Count).ShouldBe((Visibility.Internal, null, 0));
        Samples.Load(Samples.EventContract, "e.yaml").Descriptor.ShouldBeOfType<EventContractDescriptor>().Spec.SchemaPlace().ShouldBe(("order-created.schema.yaml", ""));
    }

    [Fact]
    public void Claims_are_kept_in_one_order_however_they_are_written()
    {
        ConsumerSpec spec = Samples.Load(Samples.PartnerConsumer, "c.yaml").Descriptor.ShouldBeOfType<ConsumerDescriptor>().Spec;
        spec.Credentials.ShouldHaveSingleItem().Claims!.Select(claim => $"{claim.Key}={claim.Value}").ShouldBe(["roles=edi", "tid=72f9"]);
        spec.Credentials[0].ClientId.ShouldBeNull();
    }

    [Fact]
    public void Lists_have_an_end()
    {
        string fingerprints = string.Join(", ", Enumerable.Range(0, 501).Select(i => $"'{i:x16}'"));
        string text = Samples.With("Waiver", "0123456789abcdef, fedcba9876543210", fingerprints);
        DescriptorReader.Read(Samples.Document(text)).Findings.ShouldHaveSingleItem().Message.ShouldBe("`spec.fingerprints` has 501 entries; 500 are allowed.");
    }
}
