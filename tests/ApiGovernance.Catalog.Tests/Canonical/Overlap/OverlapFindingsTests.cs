using ApiGovernance.Catalog.Canonical.Overlap;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.OpenApi.Model;

namespace ApiGovernance.Catalog.Tests.Canonical.Overlap;

/// <summary>What the gate and people see of an overlap, before and after it was decided.</summary>
public sealed class OverlapFindingsTests
{
    private static readonly DateOnly Today = new(2026, 11, 28);
    private static readonly ApiContract Contract = Contracts.Of("Purchase orders", "GET /purchase-orders", "GET /purchase-orders/{id}", "POST /purchase-orders");
    private static readonly ApiFootprint Proposed = ApiFootprint.Of("portal", "v1", Contract, EntityVocabulary.Default, null);
    private static readonly ApiFootprint Commerce = Contracts.Footprint("commerce-orders", "Orders", "GET /orders", "GET /orders/{id}", "POST /orders", "DELETE /orders/{id}");

    [Fact]
    public void An_overlap_is_a_warning_with_owner_evidence_and_place()
    {
        Finding finding = Findings().ShouldHaveSingleItem();

        (finding.Kind, finding.RuleId, finding.Severity, finding.Api).ShouldBe((FindingKind.Overlap, "overlap-api", Severity.Warning, "portal"));
        finding.Message.ShouldBe("portal v1 overlaps commerce-orders v1 on 3 of 3 operations, owned by commerce-platform.");
        finding.Details[0].ShouldStartWith("GET /purchase-orders ~ GET /orders: both list order");
        finding.Details.ShouldContain("both are mainly about order");
        finding.Details[^1].ShouldMatch("^score 0\\.[0-9]{2} of 1$");
        finding.Operations.ShouldBe(["GET /purchase-orders", "GET /purchase-orders/{id}", "POST /purchase-orders"], ignoreOrder: true);
        (finding.Pointer, finding.Source?.File, finding.Source?.Line).ShouldBe(("/info/title", "openapi.yaml", 2));
        finding.Fix.ShouldNotBeNull().ShouldContain("commerce-orders");
    }

    [Fact]
    public void The_fingerprint_is_of_the_other_api_and_the_entity_not_of_operations_versions_or_scores()
    {
        string before = Findings().Single().Fingerprint;
        ApiFootprint changed = Commerce with { Version = "v7", Operations = [.. Commerce.Operations.Skip(1)] };
        OverlapReport report = OverlapAnalysis.Compare(Proposed with { Version = "v2" }, [changed]);
        OverlapFindings.Of(report, Contract, _ => null, [], Today).Single().Fingerprint.ShouldBe(before);

        OverlapReport other = OverlapAnalysis.Compare(Proposed, [Commerce with { Api = "other" }]);
        OverlapFindings.Of(other, Contract, _ => null, [], Today).Single().Fingerprint.ShouldNotBe(before);
    }

    [Theory]
    [InlineData("portal", "commerce-orders")]
    [InlineData("commerce-orders", "portal")]
    public void An_accepted_overlap_is_shown_and_does_not_count(string api, string other)
    {
        var accepted = new OverlapDecision(api, other, OverlapDecisionKind.Accept, "Partners need their own contract.", "ada") { Expires = Today };
        Finding finding = Findings(accepted).Single();
        finding.Counts.ShouldBeFalse();
        finding.Suppression.ShouldBe(new Suppression("Partners need their own contract.", "ada", Today));
        finding.Fingerprint.ShouldBe(Findings().Single().Fingerprint);
    }

    [Fact]
    public void After_its_end_a_decision_no_longer_holds_and_that_is_said()
    {
        var ended = new OverlapDecision("portal", "commerce-orders", OverlapDecisionKind.Accept, "For the pilot.", "ada") { Expires = Today.AddDays(-1) };
        Finding finding = Findings(ended).Single();
        finding.Counts.ShouldBeTrue();
        finding.Message.ShouldEndWith("The decision of ada about it ended on 2026-11-27.");
    }

    [Theory]
    [InlineData("commerce-orders", Severity.Warning)]
    [InlineData("portal", Severity.Info)]
    public void A_consolidation_stays_visible_and_names_where_to(string into, Severity severity)
    {
        var decision = new OverlapDecision("portal", "commerce-orders", OverlapDecisionKind.Consolidate, "One order API.", "ada")
        {
            Into = into,
            OwnerOfRecord = "commerce-platform",
        };
        Finding finding = Findings(decision).Single();
        finding.Counts.ShouldBeTrue();
        finding.Severity.ShouldBe(severity);
        finding.Message.ShouldEndWith($"ada decided to consolidate into {into} (owner of record: commerce-platform): One order API.");
    }

    [Fact]
    public void The_last_decision_that_holds_counts_and_others_do_not_concern_it()
    {
        var accepted = new OverlapDecision("portal", "commerce-orders", OverlapDecisionKind.Accept, "First.", "ada");
        var consolidated = new OverlapDecision("portal", "commerce-orders", OverlapDecisionKind.Consolidate, "Then.", "bob") { Into = "commerce-orders", OwnerOfRecord = "commerce-platform" };
        var elsewhere = new OverlapDecision("portal", "stock", OverlapDecisionKind.Accept, "No.", "eve");
        Findings(accepted, consolidated, elsewhere).Single().Message.ShouldContain("bob decided to consolidate");
        Findings(consolidated, accepted, elsewhere).Single().Suppression.ShouldNotBeNull().Owner.ShouldBe("ada");
    }

    [Fact]
    public void What_was_not_compared_is_not_clean()
    {
        OverlapReport report = OverlapAnalysis.Compare(Proposed with { Operations = [] }, [Commerce]);
        Finding finding = OverlapFindings.Of(report, Contract, _ => null, [], Today).ShouldHaveSingleItem();
        (finding.RuleId, finding.Severity).ShouldBe(("overlap-not-checked", Severity.Warning));
    }

    [Fact]
    public void A_decision_that_cannot_be_recorded_says_everything_that_is_wrong()
    {
        new OverlapDecision("a", "a", OverlapDecisionKind.Consolidate, " ", "").Problems().Count.ShouldBe(5);
        new OverlapDecision("a", "b", OverlapDecisionKind.Accept, "Because.", "ada") { Into = "b" }.Problems().ShouldHaveSingleItem().ShouldContain("into");
        new OverlapDecision("a", "b", OverlapDecisionKind.Accept, "Because.", "ada").Problems().ShouldBeEmpty();
    }

    private static IReadOnlyList<Finding> Findings(params OverlapDecision[] decisions) => OverlapFindings.Of(
        OverlapAnalysis.Compare(Proposed, [Commerce]), Contract, api => api == "commerce-orders" ? "commerce-platform" : null, decisions, Today);
}
