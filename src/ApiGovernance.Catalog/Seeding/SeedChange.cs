using ApiGovernance.Catalog.Access;
using ApiGovernance.Catalog.Audit;
using ApiGovernance.Catalog.Storage;
using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.Catalog.Seeding;

/// <summary>What one reading of the folder would change, collected.</summary>
internal sealed class SeedChange(DateTimeOffset now)
{
    private readonly List<AuditNote> _audit = [];
    private readonly List<CatalogChange> _accepted = [];

    public List<StoredDescriptor> Descriptors { get; } = [];

    public List<StoredApi> Apis { get; } = [];

    public List<StoredVersion> Versions { get; } = [];


    public List<Finding> Findings { get; } = [];

    public DateTimeOffset Now => now;

    public int Audited => _audit.Count;

    /// <param name="before">The record as it was, as JSON; null when it is new.</param>
    public void Note(string action, string what, string? before, string? after, string detail = "") =>
        _audit.Add(new AuditNote(now, CatalogActor.Folder, action, what) { Detail = detail, Before = before, After = after });

    /// <summary>What comes with a contract that is accepted; its version is added apart.</summary>
    public void Add(CatalogChange accepted) => _accepted.Add(accepted);

    public CatalogChange ToChange() => new()
    {
        Descriptors = Descriptors,
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
