using ApiGovernance.Catalog.Access;
using ApiGovernance.Catalog.Audit;
using ApiGovernance.Catalog.Storage;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.Protocol.Descriptors;

namespace ApiGovernance.Catalog.Seeding;

/// <summary>What one reading of the folder would change, collected.</summary>
internal sealed class SeedChange(DateTimeOffset now, CatalogActor actor, string why = "")
{
    private readonly List<AuditNote> _audit = [];
    private readonly List<CatalogChange> _accepted = [];

    public List<StoredDescriptor> Descriptors { get; } = [];

    public List<StoredApi> Apis { get; } = [];

    public List<StoredVersion> Versions { get; } = [];

    public List<Finding> Findings { get; } = [];

    public CatalogActor Actor => actor;

    public DateTimeOffset Now => now;

    public int Audited => _audit.Count;

    /// <param name="before">The record as it was, as JSON; null when it is new.</param>
    public void Note(string action, string what, string? before, string? after, string detail = "") =>
        _audit.Add(new AuditNote(now, actor, action, what) { Why = why, Detail = detail, Before = before, After = after });

    /// <summary>What comes with a contract that is accepted; its version is added apart.</summary>
    public void Add(CatalogChange accepted) => _accepted.Add(accepted);

    /// <param name="keys">A consumer's API keys: another consumer of its name must not find them working.</param>
    public void Remove(Descriptor descriptor, IReadOnlyList<StoredSecret> keys) => _accepted.Add(new CatalogChange
    {
        RemovedApis = descriptor is ApiDescriptor ? [descriptor.Name] : [],
        RemovedDescriptors = descriptor is ApiDescriptor ? [] : [(descriptor.Kind, descriptor.Name)],
        Secrets = [.. keys.Select(key => key with { Revoked = now })],
    });

    public CatalogChange ToChange() => new()
    {
        Descriptors = Descriptors,
        RemovedDescriptors = [.. _accepted.SelectMany(change => change.RemovedDescriptors)],
        RemovedApis = [.. _accepted.SelectMany(change => change.RemovedApis)],
        Secrets = [.. _accepted.SelectMany(change => change.Secrets)],
        Apis = Apis,
        Versions = Versions,
        Contracts = [.. _accepted.SelectMany(change => change.Contracts)],
        Facts = [.. _accepted.SelectMany(change => change.Facts)],
        Revisions = [.. _accepted.SelectMany(change => change.Revisions)],
        Policies = [.. _accepted.SelectMany(change => change.Policies).DistinctBy(policies => policies.Revision)],
        Verdicts = [.. _accepted.SelectMany(change => change.Verdicts)],
        Audit = _audit,
    };
}
