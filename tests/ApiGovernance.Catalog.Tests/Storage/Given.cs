using System.Security.Cryptography;
using System.Text;
using ApiGovernance.Catalog.Access;
using ApiGovernance.Catalog.Audit;
using ApiGovernance.Catalog.Storage;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.Protocol.CatalogApi;
using ApiGovernance.Protocol.Descriptors;
using ApiGovernance.Protocol.Snapshots;

namespace ApiGovernance.Catalog.Tests.Storage;

/// <summary>Records as the catalog's services hand them to the store.</summary>
internal static class Given
{
    /// <summary>What databases stumble over: four-byte characters, combining marks, right-to-left, quotes, patterns, line ends, spaces.</summary>
    public const string Nasty = "Grüße 🚚 e\u0301 עברית \"' ; -- %_!\\ \r\n\t end ";

    public static DateTimeOffset At { get; } = new(new DateTime(2026, 11, 23, 12, 0, 0, DateTimeKind.Utc).AddTicks(1234567));

    public static StoredDescriptor Team(string name, string? title = null, string? seed = null)
    {
        Descriptor team = Read(Texts.Team(name));
        return new StoredDescriptor(team with { Metadata = team.Metadata with { Title = title } }, seed);
    }

    public static StoredDescriptor Consumer(string name) => new(Read(Texts.Consumer(name, "orders", name)), null);

    public static StoredApi Api(string name, string? title = null, string? seed = null)
    {
        Descriptor api = Read(Texts.Api(name, $"/sales/{name}"));
        return new StoredApi((ApiDescriptor)api with { Metadata = api.Metadata with { Title = title } }, seed, []);
    }

    public static StoredVersion Version(string api, string name, StoredContract? contract = null, int revision = 0) => new(
        api,
        new ApiVersionSpec { Name = name, Stage = ApiStage.Active, Contract = $"{name}/openapi.yaml" },
        contract?.Hash,
        contract?.InfoVersion,
        revision,
        new VersionSeeds("traffic", null, contract?.Hash));

    public static StoredContract Contract(string text, string version = "1.0.0") => Contract(Encoding.UTF8.GetBytes(text), version);

    public static StoredContract Contract(byte[] document, string version = "1.0.0") =>
        new(SnapshotHash.OfPart(document), document, [.. document, (byte)'\n'], "application/yaml", version);

    public static StoredVerdict Verdict(string api, string version, string summary, string outcome = "pass") => new(
        new ContractVerdict(outcome, api, version, ApiStage.Active, summary, At)
        {
            Evidence = new VerdictEvidence(Hash("document"), null, Hash("policies"), At, "minor", "1.1.0"),
        },
        $"{{\"of\": \"{summary}\"}}");

    public static AuditNote Note(string action, string what, string actor = "alice") =>
        new(At, new CatalogActor(actor) { Origin = "10.0.0.1" }, action, what) { Detail = Nasty };

    public static StoredSecret Secret(string id, string consumer = "storefront") => new(id, consumer, Nasty, [1, 0, 255], [0, 2, 0], At, "alice");

    /// <summary>A catalog with one API of one version in force, decided on the empty one.</summary>
    public static CatalogChange Orders(StoredContract contract) => new()
    {
        BasedOn = 1,
        Descriptors = [Team("sales")],
        Apis = [Api("orders")],
        Versions = [Version("orders", "v1", contract, 1)],
        Contracts = [contract],
        Revisions = [Revision("orders", "v1", 1, contract)],
        Verdicts = [Verdict("orders", "v1", "Passed.")],
        Audit = [Note("contract-accepted", "Api/orders/v1")],
    };

    public static StoredRevision Revision(string api, string version, int revision, StoredContract contract) =>
        new(api, version, revision, contract.Hash, contract.InfoVersion, At, "alice", "first", "[]");

    public static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static Descriptor Read(string yaml) =>
        DescriptorReader.Read(DocumentReader.Read("given.yaml", Encoding.UTF8.GetBytes(yaml)), allowNoVersions: true).Descriptor.ShouldNotBeNull();
}
