using System.Globalization;
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

    private static readonly (string Name, Severity Severity)[] Severities =
        [("error", Severity.Error), ("warning", Severity.Warning), ("info", Severity.Info), ("hint", Severity.Hint)];

    public static (LifecyclePolicy Policy, IReadOnlyList<Finding> Findings) Read(SourceDocument document)
    {
        PolicyDocument policy = PolicyDocument.Open(document, "LifecyclePolicy");
        if (policy.Spec is not { } spec)
            return (LifecyclePolicy.Default, policy.Findings);

        policy.AllowOnly(spec, "/spec", "noticeDays", "maxLintSeverity");
        Dictionary<Visibility, int> notice = LifecyclePolicy.Default.NoticeDays.ToDictionary(pair => pair.Key, pair => pair.Value);
        if (policy.Require(spec, "/spec", "noticeDays") is { } days)
        {
            policy.AllowOnly(days, "/spec/noticeDays", [.. Visibilities.Select(pair => pair.Name)]);
            foreach ((string name, Visibility visibility) in Visibilities)
            {
                if (policy.Require(days, "/spec/noticeDays", name) is not { } value)
                    continue;
                if (value.Kind == NodeKind.Number && int.TryParse(value.Text, NumberStyles.None, CultureInfo.InvariantCulture, out int count))
                    notice[visibility] = count;
                else
                    policy.Wrong(value, $"/spec/noticeDays/{name}", $"`{name}` must be a number of days, 0 or more.", "Write for example 90.");
            }
        }

        Severity worst = LifecyclePolicy.Default.MaxLintSeverity;
        if (spec["maxLintSeverity"] is { } severity)
        {
            int at = Array.FindIndex(Severities, pair => pair.Name == severity.AsString);
            if (at >= 0)
                worst = Severities[at].Severity;
            else
                policy.Wrong(severity, "/spec/maxLintSeverity", $"`{severity.Text}` is no severity.", "Write error, warning, info or hint.");
        }

        return (new LifecyclePolicy(notice, worst), policy.Findings);
    }
}
