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
            {
                CheckRelease(api, i, loaded, findings);
                CheckSuccessor(api.Spec.Versions[i], api.Spec.Versions, loaded, JsonPointer.Append("/spec/versions", i) + "/successor", findings);
            }
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
        else if (!Answers(version))
        {
            findings.Error(
                "descriptor-default-version", $"`spec.versioning.default` is `{name}`, which is {LifecycleDates.Word(version.Stage)} and answers no call.",
                "Name a version in stage preview, active or deprecated.", loaded.PlaceOf(pointer), pointer);
        }
    }

    /// <summary>A date names one version: no two are released on one day.</summary>
    private static void CheckRelease(ApiDescriptor api, int index, LoadedDescriptor loaded, DescriptorFindings findings)
    {
        ApiVersionSpec version = api.Spec.Versions[index];
        if (version.ReleasedOn is null || api.Spec.Versions.Take(index).FirstOrDefault(other => other.ReleasedOn == version.ReleasedOn) is not { } same)
            return;
        string pointer = JsonPointer.Append("/spec/versions", index) + "/releasedOn";
        findings.Error(
            "descriptor-release-date", $"Version `{version.Name}` is released on the day of `{same.Name}`: a call that names this day would mean both.",
            "Write the day on which it became active.", loaded.PlaceOf(pointer), pointer);
    }

    private static void CheckSuccessor(
        ApiVersionSpec version, IReadOnlyList<ApiVersionSpec> all, LoadedDescriptor loaded, string pointer, DescriptorFindings findings)
    {
        if (version.Successor is not { } successor)
            return;
        if (successor == version.Name)
        {
            findings.Error(
                "descriptor-successor", $"Version `{version.Name}` is its own successor.", "Name the version that takes its place.",
                loaded.PlaceOf(pointer), pointer);
        }
        else if (all.FirstOrDefault(v => v.Name == successor) is not { } next)
        {
            findings.Error(
                "descriptor-unknown-version", $"The successor of version `{version.Name}` is `{successor}`, which is no version of this API.",
                Advise(successor, [.. all.Select(v => v.Name).Where(n => n != version.Name)]), loaded.PlaceOf(pointer), pointer);
        }
        else if (version.Stage == ApiStage.Deprecated && !Answers(next))
        {
            findings.Error(
                "descriptor-successor",
                $"Version `{version.Name}` is deprecated and sends its callers to `{successor}`, which is {LifecycleDates.Word(next.Stage)} and answers no call.",
                "Name a version in stage preview, active or deprecated.", loaded.PlaceOf(pointer), pointer);
        }
        else if (Leads(next, version.Name, all))
        {
            findings.Error(
                "descriptor-successor", $"The successors of version `{version.Name}` lead back to it.", "Let the newest version have no successor.",
                loaded.PlaceOf(pointer), pointer);
        }
    }

    private static bool Answers(ApiVersionSpec version) => version.Stage is ApiStage.Preview or ApiStage.Active or ApiStage.Deprecated;

    /// <summary>Whether one comes to a version by going from successor to successor.</summary>
    private static bool Leads(ApiVersionSpec from, string to, IReadOnlyList<ApiVersionSpec> all)
    {
        ApiVersionSpec? at = from;
        for (int steps = 0; at?.Successor is { } successor && steps < all.Count; steps++)
        {
            if (successor == to)
                return true;
            at = all.FirstOrDefault(version => version.Name == successor);
        }

        return false;
    }
}
