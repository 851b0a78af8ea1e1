using ApiGovernance.Catalog.Governance;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.Protocol.Descriptors;
using ApiGovernance.Testing;

namespace ApiGovernance.Catalog.Tests.Governance;

/// <summary>How an organisation tells the gate to decide.</summary>
public sealed class GatePolicyTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Every_setting_is_read()
    {
        PolicyFiles.Gate(_folder, """
            notChecked: warn
            maxConformanceSeverity: info
            minConformanceScore: 80
            maxOverlapSeverity: error
            waiverWarningDays: 30
            newSurfaceOnly: {rules: [apigov-*], bind: added}
            approvals:
              - {reviewers: 2, visibility: [partner, public], stage: [active], bump: [first, minor], entity: [order], domain: [sales], api: [orders]}
              - {reviewers: 1, waivedBreaksOnly: true}
            """);

        PolicyLoad load = PolicySet.Load(_folder["policies"]);

        load.Findings.ShouldBeEmpty();
        GatePolicy gate = load.Policies.Gate;
        (gate.NotCheckedBlocks, gate.MaxConformanceSeverity, gate.MinConformanceScore, gate.MaxOverlapSeverity, gate.WaiverWarningDays).ShouldBe(
            (false, Severity.Info, 80, Severity.Error, 30));
        gate.NewSurface.ShouldNotBeNull().ShouldSatisfyAllConditions(rule => rule.Rules.ShouldBe(["apigov-*"]), rule => rule.AddedOnly.ShouldBeTrue());
        gate.Approvals[0].ShouldSatisfyAllConditions(
            rule => rule.Reviewers.ShouldBe(2), rule => rule.Stages.ShouldBe([ApiStage.Active]), rule => rule.Bumps.ShouldBe(["first", "minor"]),
            rule => rule.AppliesTo.Visibilities.ShouldBe([Visibility.Partner, Visibility.Public]), rule => rule.AppliesTo.Apis.ShouldBe(["orders"]));
        gate.Approvals[1].WaivedBreaksOnly.ShouldBeTrue();
    }

    [Theory]
    [InlineData("notChecked: pass", "`notChecked` is `pass`, which is not one of its words.")]
    [InlineData("minConformanceScore: 101", "`minConformanceScore` must be a whole number from 0 to 100.")]
    [InlineData("approvals: [{visibility: [public]}]", "`reviewers` is missing.")]
    [InlineData("approvals: [{reviewers: 0}]", "`reviewers` must be a whole number from 1 to 10.")]
    [InlineData("approvals: [{reviewers: 1, bump: [huge]}]", "`huge` is no step of a version.")]
    [InlineData("approvals: [{reviewers: 1, visibility: [friends]}]", "`friends` is no visibility.")]
    [InlineData("newSurfaceOnly: yes", "`newSurfaceOnly` must be an object.")]
    [InlineData("approval: []", "`approval` is unknown here.")]
    public void A_wrong_setting_is_told_with_its_place_and_its_remedy(string spec, string message)
    {
        PolicyFiles.Gate(_folder, spec);

        Finding finding = PolicySet.Load(_folder["policies"]).Findings.First(found => found.Message == message);

        finding.ShouldSatisfyAllConditions(
            () => finding.Severity.ShouldBe(Severity.Error), () => finding.Source!.Line.ShouldBe(5), () => finding.Source!.File.ShouldEndWith("gate/default.yaml"),
            () => finding.Fix.ShouldNotBeNullOrEmpty(), () => finding.Pointer.ShouldStartWith("/spec"));
    }
}
