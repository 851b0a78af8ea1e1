using ApiGovernance.Catalog.Governance;
using ApiGovernance.Catalog.Rollouts;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.Testing;

namespace ApiGovernance.Catalog.Tests.Rollouts;

/// <summary><c>policies/rollout/default.yaml</c>.</summary>
public sealed class RolloutPolicyTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Every_setting_is_read()
    {
        PolicyLoad read = Load("""
              waves: [2, 25%, 100%]
              bakeSeconds: 120
              minRequests: 50
              maxRise: {points: 0.5, factor: 3}
              tooFewRequests: {maxWaitSeconds: 600, then: pause}
              canaryGateways: [gw-canary]
              reportSeconds: 10
            """);

        read.Findings.ShouldBeEmpty();
        RolloutPolicy policy = read.Policies.Rollout.ShouldNotBeNull();
        policy.Waves.Select(size => size.ToString()).ShouldBe(["2", "25%", "100%"]);
        policy.CanaryGateways.ShouldBe(["gw-canary"]);
        (policy.BakeSeconds, policy.MinRequests, policy.MaxRisePoints, policy.MaxRiseFactor, policy.MaxWaitSeconds, policy.PausesOnTooFew, policy.ReportSeconds)
            .ShouldBe((120, 50, 0.5, 3, 600, true, 10));
    }

    [Fact]
    public void Waves_alone_will_do_and_the_last_is_for_all()
    {
        RolloutPolicy policy = Load("  waves: [1]").Policies.Rollout.ShouldNotBeNull();

        policy.Waves.Select(size => size.ToString()).ShouldBe(["1", "100%"]);
        (policy.BakeSeconds, policy.MinRequests, policy.PausesOnTooFew).ShouldBe((300, 100, false));
    }

    [Fact]
    public void Without_the_file_there_is_none()
    {
        Directory.CreateDirectory(_folder["policies"]);

        PolicySet.Load(_folder["policies"]).Policies.Rollout.ShouldBeNull();
    }

    [Theory]
    [InlineData("  waves: [0]", "/spec/waves/0", "5:11", "`0` is no size of a wave.")]
    [InlineData("  waves: [101%]", "/spec/waves/0", "5:11", "`101%` is no size of a wave.")]
    [InlineData("  waves: [many]", "/spec/waves/0", "5:11", "`many` is no size of a wave.")]
    [InlineData("  waves: [2, 1]", "/spec/waves/1", "5:14", "`1` is no more than the wave before.")]
    [InlineData("  waves: []", "/spec/waves", "5:10", "`waves` must be a list of 1 to 20 sizes.")]
    [InlineData("  bakeSeconds: 5", "/spec", "5:3", "`waves` is missing.")]
    [InlineData("  waves: [1]\n  bakeSeconds: soon", "/spec/bakeSeconds", "6:16", "`bakeSeconds` must be a whole number from 0 to 604800.")]
    [InlineData("  waves: [1]\n  minRequests: 0", "/spec/minRequests", "6:16", "`minRequests` must be a whole number from 1 to 1000000.")]
    [InlineData("  waves: [1]\n  maxRise: {factor: 0.5}", "/spec/maxRise/factor", "6:21", "`factor` must be a number from 1 to 1000.")]
    [InlineData("  waves: [1]\n  maxRise: 5", "/spec/maxRise", "6:12", "`maxRise` must be an object.")]
    [InlineData("  waves: [1]\n  tooFewRequests: {then: stop}", "/spec/tooFewRequests/then", "6:26", "`then` is `stop`, which is not one of its words.")]
    [InlineData("  waves: [1]\n  wave: 1", "/spec/wave", "6:3", "`wave` is unknown here.")]
    public void What_is_wrong_is_told_with_its_place(string spec, string pointer, string place, string message)
    {
        Finding finding = Load(spec).Findings.ShouldHaveSingleItem();

        (finding.Severity, finding.Message).ShouldBe((Severity.Error, message));
        finding.Source!.ToString().ShouldEndWith($"rollout/default.yaml:{place}");
        finding.Pointer.ShouldBe(pointer);
        finding.Fix.ShouldNotBeNullOrEmpty();
    }

    private PolicyLoad Load(string spec)
    {
        _folder.Write("policies/rollout/default.yaml", $"apiVersion: apigovernance/v1\nkind: RolloutPolicy\nmetadata: {{name: default}}\nspec:\n{spec}\n");
        return PolicySet.Load(_folder["policies"]);
    }
}
