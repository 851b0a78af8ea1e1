using ApiGovernance.Catalog.Governance;
using ApiGovernance.Catalog.Storage;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Model;
using ApiGovernance.Protocol.Descriptors;

namespace ApiGovernance.Catalog.Apis;

/// <summary>Brings the gate what it looks at: the contract in force and who was seen calling.</summary>
internal sealed class ContractGate(CatalogRegistry registry, ICatalogStore store, PolicySet policies, TimeProvider clock)
{
    /// <summary>Callers that come once a quarter are seen; callers of last year are not.</summary>
    private const int UsageDays = 92;

    public async Task<Verdict> JudgeAsync(
        string api, string version, ApiStage stage, string? baselineHash, DocumentBundle revision, CancellationToken cancellationToken)
    {
        DateOnly today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        ApiContract? baseline = baselineHash is null ? null : await ReadAsync(baselineHash, cancellationToken);
        ObservedUsage usage = baseline is null
            ? ObservedUsage.None
            : await store.ReadUsageAsync(api, version, today.AddDays(-UsageDays), cancellationToken);
        return GovernanceGate.Judge(new GateInput
        {
            Api = api,
            Version = version,
            Visibility = registry.Current.FindApi(api)?.Descriptor.Spec.Visibility,
            Stage = stage,
            Baseline = baseline,
            Revision = revision,
            Policies = policies,
            Usage = usage.Rows,
            UsageAsOf = usage.AsOf,
            Today = today,
        });
    }

    /// <summary>A contract of the store as a bundle; what is there was readable when it was accepted.</summary>
    public async Task<ApiContract> ReadAsync(string hash, CancellationToken cancellationToken)
    {
        StoredContract? stored = await store.ReadContractAsync(hash, cancellationToken);
        return stored is null ? throw Lost(hash)
            : ContractReader.FromBytes("openapi.json", stored.Document).Contract ?? throw Lost(hash);
    }

    // Without the contract in force nothing can be compared, and what is not compared is not let through.
    private static CatalogStorageException Lost(string hash) =>
        new("catalog.db", $"the contract {hash} that is in force cannot be read from the store.", "Restore a backup of the data folder.");
}
