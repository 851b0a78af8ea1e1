using ApiGovernance.Protocol.CatalogApi;
using ApiGovernance.Protocol.Descriptors;

namespace ApiGovernance.Catalog.Storage;

/// <summary>A descriptor's row, whatever the provider; for an API, its own record.</summary>
internal sealed record DescriptorRow
{
    public string Kind { get; init; } = "";

    public string Json { get; init; } = "";

    public string? SeedHash { get; init; }

    public string? DocumentHash { get; init; }

    public StoredDescriptor ToDescriptor() => new(DescriptorJson.Read(Kind, Json), SeedHash) { DocumentHash = DocumentHash };
}

/// <summary>A version's row.</summary>
internal sealed record VersionRow
{
    public string Api { get; init; } = "";

    public string Json { get; init; } = "";

    public string? ContractHash { get; init; }

    public string? ContractVersion { get; init; }

    public long Revision { get; init; }

    public string? TrafficSeed { get; init; }

    public string? LifecycleSeed { get; init; }

    public string? ContractSeed { get; init; }

    public StoredVersion ToVersion() => new(
        Api, DescriptorJson.Read<ApiVersionSpec>(Json), ContractHash, ContractVersion, (int)Revision, new VersionSeeds(TrafficSeed, LifecycleSeed, ContractSeed));
}

/// <summary>A verdict's row.</summary>
internal sealed record VerdictRow
{
    public long Id { get; init; }

    public string Json { get; init; } = "";

    public string Inputs { get; init; } = "{}";

    public ContractVerdict ToVerdict() => DescriptorJson.Read<ContractVerdict>(Json) with { Id = Id };
}

/// <summary>Everything that a state is read from, in its order.</summary>
internal sealed record StateRows(
    long Number, IEnumerable<DescriptorRow> Descriptors, IEnumerable<DescriptorRow> Apis, IEnumerable<VersionRow> Versions, IEnumerable<StoredSecret> Secrets)
{
    public CatalogState ToState()
    {
        ILookup<string, StoredVersion> byApi = Versions.Select(row => row.ToVersion()).ToLookup(version => version.Api, StringComparer.Ordinal);
        return new CatalogState
        {
            Number = Number,
            Descriptors = [.. Descriptors.Select(row => row.ToDescriptor())],
            Apis =
            [
                .. Apis.Select(row => (Descriptor: DescriptorJson.Read<ApiDescriptor>(row.Json), row.SeedHash))
                    .Select(row => new StoredApi(row.Descriptor, row.SeedHash, [.. byApi[row.Descriptor.Name]])),
            ],
            Secrets = [.. Secrets],
        };
    }
}
