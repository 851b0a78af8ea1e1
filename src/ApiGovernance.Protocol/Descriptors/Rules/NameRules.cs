using ApiGovernance.Protocol.Descriptors.Reading;

namespace ApiGovernance.Protocol.Descriptors.Rules;

/// <summary>A name is unique within its kind.</summary>
internal static class NameRules
{
    public static void Check(Estate estate, DescriptorFindings findings)
    {
        const string name = "/metadata/name";
        foreach (var same in estate.All.GroupBy(d => (d.Descriptor.Kind, d.Descriptor.Name)))
        {
            foreach (LoadedDescriptor second in same.Skip(1))
            {
                findings.Error(
                    "descriptor-name-taken", $"There already is a {same.Key.Kind} `{same.Key.Name}`, in {same.First().Path}.",
                    "Give one of the two another name, or remove it.", second.PlaceOf(name), name);
            }
        }
    }
}
