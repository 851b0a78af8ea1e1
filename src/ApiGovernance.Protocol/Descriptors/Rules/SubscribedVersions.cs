using ApiGovernance.OpenApi.Documents;
using ApiGovernance.Protocol.Descriptors.Reading;

namespace ApiGovernance.Protocol.Descriptors.Rules;

/// <summary>The versions that a subscription names are versions of its API.</summary>
internal sealed class SubscribedVersions(Estate estate, DescriptorFindings findings)
{
    private readonly Dictionary<string, string[]> _versions = estate.Of<ApiDescriptor>()
        .DistinctBy(api => api.Descriptor.Name, StringComparer.Ordinal)
        .ToDictionary(
            api => api.Descriptor.Name, api => api.Descriptor.Spec.Versions.Select(version => version.Name).ToArray(), StringComparer.Ordinal);

    /// <param name="api">One that exists.</param>
    public void Check(string api, IReadOnlyList<string> named, LoadedDescriptor loaded, string pointer)
    {
        for (int i = 0; i < named.Count; i++)
        {
            if (_versions[api].Contains(named[i]))
                continue;
            string at = JsonPointer.Append(pointer, i);
            findings.Error(
                "descriptor-unknown-version", $"API `{api}` has no version `{named[i]}`.", VersionRules.Advise(named[i], _versions[api]),
                loaded.PlaceOf(at), at);
        }
    }
}
