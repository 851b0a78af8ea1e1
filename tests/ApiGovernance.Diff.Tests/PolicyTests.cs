using System.Text;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.Testing;
using static ApiGovernance.Diff.Tests.Contracts;

namespace ApiGovernance.Diff.Tests;

public sealed class PolicyTests
{
    [Fact]
    public void The_own_policy_is_read_whole_and_names_only_changes_that_exist()
    {
        CompatibilityPolicyReadResult read = CompatibilityPolicy.Read(DocumentReader.Read("default.yaml", File.ReadAllBytes(RepositoryPaths.At("policies/compatibility/default.yaml"))));
        read.Findings.Select(finding => finding.Message).ShouldBeEmpty();
        read.Policy.Severities["request-property-removed"].ShouldBe(Severity.Error);
        read.Policy.Severities["api-tag-removed"].ShouldBeNull();
        read.Policy.UndecidedBreaks.ShouldBeTrue();
    }

    [Fact]
    public void Every_mistake_is_named_with_its_line()
    {
        CompatibilityPolicyReadResult read = CompatibilityPolicy.Read(DocumentReader.Read("p.yaml", Encoding.UTF8.GetBytes("""
            apiVersion: apigovernance/v9
            kind: CompatibilityPolicy
            metadata: {name: x}
            spec:
              severities:
                endpoint-added: 1
                endpoint-aded: error
              undecided: maybe
              severity: {}
            """)));
        read.Findings.Select(finding => finding.Source!.Line).Order().ShouldBe([1, 6, 7, 8, 9]);
        read.Findings.ShouldAllBe(finding => finding.Kind == FindingKind.Policy && finding.Fix != null);
    }

    [Fact]
    public void Undecided_may_be_a_warning()
    {
        CompatibilityPolicy lenient = new() { UndecidedBreaks = false };
        DiffResult result = ContractDiff.Compare(UndecidedPair.Before, UndecidedPair.After, lenient);
        result.Verdict.ShouldBe(DiffVerdict.Undecided);
        result.NotCompared.ShouldHaveSingleItem().Severity.ShouldBe(Severity.Warning);
        result.RequiredBump.ShouldBe(VersionBump.Minor);
    }

    [Fact]
    public void A_breaking_change_that_a_policy_allows_is_still_a_change()
    {
        CompatibilityPolicy lenient = new() { Severities = new Dictionary<string, Severity?> { ["request-body-max-length-set"] = Severity.Info } };
        DiffResult result = ContractDiff.Compare(Contract("{type: string}", "{}"), Contract("{type: string, maxLength: 3}", "{}"), lenient);
        result.Verdict.ShouldBe(DiffVerdict.Compatible);
        result.RequiredBump.ShouldBe(VersionBump.Minor);
    }

    [Fact]
    public void Every_change_of_the_catalog_says_what_it_means_and_a_breaking_one_how_to_avoid_it()
    {
        ChangeCatalog.All.Select(change => change.Id).ShouldBeUnique();
        ChangeCatalog.All.ShouldAllBe(change => change.Meaning.Length > 10 && !change.Meaning.EndsWith('.'));
        ChangeCatalog.All.Where(change => change.Severity == Severity.Error).ShouldAllBe(change => change.Fix != null);
    }
}
