using ApiGovernance.OpenApi.Findings;
using ApiGovernance.OpenApi.Model;
using ApiGovernance.Testing;

namespace ApiGovernance.Diff.Tests.Published;

/// <summary>Real consecutive versions of published contracts.</summary>
public sealed class PublishedPairsTests
{
    public static TheoryData<string> Pairs => new(PublishedPair.Names);

    /// <summary>Every finding of every pair was looked at once; a change in any of them is looked at again.</summary>
    [Theory]
    [MemberData(nameof(Pairs))]
    public void The_result_of_a_published_pair_is_the_approved_one(string name)
    {
        PublishedPair pair = new(name);
        Golden.Match(ResultText.Of(ContractDiff.Compare(pair.Base, pair.Revision, CompatibilityPolicy.Default)), name);
    }

    [Fact]
    public void No_approved_result_is_left_of_a_pair_that_is_gone()
    {
        RepositoryPaths.RequireShared("specs/pairs");
        PublishedPair.Approved.Except(PublishedPair.Names).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("p01-amazon-orders-35-breaking", true)]
    [InlineData("p02-amazon-orders-additive", false)]
    [InlineData("p03-amazon-inbound-constraints", true)]
    [InlineData("p04-amazon-awd-paths-removed", true)]
    [InlineData("p05-amazon-outbound-enum-removed", true)]
    [InlineData("p06-amazon-vendor-shipments-warnings", null)]
    [InlineData("p07-paypal-tracking-type-changed", true)]
    // Its alternatives moved behind references and `anyOf` of every type went away: others report five breaking changes.
    [InlineData("p08-paypal-catalog-oneof", false)]
    [InlineData("p09-paypal-catalog-rebased", false)]
    // The members that became required were required by the merged allOf parent already: others report 87 breaking changes.
    [InlineData("p10-commercetools-import-required", false)]
    [InlineData("p11-adyen-transfers-v3-v4", true)]
    [InlineData("p12-dcsa-schedules-additive", false)]
    [InlineData("p13-amazon-catalog-text-only", false)]
    public void A_published_pair_gets_the_verdict_that_is_known(string pair, bool? breaking)
    {
        PublishedPair published = new(pair);
        ApiContract before = published.Base, after = published.Revision;

        DiffResult result = ContractDiff.Compare(before, after, CompatibilityPolicy.Default);
        string[] errors = [.. result.Findings.Where(finding => finding.Severity == Severity.Error).Select(finding => $"{finding.RuleId}: {finding.Message}")];
        TestContext.Current.TestOutputHelper?.WriteLine($"{pair}: {result.Verdict}, {errors.Length} breaking of {result.Findings.Count}, {result.NotCompared.Count} not compared\n" + string.Join("\n", errors.Take(40)));

        if (breaking is { } expected)
            (errors.Length > 0).ShouldBe(expected, string.Join("\n", errors.Take(10)));
        if (pair.StartsWith("p01", StringComparison.Ordinal))
            errors.ShouldContain(error => error.StartsWith("response-property-became-optional", StringComparison.Ordinal));
        if (pair.StartsWith("p09", StringComparison.Ordinal))
            result.Findings.Count(finding => finding.RuleId == "api-path-base-moved").ShouldBe(1);
        if (pair.StartsWith("p08", StringComparison.Ordinal) || pair.StartsWith("p13", StringComparison.Ordinal))
            result.NotCompared.ShouldBeEmpty();
        if (pair.StartsWith("p13", StringComparison.Ordinal))
            result.RequiredBump.ShouldBe(VersionBump.Patch);
        ContractDiff.Compare(before, after, CompatibilityPolicy.Default).Findings.Select(finding => finding.ToString()).ShouldBe(result.Findings.Select(finding => finding.ToString()));
    }

    [Fact]
    public void Every_published_contract_equals_itself()
    {
        string[] files = Directory.GetFiles(Path.Combine(RepositoryPaths.RequireShared(), "specs", "docs"));
        files.Length.ShouldBeGreaterThan(10);
        foreach (string file in files)
        {
            DiffResult result = ContractDiff.Compare(ContractReader.FromFile(file).Contract.ShouldNotBeNull(), ContractReader.FromFile(file).Contract!, CompatibilityPolicy.Default);
            result.Findings.Select(finding => $"{file}: {finding.Message}").ShouldBeEmpty();
            result.NotCompared.Select(finding => $"{file}: {finding.Message}").ShouldBeEmpty();
            result.RequiredBump.ShouldBe(VersionBump.None, file);
        }
    }
}
