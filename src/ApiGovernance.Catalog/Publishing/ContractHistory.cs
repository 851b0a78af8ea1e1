using System.Collections.Concurrent;
using ApiGovernance.Catalog.Storage;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.Protocol.CatalogApi;
using ApiGovernance.Protocol.Descriptors;
using ApiGovernance.Protocol.Snapshots;

namespace ApiGovernance.Catalog.Publishing;

/// <summary>
/// Which contracts of a version the one in force can stand in for. Revisions never change, so they are read again only when the version
/// has another contract.
/// </summary>
internal sealed class ContractHistory(ICatalogStore store)
{
    /// <summary>Callers that keep to an older one than this are told that it does not exist.</summary>
    private const int MostRevisions = 200;

    private readonly ConcurrentDictionary<string, (int Revision, IReadOnlyList<EarlierContract> Earlier)> _known = new(StringComparer.Ordinal);

    public async Task<IReadOnlyDictionary<string, IReadOnlyList<EarlierContract>>> OfAsync(CatalogState state, CancellationToken cancellationToken)
    {
        Dictionary<string, IReadOnlyList<EarlierContract>> found = new(StringComparer.Ordinal);
        foreach (StoredVersion version in state.Apis.SelectMany(api => api.Versions))
        {
            if (version.Revision < 2 || version.Spec.Stage < ApiStage.Preview)
                continue;
            if (!_known.TryGetValue(version.Key, out var known) || known.Revision != version.Revision)
            {
                known = (version.Revision, Earlier(await store.ReadRevisionsAsync(version.Api, version.Name, null, MostRevisions, cancellationToken)));
                _known[version.Key] = known;
            }

            found[version.Key] = known.Earlier;
        }

        return found;
    }

    /// <param name="revisions">Newest first; the first is in force.</param>
    internal static IReadOnlyList<EarlierContract> Earlier(IReadOnlyList<StoredRevision> revisions)
    {
        // What holds from step to step holds over all of them: a message that each contract takes is taken by the last.
        List<EarlierContract> earlier = [];
        bool compatible = true;
        for (int i = 1; i < revisions.Count; i++)
        {
            compatible &= IsProven(revisions[i - 1]);
            string version = revisions[i].ContractVersion;
            if (version == revisions[0].ContractVersion)
                continue;
            // The same number twice: only what holds for both is promised.
            int same = earlier.FindIndex(contract => contract.Version == version);
            if (same < 0)
                earlier.Add(new EarlierContract(version, compatible));
            else
                earlier[same] = new EarlierContract(version, compatible);
        }

        return earlier;
    }

    /// <summary>The policy and waivers say how much a change weighs; what it does to callers is a fact beside that.</summary>
    private static bool IsProven(StoredRevision revision) =>
        DescriptorJson.Read<CatalogFinding[]>(revision.Changes).All(change => change.Compatibility is null or ChangeCompatibility.Compatible);
}
