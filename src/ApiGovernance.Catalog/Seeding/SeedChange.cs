using ApiGovernance.Catalog.Access;
using ApiGovernance.Catalog.Audit;
using ApiGovernance.Catalog.Storage;
using ApiGovernance.OpenApi.Findings;

namespace ApiGovernance.Catalog.Seeding;

/// <summary>What one reading of the folder would change, collected.</summary>
internal sealed class SeedChange(DateTimeOffset now)
{
    private readonly List<AuditNote> _audit = [];

    public List<StoredDescriptor> Descriptors { get; } = [];

    public List<StoredApi> Apis { get; } = [];

    public List<StoredVersion> Versions { get; } = [];

    public List<StoredContract> Contracts { get; } = [];

    public List<StoredVerdict> Verdicts { get; } = [];

    public List<Finding> Findings { get; } = [];

    public DateTimeOffset Now => now;

    public int Audited => _audit.Count;

    public void Note(string action, string what, string detail = "") => _audit.Add(new AuditNote(now, CatalogActor.Folder, action, what) { Detail = detail });

    public CatalogChange ToChange() => new()
    {
        Descriptors = Descriptors,
        Apis = Apis,
        Versions = Versions,
        Contracts = Contracts,
        Verdicts = Verdicts,
        Audit = _audit,
    };
}
