using ApiGovernance.OpenApi.Findings;
using ApiGovernance.OpenApi.Model;
using static ApiGovernance.Diff.Tests.Contracts;

namespace ApiGovernance.Diff.Tests.Structure;

/// <summary>What a table of small changes expects.</summary>
internal static class Expect
{
    /// <summary>Compares both ways.</summary>
    /// <param name="forward">Ids with their severity's first letter, separated by spaces; empty for no change.</param>
    public static void Changes(ApiContract before, ApiContract after, string forward, string backward)
    {
        Change(before, after, forward);
        Change(after, before, backward);
    }

    public static DiffResult Change(ApiContract before, ApiContract after, string ids)
    {
        DiffResult result = Compare(before, after);
        Ids(result).Order(StringComparer.Ordinal).ShouldBe(Split(ids).Order(StringComparer.Ordinal), string.Join("\n", result.Findings.Select(finding => finding.Message)));
        result.NotCompared.Select(finding => finding.Message).ShouldBeEmpty();
        result.Findings.ShouldAllBe(finding => finding.Message.EndsWith('.') && finding.Source != null);
        return result;
    }

    /// <summary>Every breaking change shows a message that was fine and is not.</summary>
    public static void Proven(DiffResult result)
    {
        foreach (Finding finding in result.Findings.Where(finding => finding.Severity == Severity.Error))
        {
            finding.Compatibility.ShouldBe(ChangeCompatibility.BreakingProven, finding.Message);
            finding.Witness.ShouldNotBeNullOrEmpty(finding.Message);
            finding.Exchange.ShouldNotBeNull(finding.Message).Reason.ShouldNotBeNullOrEmpty();
            finding.Identity.ShouldNotBeNullOrEmpty(finding.Message);
        }
    }

    private static string[] Split(string ids) => ids.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
