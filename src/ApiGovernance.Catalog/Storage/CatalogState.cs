using System.Diagnostics.CodeAnalysis;
using ApiGovernance.Protocol.Descriptors;

namespace ApiGovernance.Catalog.Storage;

/// <summary>Everything that is registered, as it was at one moment. Immutable; readers never wait for a writer.</summary>
internal sealed record CatalogState
{
    private Dictionary<(string Kind, string Name), StoredDescriptor>? _descriptors;
    private Dictionary<string, StoredApi>? _apis;

    public CatalogState()
    {
    }

    // A copy is made to be changed: it must not take the look-ups along.
    [SetsRequiredMembers]
    private CatalogState(CatalogState original)
    {
        Number = original.Number;
        Descriptors = original.Descriptors;
        Apis = original.Apis;
        Secrets = original.Secrets;
    }

    public static CatalogState Empty { get; } = new() { Descriptors = [], Apis = [] };

    /// <summary>Rises with every change.</summary>
    public long Number { get; init; }

    /// <summary>Teams, back ends, consumers, plans, canonical entities and the other small records, by kind and name.</summary>
    public required IReadOnlyList<StoredDescriptor> Descriptors { get; init; }

    /// <summary>By name.</summary>
    public required IReadOnlyList<StoredApi> Apis { get; init; }

    /// <summary>The consumers' API keys, revoked and expired ones included, by id.</summary>
    public IReadOnlyList<StoredSecret> Secrets { get; init; } = [];

    /// <summary>All descriptors of a kind, by name.</summary>
    public IEnumerable<T> Of<T>()
        where T : Descriptor =>
        Descriptors.Select(stored => stored.Descriptor).OfType<T>();

    public StoredDescriptor? Find(string kind, string name) =>
        (_descriptors ??= Descriptors.ToDictionary(stored => (stored.Descriptor.Kind, stored.Descriptor.Name))).GetValueOrDefault((kind, name));

    public StoredApi? FindApi(string name) =>
        (_apis ??= Apis.ToDictionary(api => api.Name, StringComparer.Ordinal)).GetValueOrDefault(name);
}

/// <param name="SeedHash">Hash of the descriptor as the folder had it when it was last applied; null when it never came from there.</param>
internal sealed record StoredDescriptor(Descriptor Descriptor, string? SeedHash)
{
    private string? _etag;

    // A copy is made to be changed: it must not take the tag along.
    private StoredDescriptor(StoredDescriptor original) =>
        (Descriptor, SeedHash, DocumentHash) = (original.Descriptor, original.SeedHash, original.DocumentHash);

    /// <summary>Changes with the descriptor; without quotes.</summary>
    public string ETag => _etag ??= DescriptorJson.Hash(Descriptor);

    /// <summary>The schema of an entity or an event, by its hash among the contracts; null when none was given.</summary>
    public string? DocumentHash { get; init; }
}

/// <summary>An API with its versions.</summary>
/// <param name="Descriptor">Without versions: each is a record of its own.</param>
/// <param name="Versions">In the order in which they were added.</param>
internal sealed record StoredApi(ApiDescriptor Descriptor, string? SeedHash, IReadOnlyList<StoredVersion> Versions)
{
    private string? _etag;

    // A copy is made to be changed: it must not take the tag along.
    private StoredApi(StoredApi original) =>
        (Descriptor, SeedHash, Versions) = (original.Descriptor, original.SeedHash, original.Versions);

    public string Name => Descriptor.Name;

    public string ETag => _etag ??= DescriptorJson.Hash(Whole);

    /// <summary>The descriptor as it is kept: versions are records of their own.</summary>
    public ApiDescriptor Alone => Descriptor.Spec.Versions.Count == 0 ? Descriptor : Descriptor with { Spec = Descriptor.Spec with { Versions = [] } };

    /// <summary>The descriptor with its versions as they are now.</summary>
    public ApiDescriptor Whole => Descriptor with
    {
        Spec = Descriptor.Spec with { Versions = [.. Versions.Select(version => version.Spec)] },
    };

    public StoredVersion? Find(string version) => Versions.FirstOrDefault(stored => stored.Name == version);
}

/// <param name="ContractHash">The contract in force; null until one was accepted.</param>
/// <param name="ContractVersion">Its <c>info.version</c>.</param>
/// <param name="Revision">How many contracts have been in force.</param>
internal sealed record StoredVersion(
    string Api, ApiVersionSpec Spec, string? ContractHash, string? ContractVersion, int Revision, VersionSeeds Seeds)
{
    public string Name => Spec.Name;

    public string Key => $"{Api}/{Name}";

    /// <summary>Changes with what is told of the version; without quotes.</summary>
    public string ETag => DescriptorJson.Hash(new VersionTagged(Spec, ContractHash, Revision));

    private sealed record VersionTagged(ApiVersionSpec Spec, string? ContractHash, int Revision);
}

/// <summary>
/// Hashes of what the folder said when it was last applied, one for each thing that is changed on its own: a promotion over HTTP is
/// not undone because a contract changed in the folder.
/// </summary>
internal sealed record VersionSeeds(string? Traffic, string? Lifecycle, string? Contract)
{
    public static VersionSeeds None { get; } = new(null, null, null);
}
