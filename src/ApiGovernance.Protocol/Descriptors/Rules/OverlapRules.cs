using ApiGovernance.Protocol.Descriptors.Reading;

namespace ApiGovernance.Protocol.Descriptors.Rules;

/// <summary>Two APIs have one decision for each entity.</summary>
internal static class OverlapRules
{
    public static void Check(Estate estate, DescriptorFindings findings)
    {
        const string pointer = "/spec/apis";
        var taken = new Dictionary<(string, string?), LoadedDescriptor>();
        foreach ((OverlapDecisionDescriptor decision, LoadedDescriptor loaded) in estate.Of<OverlapDecisionDescriptor>())
        {
            string pair = string.Join(" and ", decision.Spec.Apis.Order(StringComparer.Ordinal).Select(api => $"`{api}`"));
            if (taken.TryAdd((pair, decision.Spec.Entity), loaded))
                continue;
            LoadedDescriptor first = taken[(pair, decision.Spec.Entity)];
            findings.Error(
                "descriptor-overlap-decided", $"The overlap of {pair} is already decided by `{first.Descriptor.Name}`, in {first.Path}.",
                "Keep one of the two decisions, or name the `entity` for which each holds.", loaded.PlaceOf(pointer), pointer);
        }
    }
}
