using System.IO.Enumeration;
using ApiGovernance.Catalog.Canonical.Conformance;
using ApiGovernance.Linting;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.OpenApi.Model;

namespace ApiGovernance.Catalog.Governance;

/// <summary>
/// Tells what a contract had before from what a change brings in: an old finding in a part that did not change is told and does not
/// count. A part is an operation, a component or a top-level member of the document.
/// </summary>
internal static class NewSurface
{
    public static IReadOnlyList<Finding> Bind(IReadOnlyList<Finding> findings, GateInput input, ApiContract baseline, NewSurfaceRule rule)
    {
        Dictionary<string, int> before = [];
        IReadOnlyList<Finding> conformance = input.Canonical is { } model ? CanonicalConformance.Check(baseline, model).Findings : [];
        foreach (Finding old in Linter.Run(baseline.Bundle, input.Policies.Rulesets).Findings.Concat(conformance))
            before[old.Fingerprint] = before.GetValueOrDefault(old.Fingerprint) + 1;
        return [.. findings.Select(finding => IsBound(finding, rule) ? Judge(finding, before, input, baseline, rule) : finding)];
    }

    private static bool IsBound(Finding finding, NewSurfaceRule rule) =>
        finding.Kind is FindingKind.Lint or FindingKind.Conformance
        && rule.Rules.Any(pattern => FileSystemName.MatchesSimpleExpression(pattern, finding.RuleId, ignoreCase: false));

    private static Finding Judge(Finding finding, Dictionary<string, int> before, GateInput input, ApiContract baseline, NewSurfaceRule rule)
    {
        bool isOld = before.GetValueOrDefault(finding.Fingerprint) > 0;
        if (isOld)
            before[finding.Fingerprint]--;
        bool isUntouched = isOld && (rule.AddedOnly || !Changed(finding, input.Revision, baseline.Bundle));
        return finding with { Baseline = isUntouched ? BaselineState.Unchanged : BaselineState.New };
    }

    private static bool Changed(Finding finding, DocumentBundle revision, DocumentBundle baseline)
    {
        SourceDocument? now = finding.Source is { } source ? revision.Documents.Values.FirstOrDefault(document => document.Path == source.File) : revision.Root;
        if (now is null)
            return true;
        if (now != revision.Root)
            return !baseline.Documents.Values.Any(document => document.Bytes.Span.SequenceEqual(now.Bytes.Span));
        string part = PartOf(finding.Pointer);
        DocumentNode? after = JsonPointer.Evaluate(now.Root, part), old = JsonPointer.Evaluate(baseline.Root.Root, part);
        return after is null || old is null || !after.ToJson().AsSpan().SequenceEqual(old.ToJson());
    }

    /// <summary>The pointer of the operation, component or member that holds a place.</summary>
    private static string PartOf(string pointer)
    {
        string[] names = pointer.Split('/');
        int depth = names.Length < 2 ? 1 : names[1] is "paths" or "webhooks" or "components" or "channels" or "operations" ? 4 : 2;
        return string.Join('/', names.Take(Math.Min(depth, names.Length)));
    }
}
