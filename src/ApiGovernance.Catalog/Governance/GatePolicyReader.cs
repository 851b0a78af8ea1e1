using ApiGovernance.Catalog.Storage;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.Protocol.Descriptors;

namespace ApiGovernance.Catalog.Governance;

/// <summary>Reads kind <c>GatePolicy</c>; wrong parts are findings and keep their defaults.</summary>
internal static class GatePolicyReader
{
    private const int MostReviewers = 10;

    private static readonly string[] Bumps = ["first", "patch", "minor", "major"];

    public static (GatePolicy Policy, IReadOnlyList<Finding> Findings) Read(SourceDocument document)
    {
        PolicyDocument policy = PolicyDocument.Open(document, "GatePolicy");
        if (policy.Spec is not { } spec)
            return (GatePolicy.Default, policy.Findings);

        policy.AllowOnly(
            spec, "/spec", "notChecked", "maxConformanceSeverity", "minConformanceScore", "maxOverlapSeverity", "waiverWarningDays", "newSurfaceOnly", "approvals");
        GatePolicy standard = GatePolicy.Default;
        GatePolicy read = new()
        {
            NotCheckedBlocks = policy.Word(spec, "/spec", "notChecked", "block", "warn") != "warn",
            MaxConformanceSeverity = SeverityWords.Read(policy, spec, "/spec", "maxConformanceSeverity") ?? standard.MaxConformanceSeverity,
            MinConformanceScore = policy.Number(spec, "/spec", "minConformanceScore", 0, 100),
            MaxOverlapSeverity = SeverityWords.Read(policy, spec, "/spec", "maxOverlapSeverity") ?? standard.MaxOverlapSeverity,
            WaiverWarningDays = policy.Number(spec, "/spec", "waiverWarningDays", 0, 365) ?? standard.WaiverWarningDays,
            NewSurface = NewSurface(policy, spec["newSurfaceOnly"]),
            Approvals = Approvals(policy, spec["approvals"]),
        };
        return (read, policy.Findings);
    }

    private static NewSurfaceRule? NewSurface(PolicyDocument policy, DocumentNode? node)
    {
        if (node is null)
            return null;
        const string pointer = "/spec/newSurfaceOnly";
        if (!node.IsObject)
        {
            policy.Wrong(node, pointer, "`newSurfaceOnly` must be an object.", "Write newSurfaceOnly: {rules: ['*']}.");
            return null;
        }

        policy.AllowOnly(node, pointer, "rules", "bind");
        IReadOnlyList<string> rules = node["rules"] is null ? ["*"] : policy.Texts(node, pointer, "rules");
        return new NewSurfaceRule(rules, policy.Word(node, pointer, "bind", "changed", "added") == "added");
    }

    private static List<ApprovalRule> Approvals(PolicyDocument policy, DocumentNode? list)
    {
        List<ApprovalRule> rules = [];
        if (list is null)
            return rules;
        if (!list.IsArray)
            policy.Wrong(list, "/spec/approvals", "`approvals` must be a list.", "Write a list of {reviewers, visibility, stage, bump}.");
        for (int i = 0; i < list.Items.Count; i++)
        {
            DocumentNode item = list.Items[i];
            string pointer = $"/spec/approvals/{i}";
            if (!item.IsObject)
            {
                policy.Wrong(item, pointer, "An approval rule must be an object.", "Write {reviewers: 1, visibility: [partner, public]}.");
                continue;
            }

            policy.AllowOnly(item, pointer, "reviewers", "api", "domain", "entity", "visibility", "stage", "bump", "waivedBreaksOnly");
            _ = policy.Require(item, pointer, "reviewers");
            rules.Add(new ApprovalRule(policy.Number(item, pointer, "reviewers", 1, MostReviewers) ?? 1)
            {
                AppliesTo = ApiSelector.Read(policy, item, pointer),
                Stages = Stages(policy, item, pointer),
                Bumps = Words(policy, item, pointer),
                WaivedBreaksOnly = item["waivedBreaksOnly"]?.Text == "true",
            });
        }

        return rules;
    }

    private static List<ApiStage> Stages(PolicyDocument policy, DocumentNode item, string pointer)
    {
        List<ApiStage> stages = [];
        foreach (string word in policy.Texts(item, pointer, "stage"))
        {
            if (StageNames.Parse(word) is { } stage)
                stages.Add(stage);
            else
                policy.Wrong(item["stage"]!, $"{pointer}/stage", $"`{word}` is no stage.", $"Write {string.Join(", ", StageNames.All)}.");
        }

        return stages;
    }

    private static List<string> Words(PolicyDocument policy, DocumentNode item, string pointer)
    {
        List<string> bumps = [];
        foreach (string word in policy.Texts(item, pointer, "bump"))
        {
            if (Bumps.Contains(word, StringComparer.Ordinal))
                bumps.Add(word);
            else
                policy.Wrong(item["bump"]!, $"{pointer}/bump", $"`{word}` is no step of a version.", $"Write {string.Join(", ", Bumps)}.");
        }

        return bumps;
    }
}
