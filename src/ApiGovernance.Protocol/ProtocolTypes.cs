using System.Text.Json;
using System.Text.Json.Serialization;
using ApiGovernance.Protocol.Acknowledgements;
using ApiGovernance.Protocol.CatalogApi;
using ApiGovernance.Protocol.Snapshots;
using ApiGovernance.Protocol.Usage;

namespace ApiGovernance.Protocol;

/// <summary>
/// What is exchanged with the catalog, described when this is built: a native build has no reflection to find it out at run time.
/// </summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(IReadOnlyList<ApiSummary>))]
[JsonSerializable(typeof(IReadOnlyList<AuditEntry>))]
[JsonSerializable(typeof(IReadOnlyList<ContractVerdict>))]
[JsonSerializable(typeof(IReadOnlyList<GatewayStatus>))]
[JsonSerializable(typeof(IReadOnlyList<SampledFields>))]
[JsonSerializable(typeof(IReadOnlyList<UsageRow>))]
[JsonSerializable(typeof(ApiVersionSummary))]
[JsonSerializable(typeof(CatalogProblem))]
[JsonSerializable(typeof(ContractVerdict))]
[JsonSerializable(typeof(CreateKeyRequest))]
[JsonSerializable(typeof(DeprecateRequest))]
[JsonSerializable(typeof(IssuedKey))]
[JsonSerializable(typeof(ImpactReport))]
[JsonSerializable(typeof(JsonDocument))]
[JsonSerializable(typeof(KeyEntry))]
[JsonSerializable(typeof(KeyList))]
[JsonSerializable(typeof(PromoteRequest))]
[JsonSerializable(typeof(RetireRequest))]
[JsonSerializable(typeof(RotateKeyRequest))]
[JsonSerializable(typeof(SnapshotAcknowledgement))]
[JsonSerializable(typeof(SnapshotManifest))]
[JsonSerializable(typeof(SnapshotPartReference[]))]
[JsonSerializable(typeof(UsageReport))]
internal sealed partial class ProtocolTypes : JsonSerializerContext;
