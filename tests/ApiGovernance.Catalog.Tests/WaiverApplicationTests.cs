using ApiGovernance.Catalog.Governance;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.Testing;

namespace ApiGovernance.Catalog.Tests;

/// <summary>What waivers make of findings, wherever findings are made.</summary>
public sealed class WaiverApplicationTests : IDisposable
{
    private static readonly DateOnly LastDay = new(2026, 12, 31);

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Without_waivers_the_findings_are_as_they_were()
    {
        Finding[] findings = [Change("a")];
        WaiverApplication.Apply(findings, [], LastDay).ShouldBeSameAs(findings);
    }

    [Fact]
    public void A_covered_finding_keeps_its_place_and_severity_and_has_its_suppression()
    {
        Finding[] findings = [Change("a"), Change("b"), Change("c")];
        IReadOnlyList<Finding> applied = WaiverApplication.Apply(findings, Waivers(findings[1].Fingerprint), LastDay);

        applied.Count.ShouldBe(3);
        applied[0].ShouldBe(findings[0]);
        applied[1].ShouldBe(findings[1] with { Suppression = new Suppression("The call centre closed.", "sales", LastDay) });
        applied[2].ShouldBe(findings[2]);
    }

    [Fact]
    public void A_waiver_that_ended_covers_nothing_and_is_a_warning_with_its_line()
    {
        Finding[] findings = [Change("a")];
        IReadOnlyList<Finding> applied = WaiverApplication.Apply(findings, Waivers(findings[0].Fingerprint), LastDay.AddDays(1));

        applied[0].Suppression.ShouldBeNull();
        Finding ended = applied.Skip(1).ShouldHaveSingleItem();
        (ended.RuleId, ended.Severity, ended.Kind).ShouldBe(("waiver-expired", Severity.Warning, FindingKind.Policy));
        ended.Message.ShouldContain("waivers/one.yaml of sales ended on 2026-12-31");
        ended.Source.ShouldNotBeNull().Line.ShouldBe(8);
        ended.Fix.ShouldNotBeNull();
    }

    [Fact]
    public void A_waiver_for_what_is_not_found_is_a_note_that_says_which()
    {
        Finding[] findings = [Change("a")];
        Finding none = WaiverApplication.Apply(findings, Waivers("0123456789abcdef"), LastDay)[1];
        (none.RuleId, none.Severity).ShouldBe(("waiver-unused", Severity.Info));
        none.Message.ShouldContain("covers nothing here: no finding has the fingerprint 0123456789abcdef.");
        none.Source.ShouldNotBeNull().Line.ShouldBe(5);

        IReadOnlyList<Finding> both = WaiverApplication.Apply(findings, Waivers(findings[0].Fingerprint, "0123456789abcdef"), LastDay);
        both[0].Suppression.ShouldNotBeNull();
        both.Skip(1).ShouldHaveSingleItem().Message.ShouldContain("is wider than what is found here: no finding has the fingerprint 0123456789abcdef.");
        WaiverApplication.Apply(findings, Waivers("0123456789abcdef"), LastDay.AddDays(1)).Skip(1)
            .ShouldHaveSingleItem("that it ended matters to nobody").RuleId.ShouldBe("waiver-unused");
    }

    [Fact]
    public void What_was_waived_between_files_is_waived_in_the_catalog_and_not_the_other_way_round()
    {
        Finding file = Change("a"), catalog = file with { Api = "orders" };
        WaiverApplication.Apply([catalog], Waivers(file.Fingerprint), LastDay).ShouldHaveSingleItem().Suppression.ShouldNotBeNull();
        WaiverApplication.Apply([catalog with { Api = "billing" }], Waivers(catalog.Fingerprint), LastDay)[0].Suppression.ShouldBeNull();
        WaiverApplication.Apply([file], Waivers(catalog.Fingerprint), LastDay)[0].Suppression.ShouldBeNull();
    }

    private IReadOnlyList<Waiver> Waivers(params string[] fingerprints)
    {
        _folder.Write("waivers/one.yaml", $"""
            apiVersion: apigovernance/v1
            kind: Waiver
            metadata: [name: one]
            spec:
              fingerprints: ['{string.Join("', '", fingerprints)}']
              reason: The call centre closed.
              owner: sales
              expires: '2026-12-31'
            """.Replace("[name: one]", "{name: one}", StringComparison.Ordinal));
        PolicyLoad load = PolicySet.Load(_folder.Path);
        load.Findings.ShouldBeEmpty();
        return load.Policies.Waivers;
    }

    private static Finding Change(string what) => new()
    {
        Kind = FindingKind.Change,
        RuleId = "request-property-removed",
        Severity = Severity.Error,
        Message = $"no longer takes `{what}`.",
        Operation = "POST /orders",
        Before = what,
    };
}
