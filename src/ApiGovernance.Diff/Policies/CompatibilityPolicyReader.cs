using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.Diff.Policies;

/// <summary>Reads kind <c>CompatibilityPolicy</c>; a part that is wrong is a finding and changes nothing.</summary>
internal static class CompatibilityPolicyReader
{
    /// <param name="profile">The name of the built-in profile that the text is; null for a file of an organisation.</param>
    public static CompatibilityPolicyReadResult Read(SourceDocument document, string? profile)
    {
        ArgumentNullException.ThrowIfNull(document);
        PolicyReading reading = new(document.Findings);
        DocumentNode root = document.Root;
        if (!document.IsReadable)
            return new CompatibilityPolicyReadResult(CompatibilityPolicy.Default, reading.Findings);
        if (root["kind"]?.AsString != "CompatibilityPolicy")
        {
            reading.Wrong(root["kind"] ?? root, "/kind", "This is no CompatibilityPolicy.", "Set `kind: CompatibilityPolicy`.");
            return new CompatibilityPolicyReadResult(CompatibilityPolicy.Default, reading.Findings);
        }

        reading.IsObject(root, "", "A policy", "apiVersion", "kind", "metadata", "spec");
        if (root["apiVersion"]?.AsString != "apigovernance/v1")
            reading.Wrong(root["apiVersion"] ?? root, "/apiVersion", "The version of the policy's format is missing or not known.", "Set `apiVersion: apigovernance/v1`.");
        if (root["metadata"]?["name"]?.AsString is not { Length: > 0 })
            reading.Wrong(root["metadata"]?["name"] ?? root["metadata"] ?? root, "/metadata/name", "The policy has no name.", "Add `metadata: {name: default}`.");
        if (root["spec"] is not { } spec)
        {
            reading.Wrong(root, "/spec", "`spec` is missing.", "Write the policy's settings under `spec:`.");
            return new CompatibilityPolicyReadResult(CompatibilityPolicy.Default, reading.Findings);
        }

        return new CompatibilityPolicyReadResult(Spec(spec, reading, profile), reading.Findings);
    }

    private static CompatibilityPolicy Spec(DocumentNode spec, PolicyReading reading, string? profile)
    {
        const string At = "/spec";
        if (!reading.IsObject(spec, At, "A compatibility policy", ["extends", .. SettingsReader.Members, "unusedBreaks", "overrides", "ignore"]))
            return CompatibilityPolicy.Default;
        CompatibilityPolicy below = Extended(spec["extends"], reading, profile);
        return new CompatibilityPolicy
        {
            General = SettingsReader.Read(spec, At, reading).Over(below.General),
            UnusedBreaks = spec["unusedBreaks"] is { } unused ? UnusedBreaksReader.Read(unused, reading) : below.UnusedBreaks,
            // What is ignored is said last, because it is meant to win.
            Overrides =
            [
                .. below.Overrides,
                .. OverrideReader.Overrides(spec["overrides"], "/spec/overrides", reading),
                .. OverrideReader.Ignored(spec["ignore"], "/spec/ignore", reading),
            ],
        };
    }

    private static CompatibilityPolicy Extended(DocumentNode? node, PolicyReading reading, string? profile)
    {
        if (node is null)
            return CompatibilityPolicy.Default;
        if (profile is not null && node.AsString == profile)
            reading.Wrong(node, "/spec/extends", $"The profile `{profile}` extends itself.", "Leave `extends` out.");
        else if (node.AsString is { } name && CompatibilityProfiles.Find(name) is { } found)
            return found;
        else
            reading.Wrong(node, "/spec/extends", $"There is no built-in profile `{node.Text}`.", $"Use {string.Join(", ", CompatibilityProfiles.Names)}, or leave `extends` out: then the catalogue's severities hold.");
        return CompatibilityPolicy.Default;
    }
}
