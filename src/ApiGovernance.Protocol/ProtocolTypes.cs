using System.Text.Json;
using System.Text.Json.Serialization;
using ApiGovernance.Protocol.Acknowledgements;
using ApiGovernance.Protocol.CatalogApi;
using ApiGovernance.Protocol.Decisions;
using ApiGovernance.Protocol.Descriptors;
using ApiGovernance.Protocol.Snapshots;
using ApiGovernance.Protocol.Usage;

namespace ApiGovernance.Protocol;

/// <summary>
/// What is exchanged with the catalog, described when this is built: a native build has no reflection to find it out at run time.
/// </summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(ApiConformance))]
[JsonSerializable(typeof(ApiOverlaps))]
[JsonSerializable(typeof(ApiStage))]
[JsonSerializable(typeof(ApiVersionSummary))]
[JsonSerializable(typeof(ApprovalRequest))]
[JsonSerializable(typeof(ApproveSubscriptionRequest))]
[JsonSerializable(typeof(AuditEntry))]
[JsonSerializable(typeof(CatalogPage<ApiSummary>))]
[JsonSerializable(typeof(CatalogPage<ApiVersionSummary>))]
[JsonSerializable(typeof(CatalogPage<AuditEntry>))]
[JsonSerializable(typeof(CatalogPage<BackendConformance>))]
[JsonSerializable(typeof(CatalogPage<ContractRevision>))]
[JsonSerializable(typeof(CatalogPage<GatewayStatus>))]
[JsonSerializable(typeof(CatalogPage<JsonElement>))]
[JsonSerializable(typeof(CatalogPage<KeyEntry>))]
[JsonSerializable(typeof(CatalogPage<Rollout>))]
[JsonSerializable(typeof(CatalogPage<SubscriptionSummary>))]
[JsonSerializable(typeof(CatalogPage<UnregisteredCalls>))]
[JsonSerializable(typeof(CatalogPage<UsageRow>))]
[JsonSerializable(typeof(CatalogPage<VerdictEntry>))]
[JsonSerializable(typeof(CatalogPage<WaiverSummary>))]
[JsonSerializable(typeof(CatalogPlan))]
[JsonSerializable(typeof(CatalogProblem))]
[JsonSerializable(typeof(ContractRevision))]
[JsonSerializable(typeof(ContractVerdict))]
[JsonSerializable(typeof(CreateKeyRequest))]
[JsonSerializable(typeof(DecisionAnswer))]
[JsonSerializable(typeof(DecisionLookup))]
[JsonSerializable(typeof(DecisionQuestions))]
[JsonSerializable(typeof(DeprecateRequest))]
[JsonSerializable(typeof(FolderRequest))]
[JsonSerializable(typeof(IReadOnlyList<CatalogFinding>))]
[JsonSerializable(typeof(IReadOnlyList<SampledFields>))]
[JsonSerializable(typeof(ImpactReport))]
[JsonSerializable(typeof(IssuedKey))]
[JsonSerializable(typeof(JsonDocument))]
[JsonSerializable(typeof(OverlapChoice))]
[JsonSerializable(typeof(PromoteRequest))]
[JsonSerializable(typeof(ReleaseReport))]
[JsonSerializable(typeof(ReplayedVerdict))]
[JsonSerializable(typeof(RetireRequest))]
[JsonSerializable(typeof(Rollout))]
[JsonSerializable(typeof(RotateKeyRequest))]
[JsonSerializable(typeof(SchemaSummary))]
[JsonSerializable(typeof(SearchPage))]
[JsonSerializable(typeof(SnapshotAcknowledgement))]
[JsonSerializable(typeof(SnapshotManifest))]
[JsonSerializable(typeof(SnapshotPartReference[]))]
[JsonSerializable(typeof(SubscribeRequest))]
[JsonSerializable(typeof(SubscriptionDecisionRequest))]
[JsonSerializable(typeof(SubscriptionSummary))]
[JsonSerializable(typeof(UsageReport))]
[JsonSerializable(typeof(Visibility))]
[JsonSerializable(typeof(WebhookDeliveries))]
[JsonSerializable(typeof(WebhookDelivery))]
[JsonSerializable(typeof(WebhookEntry))]
[JsonSerializable(typeof(WebhookRequest))]
internal sealed partial class ProtocolTypes : JsonSerializerContext;
