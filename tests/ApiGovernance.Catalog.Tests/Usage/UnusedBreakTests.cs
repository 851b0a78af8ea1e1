using ApiGovernance.Catalog.Usage;
using ApiGovernance.Diff.Policies;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.Protocol.Usage;

namespace ApiGovernance.Catalog.Tests.Usage;

public sealed class UnusedBreakTests
{
    private static readonly UnusedBreaks Rule = new(90, Severity.Warning, 100);

    private static Finding Lot { get; } = ObservedCallers.Breaking((", lot: {type: string}", ", lot: {type: integer}")).ShouldHaveSingleItem();

    private static Finding GiftWrap { get; } = ObservedCallers.WithoutGiftWrap().ShouldHaveSingleItem();

    [Fact]
    public void What_nobody_has_used_passes_with_a_note_of_what_was_observed()
    {
        Finding weighed = UnusedBreakRule.Apply(Lot, Rule, ObservedCallers.Input);

        weighed.Severity.ShouldBe(Severity.Warning);
        weighed.Message.ShouldBe(Lot.Message + " Nobody has sent `lines[].lot` in 90 days (12,400 calls sampled); the policy lets such a break pass.");
        weighed.Fingerprint.ShouldBe(Lot.Fingerprint);
    }

    [Fact]
    public void What_was_used_long_ago_is_unused()
    {
        ImpactInput Used(int daysAgo) => ObservedCallers.Input with
        {
            WindowDays = 120,
            Fields =
            [
                .. ObservedCallers.Input.Fields.Select(sample => sample with
                {
                    Fields = [.. sample.Fields, new FieldCount(FieldKind.Property, "lines[].lot", 3, ObservedCallers.Now.AddDays(-daysAgo))],
                }),
            ],
        };

        UnusedBreakRule.Apply(Lot, Rule, Used(daysAgo: 91)).Severity.ShouldBe(Severity.Warning);
        UnusedBreakRule.Apply(Lot, Rule, Used(daysAgo: 89)).ShouldBe(Lot);
    }

    [Fact]
    public void What_is_used_or_not_known_never_passes()
    {
        ImpactInput input = ObservedCallers.Input;
        DateOnly lately = DateOnly.FromDateTime(ObservedCallers.Now.UtcDateTime).AddDays(-30);

        UnusedBreakRule.Apply(GiftWrap, Rule, input).ShouldBe(GiftWrap, "it is used");
        UnusedBreakRule.Apply(Lot, null, input).ShouldBe(Lot, "no policy says so");
        UnusedBreakRule.Apply(Lot, Rule, input with { AsOf = null }).ShouldBe(Lot, "no gateway has reported");
        UnusedBreakRule.Apply(Lot, Rule, input with { WindowDays = 30 }).ShouldBe(Lot, "the window is shorter than the rule's");
        UnusedBreakRule.Apply(Lot, Rule, input with { CallsSince = lately }).ShouldBe(Lot, "calls are observed for 30 days only");
        UnusedBreakRule.Apply(Lot, Rule, input with { FieldsSince = lately }).ShouldBe(Lot, "fields are observed for 30 days only");
        UnusedBreakRule.Apply(Lot, Rule, input with { FieldsSince = null }).ShouldBe(Lot, "fields are not observed");
        UnusedBreakRule.Apply(Lot, Rule with { MinSamples = 401 }, input).ShouldBe(Lot, "too few calls of one consumer were looked at");
        UnusedBreakRule.Apply(Lot, Rule, input with { Fields = [input.Fields[0]] }).ShouldBe(Lot, "nothing is known of one consumer");
        Finding answer = ObservedCallers.Breaking(("required: [total]", "required: []")).ShouldHaveSingleItem();
        UnusedBreakRule.Apply(answer, Rule, input).ShouldBe(answer, "what callers read is not known");
        UnusedBreakRule.Apply(answer, Rule, input.WithUses("reporting", "lines")).Severity.ShouldBe(Severity.Warning);
    }
}
