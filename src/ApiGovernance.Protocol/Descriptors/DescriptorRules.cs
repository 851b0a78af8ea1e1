using ApiGovernance.OpenApi.Findings;
using ApiGovernance.Protocol.Descriptors.Reading;
using ApiGovernance.Protocol.Descriptors.Rules;

namespace ApiGovernance.Protocol.Descriptors;

/// <summary>What descriptors say about each other: names that nobody has, and things that only one may have.</summary>
public static class DescriptorRules
{
    /// <summary>
    /// Checks a whole catalog. Pure; the order of the descriptors does not matter. To check one that was submitted, pass it with those
    /// in force and look at the findings whose source is its own.
    /// </summary>
    public static IReadOnlyList<Finding> Check(IReadOnlyList<LoadedDescriptor> descriptors)
    {
        ArgumentNullException.ThrowIfNull(descriptors);
        var estate = new Estate([.. descriptors.OrderBy(d => d.Path, StringComparer.Ordinal)]);
        var findings = new DescriptorFindings();
        NameRules.Check(estate, findings);
        ReferenceRules.Check(estate, findings);
        EscalationRules.Check(estate, findings);
        VersionRules.Check(estate, findings);
        EventRules.Check(estate, findings);
        OverlapRules.Check(estate, findings);
        BasePathRules.Check(estate, findings);
        CredentialRules.Check(estate, findings);
        return findings.All;
    }
}
