using ApiGovernance.OpenApi.Documents;
using ApiGovernance.Protocol.Descriptors.Reading;

namespace ApiGovernance.Protocol.Descriptors.Rules;

/// <summary>The versions that an API names are its own, and can answer.</summary>
internal static class VersionRules
{
    public static void Check(Estate estate, DescriptorFindings findings)
    {
        foreach ((ApiDescriptor api, LoadedDescriptor loaded) in estate.Of<ApiDescriptor>())
        {
            string[] names = [.. api.Spec.Versions.Select(v => v.Name)];
            CheckDefault(api, names, loaded, findings);
            for (int i = 0; i < api.Spec.Versions.Count; i++)
                CheckSuccessor(api.Spec.Versions[i], names, loaded, JsonPointer.Append("/spec/versions", i) + "/successor", findings);
        }
    }

    public static string Advise(string name, IReadOnlyCollection<string> versions) =>
        versions.Count == 0 ? "It has no other version yet." : Spelling.Advise(name, versions, "Its versions");

    private static void CheckDefault(ApiDescriptor api, string[] names, LoadedDescriptor loaded, DescriptorFindings findings)
    {
        // An API that is registered before its first contract names a version that is still to come.
        const string pointer = "/spec/versioning/default";
        if (api.Spec.Versioning.Default is not { } name || names.Length == 0)
            return;
        if (api.Spec.Versions.FirstOrDefault(v => v.Name == name) is not { } version)
        {
            findings.Error(
                "descriptor-unknown-version", $"`spec.versioning.default` is `{name}`, and API `{api.Name}` has no such version.",
                Advise(name, names), loaded.PlaceOf(pointer), pointer);
        }
        else if (version.Stage is ApiStage.Design or ApiStage.Development or ApiStage.Retired)
        {
            findings.Error(
                "descriptor-default-version", $"`spec.versioning.default` is `{name}`, which is {Word(version.Stage)} and answers no call.",
                "Name a version in stage preview, active or deprecated.", loaded.PlaceOf(pointer), pointer);
        }
    }

    private static void CheckSuccessor(
        ApiVersionSpec version, string[] names, LoadedDescriptor loaded, string pointer, DescriptorFindings findings)
    {
        if (version.Successor is not { } successor)
            return;
        if (successor == version.Name)
        {
            findings.Error(
                "descriptor-successor", $"Version `{version.Name}` is its own successor.", "Name the version that takes its place.",
                loaded.PlaceOf(pointer), pointer);
        }
        else if (!names.Contains(successor))
        {
            findings.Error(
                "descriptor-unknown-version", $"The successor of version `{version.Name}` is `{successor}`, which is no version of this API.",
                Advise(successor, [.. names.Where(n => n != version.Name)]), loaded.PlaceOf(pointer), pointer);
        }
    }

    private static string Word(ApiStage stage) => stage switch
    {
        ApiStage.Design => "in design",
        ApiStage.Development => "in development",
        _ => "retired",
    };
}
