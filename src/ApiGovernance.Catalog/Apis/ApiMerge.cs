using ApiGovernance.Catalog.Storage;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.Protocol.Descriptors;

namespace ApiGovernance.Catalog.Apis;

/// <summary>
/// A put API descriptor over the one that is registered: it changes the API and how its versions are reached, never where a version is
/// in its life. Versions that it does not name stay.
/// </summary>
internal static class ApiMerge
{
    public static (StoredApi? Api, IReadOnlyList<Finding> Errors) Of(StoredApi? stored, ApiDescriptor proposed, LoadedDescriptor loaded)
    {
        List<StoredVersion> versions = [.. stored?.Versions ?? []];
        List<Finding> errors = [];
        for (int i = 0; i < proposed.Spec.Versions.Count; i++)
        {
            ApiVersionSpec spec = proposed.Spec.Versions[i];
            int at = versions.FindIndex(version => version.Name == spec.Name);
            if (at < 0 && spec.Stage > ApiStage.Development)
            {
                errors.Add(Error(loaded, i, $"Version `{spec.Name}` is new and cannot begin in stage {StageNames.Of(spec.Stage)}.",
                    $"Register it as design or development, or leave it out and submit its contract with ?stage={StageNames.Of(spec.Stage)}."));
            }
            else if (at < 0)
            {
                versions.Add(new StoredVersion(proposed.Name, spec, null, null, 0, VersionSeeds.None));
            }
            else if (!SameLife(versions[at].Spec, spec))
            {
                errors.Add(Error(
                    loaded, i, $"Version `{spec.Name}` is {Life(versions[at].Spec)}; the descriptor says {Life(spec)}.",
                    "Use promote, deprecate or retire; then put what the catalog has."));
            }
            else
            {
                versions[at] = versions[at] with { Spec = spec };
            }
        }

        ApiDescriptor alone = proposed with { Spec = proposed.Spec with { Versions = [] } };
        return errors.Count > 0 ? (null, errors) : (new StoredApi(alone, stored?.SeedHash, versions), []);
    }

    private static bool SameLife(ApiVersionSpec one, ApiVersionSpec other) =>
        (one.Stage, one.DeprecatedOn, one.Sunset, one.Successor) == (other.Stage, other.DeprecatedOn, other.Sunset, other.Successor);

    private static string Life(ApiVersionSpec version) =>
        StageNames.Of(version.Stage)
        + (version.Sunset is { } sunset ? $" until {sunset:yyyy-MM-dd}" : "")
        + (version.Successor is { } successor ? $", followed by {successor}" : "");

    private static Finding Error(LoadedDescriptor loaded, int index, string message, string fix)
    {
        string pointer = $"/spec/versions/{index}/stage";
        return CatalogFindings.Catalog("descriptor-lifecycle", message, fix, loaded.PlaceOf(pointer), pointer);
    }
}
