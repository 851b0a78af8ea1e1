using ApiGovernance.Catalog.Governance;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.Protocol.Descriptors;

namespace ApiGovernance.Catalog.Lifecycle;

/// <summary>Reads kind <c>LifecyclePolicy</c>; wrong parts are findings and keep their defaults.</summary>
internal static class LifecyclePolicyReader
{
    private static readonly (string Name, Visibility Visibility)[] Visibilities =
        [("internal", Visibility.Internal), ("partner", Visibility.Partner), ("public", Visibility.Public)];

    /// <param name="name">The file's name without its ending.</param>
    public static (LifecyclePolicy Policy, IReadOnlyList<Finding> Findings) Read(SourceDocument document, string name = "default")
    {
        PolicyDocument policy = PolicyDocument.Open(document, "LifecyclePolicy");
        if (policy.Spec is not { } spec)
            return (LifecyclePolicy.Default, policy.Findings);

        policy.AllowOnly(spec, "/spec", "appliesTo", "noticeDays", "maxLintSeverity", "quietDays", "transitions");
        LifecyclePolicy read = new(Notice(policy, spec), SeverityWords.Read(policy, spec, "/spec", "maxLintSeverity") ?? LifecyclePolicy.Default.MaxLintSeverity)
        {
            Name = name,
            AppliesTo = AppliesTo(policy, spec, name),
            QuietDays = policy.Number(spec, "/spec", "quietDays", 0, 3650) ?? LifecyclePolicy.Default.QuietDays,
            Transitions = spec["transitions"] is { } table ? TransitionTableReader.Read(policy, table) : LifecycleTransitions.Standard,
        };
        return (read, policy.Findings);
    }

    private static Dictionary<Visibility, int> Notice(PolicyDocument policy, DocumentNode spec)
    {
        Dictionary<Visibility, int> notice = LifecyclePolicy.Default.NoticeDays.ToDictionary(pair => pair.Key, pair => pair.Value);
        if (policy.Require(spec, "/spec", "noticeDays") is not { } days)
            return notice;
        policy.AllowOnly(days, "/spec/noticeDays", [.. Visibilities.Select(pair => pair.Name)]);
        foreach ((string word, Visibility visibility) in Visibilities)
        {
            if (policy.Require(days, "/spec/noticeDays", word) is not { } value)
                continue;
            if (value.Kind == NodeKind.Number && int.TryParse(value.Text, out int count) && count is >= 0 and <= 36500)
                notice[visibility] = count;
            else
                policy.Wrong(value, $"/spec/noticeDays/{word}", $"`{word}` must be a number of days, 0 or more.", "Write for example 90.");
        }

        return notice;
    }

    private static ApiSelector AppliesTo(PolicyDocument policy, DocumentNode spec, string name)
    {
        if (spec["appliesTo"] is not { } node)
        {
            if (name != "default")
            {
                policy.Wrong(
                    spec, "/spec", "A life-cycle policy beside `default` says which APIs it is for.", "Add `appliesTo` with visibility, domain, entity or api.");
            }

            return ApiSelector.Any;
        }

        if (name == "default")
            policy.Wrong(node, "/spec/appliesTo", "`default` is for every API that no other policy is for.", "Move it to a file of another name, or leave `appliesTo` out.");
        policy.AllowOnly(node, "/spec/appliesTo", "api", "domain", "entity", "visibility");
        return ApiSelector.Read(policy, node, "/spec/appliesTo");
    }
}
