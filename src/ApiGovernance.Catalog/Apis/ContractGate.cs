using ApiGovernance.Catalog.Canonical;
using ApiGovernance.Catalog.Canonical.Overlap;
using ApiGovernance.Catalog.Governance;
using ApiGovernance.Catalog.Storage;
using ApiGovernance.Catalog.Usage;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Model;
using ApiGovernance.Protocol.Descriptors;

namespace ApiGovernance.Catalog.Apis;

/// <param name="BaselineHash">The contract in force; null when there is none.</param>
/// <param name="Submitter">Whose own approval does not count; null when it is nobody's proposal (a step of a version).</param>
internal sealed record GateQuestion(
    string Api, string Version, ApiStage Stage, string? BaselineHash, DocumentBundle Revision, string? Submitter);

/// <summary>What the gate looks at, and the canonical entities that its model was compiled from.</summary>
internal sealed record JudgedQuestion(GateInput Input, IReadOnlyList<CanonicalSource> Canonical);

/// <summary>Brings the gate what it looks at: the contract in force, the estate, who was seen calling, who approved.</summary>
internal sealed class ContractGate(
    CatalogRegistry registry, ICatalogStore store, PolicySet policies, OverlapEstate estate, CanonicalModels models, TimeProvider clock)
{
    /// <summary>Callers that come once a quarter are seen; callers of last year are not.</summary>
    public const int UsageDays = 92;

    public async Task<JudgedQuestion> InputAsync(CatalogState state, GateQuestion question, CancellationToken cancellationToken)
    {
        DateOnly today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        ApiContract? baseline = question.BaselineHash is null ? null : await ReadAsync(question.BaselineHash, cancellationToken);
        ImpactInput? callers = baseline is null ? null : await CallersAsync(state, question, cancellationToken);
        CanonicalSources canonical = await models.OfAsync(state, cancellationToken);
        ContractReviews reviews = policies.Gate.Approvals.Count == 0
            ? ContractReviews.None
            : await ContractReviews.ReadAsync(
                store, question.Api, question.Version, GovernanceGate.HashOf(question.Revision.ToSingleDocument()), cancellationToken);
        ApiDescriptor? descriptor = state.FindApi(question.Api)?.Whole;
        GateInput input = new()
        {
            Api = question.Api,
            Version = question.Version,
            Descriptor = descriptor,
            Visibility = descriptor?.Spec.Visibility,
            Stage = question.Stage,
            Baseline = baseline,
            Revision = question.Revision,
            Policies = policies,
            Waivers = CatalogWaivers.Of(state, policies),
            Overlap = await estate.InputAsync(state, cancellationToken),
            Approvals = reviews.ForGate(),
            Submitter = question.Submitter,
            Canonical = canonical.Entities.Count == 0 ? null : canonical.Model,
            Callers = callers,
            Today = today,
        };
        return new JudgedQuestion(input, canonical.Entities);
    }

    public async Task<Verdict> JudgeAsync(GateQuestion question, CancellationToken cancellationToken) =>
        GovernanceGate.Judge((await InputAsync(registry.Current, question, cancellationToken)).Input);

    private async Task<ImpactInput> CallersAsync(CatalogState state, GateQuestion question, CancellationToken cancellationToken)
    {
        DateTimeOffset now = clock.GetUtcNow();
        // A policy may ask further back than callers are told of.
        int days = Math.Max(UsageDays, policies.Compatibility.UnusedBreaks?.AfterDays ?? 0);
        DateOnly since = DateOnly.FromDateTime(now.UtcDateTime).AddDays(-days);
        ObservedUsage usage = await store.ReadUsageAsync(question.Api, question.Version, since, cancellationToken);
        return await CallerReading.ReadAsync(
            store, state, (question.Api, question.Version), usage, policies.Compatibility.UnusedBreaks, (now, days), cancellationToken);
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
