using ApiGovernance.OpenApi.Documents;
using ApiGovernance.Protocol.Descriptors.Reading;

namespace ApiGovernance.Protocol.Descriptors.Rules;

/// <summary>The names of one kind; a reference to another name is an error with advice.</summary>
/// <param name="thing">What one is called.</param>
/// <param name="folder">Where descriptors of the kind are kept.</param>
internal sealed class KnownNames(IReadOnlyCollection<string> known, string thing, string folder, DescriptorFindings findings)
{
    private readonly HashSet<string> _known = [.. known];

    public bool Check(string? name, LoadedDescriptor loaded, string pointer)
    {
        if (name is null || _known.Contains(name))
            return true;

        string file = folder == "apis" ? $"apis/{name}/api.yaml" : $"{folder}/{name}.yaml";
        string fix = known.Count == 0 ? $"Add {file}." : $"{Spelling.Advise(name, known, "Known")} Or add {file}.";
        findings.Error(
            $"descriptor-unknown-{thing.Replace(' ', '-').ToLowerInvariant()}", $"There is no {thing} `{name}`.", fix, loaded.PlaceOf(pointer), pointer);
        return false;
    }

    public void Check(IReadOnlyList<string> names, LoadedDescriptor loaded, string pointer)
    {
        for (int i = 0; i < names.Count; i++)
            Check(names[i], loaded, JsonPointer.Append(pointer, i));
    }
}
