using System.Globalization;
using ApiGovernance.Catalog.Canonical.Conformance;
using ApiGovernance.Catalog.Canonical.Overlap;
using ApiGovernance.Diff;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.Protocol.CatalogApi;
using ApiGovernance.Protocol.Descriptors.Policies;

namespace ApiGovernance.Catalog.Governance;

/// <summary>
/// What each engine was asked, and why one was not: findings alone tell neither what passed nor what nobody looked at.
/// </summary>
internal static class GateChecks
{
    /// <summary>Why the overlap was not looked at.</summary>
    public const string NoOtherApi = "no other API is known here";

    public static IReadOnlyList<VerdictCheck> Of(GateInput input, GateFindings gathered) =>
    [
        new VerdictCheck(FindingKind.Lint, [.. gathered.Rules.Select(rule => rule.Id)]),
        Changes(gathered.Diff),
        .. Conformance(input, gathered.Conformance),
        new VerdictCheck(FindingKind.Overlap, [OverlapFindings.Overlap])
        {
            NotChecked = gathered.Overlap is null ? NoOtherApi : gathered.Overlap.NotCompared,
            Compared = gathered.Overlap?.Compared,
        },
        new VerdictCheck(FindingKind.Policy, [.. Guards(input)]),
    ];

    private static VerdictCheck Changes(DiffResult? diff)
    {
        if (diff is null)
            return new VerdictCheck(FindingKind.Change, []) { NotChecked = "there is no contract in force to compare with" };
        int left = diff.NotCompared.Count;
        return new VerdictCheck(FindingKind.Change, [.. ChangeCatalog.All.Where(change => change.Severity == Severity.Error).Select(change => change.Id)])
        {
            NotChecked = left == 0 ? null : string.Create(CultureInfo.InvariantCulture, $"{left} {(left == 1 ? "place" : "places")} could not be compared"),
        };
    }

    /// <summary>Nothing where there is no model, unless the contract says that it carries an entity.</summary>
    private static IEnumerable<VerdictCheck> Conformance(GateInput input, ConformanceReport? report)
    {
        if (report is not null)
            yield return new VerdictCheck(FindingKind.Conformance, [.. ConformanceRules.All.Select(rule => rule.Id)]);
        else if (input.Revision.Documents.Values.Any(Says))
            yield return new VerdictCheck(FindingKind.Conformance, []) { NotChecked = "no canonical entity is known here" };
    }

    private static bool Says(SourceDocument document) => document.Bytes.Span.IndexOf("x-canonical"u8) >= 0;

    private static IEnumerable<string> Guards(GateInput input)
    {
        if (input.Baseline is not null)
            yield return VersionBumpCheck.TooSmallRule;
        if (input.Policies.Gate.MinConformanceScore is not null && input.Canonical is not null)
            yield return GateFindings.ScoreRule;
        if (input.Descriptor is { Spec.Operations.Count: > 0 })
            yield return OperationRules.MissingRule;
        if (input.Waivers.Count == 0)
            yield break;
        yield return WaiverApplication.ExpiredRule;
        yield return WaiverApplication.ExpiringRule;
    }
}
