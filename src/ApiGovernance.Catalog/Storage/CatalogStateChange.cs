namespace ApiGovernance.Catalog.Storage;

/// <summary>
/// What a change makes of a state, without reading it all again: exactly what the store would answer after it, in the same order.
/// Valid only when the change was decided on this very state.
/// </summary>
internal static class CatalogStateChange
{
    public static CatalogState After(this CatalogState state, CatalogChange change) => new()
    {
        Number = state.Number + 1,
        Descriptors = Descriptors(state.Descriptors, change),
        Apis = Apis(state.Apis, change),
        Secrets = Secrets(state.Secrets, change.Secrets),
    };

    private static IReadOnlyList<StoredDescriptor> Descriptors(IReadOnlyList<StoredDescriptor> before, CatalogChange change)
    {
        if (change.Descriptors.Count + change.RemovedDescriptors.Count == 0)
            return before;
        Dictionary<(string Kind, string Name), StoredDescriptor> kept = before.ToDictionary(stored => (stored.Descriptor.Kind, stored.Descriptor.Name));
        foreach ((string kind, string name) in change.RemovedDescriptors)
            kept.Remove((kind, name));
        foreach (StoredDescriptor written in change.Descriptors)
            kept[(written.Descriptor.Kind, written.Descriptor.Name)] = written;
        return
        [
            .. kept.Values.OrderBy(stored => stored.Descriptor.Kind, StringComparer.Ordinal)
                .ThenBy(stored => stored.Descriptor.Name, StringComparer.Ordinal),
        ];
    }

    private static IReadOnlyList<StoredApi> Apis(IReadOnlyList<StoredApi> before, CatalogChange change)
    {
        if (change.Apis.Count + change.RemovedApis.Count + change.Versions.Count == 0)
            return before;
        Dictionary<string, StoredApi> kept = before.ToDictionary(api => api.Name, StringComparer.Ordinal);
        foreach (string name in change.RemovedApis)
            kept.Remove(name);
        foreach (StoredApi written in change.Apis)
            kept[written.Name] = new StoredApi(written.Alone, written.SeedHash, kept.GetValueOrDefault(written.Name)?.Versions ?? []);

        foreach (IGrouping<string, StoredVersion> written in change.Versions.GroupBy(version => version.Api, StringComparer.Ordinal))
            kept[written.Key] = kept[written.Key] with { Versions = Versions(kept[written.Key].Versions, written) };
        return [.. kept.Values.OrderBy(api => api.Name, StringComparer.Ordinal)];
    }

    private static List<StoredVersion> Versions(IReadOnlyList<StoredVersion> before, IEnumerable<StoredVersion> written)
    {
        List<StoredVersion> versions = [.. before];
        foreach (StoredVersion version in written)
        {
            int at = versions.FindIndex(known => known.Name == version.Name);
            if (at < 0)
                versions.Add(version);
            else
                versions[at] = version;
        }

        return versions;
    }

    private static IReadOnlyList<StoredSecret> Secrets(IReadOnlyList<StoredSecret> before, IReadOnlyList<StoredSecret> written)
    {
        if (written.Count == 0)
            return before;
        Dictionary<string, StoredSecret> kept = before.ToDictionary(secret => secret.Id, StringComparer.Ordinal);
        foreach (StoredSecret secret in written)
        {
            // What a key is never changes, only until when it holds.
            kept[secret.Id] = kept.TryGetValue(secret.Id, out StoredSecret? known)
                ? known with { Expires = secret.Expires, Revoked = secret.Revoked }
                : secret;
        }

        return [.. kept.Values.OrderBy(secret => secret.Id, StringComparer.Ordinal)];
    }
}
