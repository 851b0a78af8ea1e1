using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ApiGovernance.Catalog.Access;
using ApiGovernance.Catalog.Audit;
using ApiGovernance.Catalog.Storage;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.Protocol.CatalogApi;
using ApiGovernance.Protocol.Descriptors;
using ApiGovernance.Protocol.Snapshots;
using ApiGovernance.Protocol.Usage;

namespace ApiGovernance.CrashingWriter;

/// <summary>A change of every kind of record, all of which say its number: what is half-written shows.</summary>
internal static class NumberedChange
{
    private const int DocumentBytes = 24_000;

    private const string Team =
        "apiVersion: apigovernance/v1\nkind: Team\nmetadata: {name: sales}\nspec:\n  contacts: [{type: email, value: sales@example.com}]\n";

    private const string Api =
        "apiVersion: apigovernance/v1\nkind: Api\nmetadata: {name: orders}\nspec:\n  {owner: sales, domain: sales, entity: order, visibility: internal, dataClassification: internal, backend: shop, basePath: /sales/orders, versions: []}\n";

    public static DateTimeOffset At { get; } = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    /// <summary>Decided on the state that the change before it left.</summary>
    public static CatalogChange Of(int number)
    {
        StoredContract contract = Contract(number);
        string text = Text(number);
        ApiDescriptor api = (ApiDescriptor)Titled(Api, text);
        ApiVersionSpec version = new() { Name = "v1", Stage = ApiStage.Active, Contract = "v1/openapi.yaml" };
        return new CatalogChange
        {
            BasedOn = number,
            Descriptors = [new StoredDescriptor(Titled(Team, text), text)],
            Apis = [new StoredApi(api, text, [])],
            Versions = [new StoredVersion("orders", version, contract.Hash, contract.InfoVersion, number, new VersionSeeds(text, text, text))],
            Contracts = [contract],
            Facts = [new StoredFacts(contract.Hash, "number", text)],
            Revisions = [new StoredRevision("orders", "v1", number, contract.Hash, contract.InfoVersion, At, "writer", "minor", "[]")],
            Verdicts =
            [
                new StoredVerdict(
                    new ContractVerdict("pass", "orders", "v1", ApiStage.Active, text, At)
                    {
                        Evidence = new VerdictEvidence(contract.Hash, null, "none", null, "minor", contract.InfoVersion),
                    },
                    text),
            ],
            Audit = [new AuditNote(At, new CatalogActor("writer"), "written", text), new AuditNote(At, new CatalogActor("writer"), "written too", text)],
        };
    }

    public static int LastOf(CatalogState state) => state.FindApi("orders")?.Find("v1")?.Revision ?? 0;

    public static StoredContract Contract(int number)
    {
        byte[] document = new byte[DocumentBytes];
        new Random(number).NextBytes(document);
        return new StoredContract(Convert.ToHexStringLower(SHA256.HashData(document)), document, document, "application/json", $"1.{number}.0");
    }

    public static (SnapshotManifest Manifest, IReadOnlyDictionary<string, byte[]> Parts) Snapshot(int number)
    {
        byte[][] parts = [Encoding.UTF8.GetBytes($"part {number}"), Encoding.UTF8.GetBytes($"slow part {number / 7}")];
        IEnumerable<SnapshotPartReference> references =
            parts.Select((part, i) => new SnapshotPartReference(SnapshotPartKind.ApiVersion, $"part-{i}", SnapshotHash.OfPart(part), part.Length));
        return (SnapshotHash.Manifest(references), parts.ToDictionary(part => SnapshotHash.OfPart(part)));
    }

    public static UsageReport Usage() => new(
        "gw", At.AddMinutes(-1), At,
        [new UsageCount("orders", "v1", "GET /orders", "a", 1, 0, At), new UsageCount("orders", "v1", "GET /orders", "b", 1, 0, At)]);

    public static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static Descriptor Titled(string yaml, string title)
    {
        Descriptor descriptor = DescriptorReader.Read(DocumentReader.Read("given.yaml", Encoding.UTF8.GetBytes(yaml)), allowNoVersions: true).Descriptor!;
        return descriptor with { Metadata = descriptor.Metadata with { Title = title } };
    }
}
