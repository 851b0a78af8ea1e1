using ApiGovernance.Catalog.Access;
using ApiGovernance.Catalog.Audit;
using ApiGovernance.Catalog.Canonical.Overlap;
using ApiGovernance.Catalog.Publishing;
using ApiGovernance.Catalog.Search;
using ApiGovernance.Catalog.Storage;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.Protocol.Descriptors;

namespace ApiGovernance.Benchmarks.Catalog;

/// <summary>
/// Fills a store with many APIs, as if each had been registered and submitted one by one; the gate, whose cost is per contract and
/// measured elsewhere, is left out.
/// </summary>
internal static class ScaleCatalog
{
    private const int ApisAtOnce = 25;

    private static readonly ApiStage[] Stages = [ApiStage.Retired, ApiStage.Retired, ApiStage.Deprecated, ApiStage.Active, ApiStage.Preview];

    public static async Task FillAsync(ICatalogStore store, int apis, int versions, IReadOnlyList<ScaleContract> contracts)
    {
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        List<StoredDescriptor> records = [];
        for (int i = 0; i < 40; i++)
        {
            records.Add(Descriptor($"kind: Team\nmetadata: {{name: team-{i}}}\nspec: {{contacts: [{{type: email, value: team-{i}@example.com}}]}}"));
            records.Add(Descriptor($"kind: Backend\nmetadata: {{name: backend-{i}}}\nspec: {{owner: team-{i}, system: erp, address: 'http://backend-{i}.internal'}}"));
        }

        records.Add(Descriptor("kind: CanonicalEntity\nmetadata: {name: order}\nspec: {owner: team-0, schema: order.schema.yaml}"));
        records.Add(Descriptor("kind: Plan\nmetadata: {name: standard}\nspec: {limits: [{name: burst, requests: 100, perSeconds: 10}]}"));
        await store.ApplyAsync(new CatalogChange { Descriptors = records, Audit = [new AuditNote(now, CatalogActor.Folder, "seeded", "catalog")] }, CancellationToken.None);

        for (int first = 0; first < apis; first += ApisAtOnce)
        {
            List<StoredApi> added = [];
            List<StoredVersion> ofThem = [];
            List<StoredContract> documents = [];
            List<StoredFacts> facts = [];
            for (int i = first; i < Math.Min(first + ApisAtOnce, apis); i++)
            {
                ApiDescriptor descriptor = Api(i);
                added.Add(new StoredApi(descriptor, null, []));
                ScaleContract contract = contracts[i % contracts.Count];
                for (int v = 1; v <= versions; v++)
                {
                    StoredContract document = contract.Store($"API {i}", $"{v}.0.0");
                    documents.Add(document);
                    facts.Add(PublishingFacts.Of(document));
                    facts.Add(SearchReading.FactsOf(document.Hash, contract.Contract));
                    facts.Add(OverlapEstate.FactsOf(descriptor.Name, $"v{v}", document.Hash, contract.Contract, EntityVocabulary.Default, "order"));
                    ofThem.Add(new StoredVersion(descriptor.Name, Version(v), document.Hash, document.InfoVersion, 1, VersionSeeds.None));
                }
            }

            await store.ApplyAsync(new CatalogChange { Apis = added, Versions = ofThem, Contracts = documents, Facts = facts }, CancellationToken.None);
        }
    }

    private static ApiVersionSpec Version(int number)
    {
        ApiStage stage = Stages[(number - 1) % Stages.Length];
        return new ApiVersionSpec
        {
            Name = $"v{number}",
            Stage = stage,
            Contract = $"v{number}/openapi.yaml",
            DeprecatedOn = stage >= ApiStage.Deprecated ? new DateOnly(2026, 1, 1) : null,
            Sunset = stage >= ApiStage.Deprecated ? new DateOnly(stage == ApiStage.Retired ? 2026 : 2030, 6, 30) : null,
        };
    }

    private static ApiDescriptor Api(int number) => (ApiDescriptor)Read(
        $"kind: Api\nmetadata: {{name: api-{number}, title: API {number}}}\nspec: {{owner: team-{number % 40}, domain: domain-{number % 12}, entity: order, visibility: internal, "
        + $"dataClassification: internal, backend: backend-{number % 40}, basePath: /domain-{number % 12}/api-{number}, versions: []}}");

    private static StoredDescriptor Descriptor(string yaml) => new(Read(yaml), null);

    private static Descriptor Read(string yaml)
    {
        DescriptorReadResult read = DescriptorReader.Read(
            DocumentReader.Read("scale.yaml", System.Text.Encoding.UTF8.GetBytes("apiVersion: apigovernance/v1\n" + yaml + "\n")), allowNoVersions: true);
        return read.Descriptor ?? throw new InvalidOperationException(read.Findings[0].Message);
    }
}
