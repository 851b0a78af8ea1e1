using ApiGovernance.Catalog.Access;
using ApiGovernance.Catalog.Apis;
using ApiGovernance.Catalog.Audit;
using ApiGovernance.Catalog.Governance;
using ApiGovernance.Catalog.Lifecycle;
using ApiGovernance.Catalog.Storage;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.Protocol.CatalogApi;
using ApiGovernance.Protocol.Descriptors;

namespace ApiGovernance.Catalog.Seeding;

/// <param name="Place">Where the descriptor names it.</param>
/// <param name="All">All versions of the API as they will be: a successor may be new in the same folder.</param>
internal sealed record FolderVersion(
    ApiVersionSpec Spec, DocumentBundle? Contract, SourceSpan Place, string Pointer, IReadOnlyList<ApiVersionSpec> All)
{
    /// <summary>What is in a folder that the control plane reads itself was reviewed where it is kept; false: policies may ask for approval.</summary>
    public bool IsReviewed { get; init; } = true;

    /// <summary>Everything is compared with what is registered; false: only what changed in the folder since it was last applied.</summary>
    public bool ComparesAll { get; init; }
}

/// <summary>
/// Applies one version of the folder: how it is reached, where it is in its life, and its contract, each only when that part changed
/// in the folder. Contracts pass the gate and stages the table, as over HTTP.
/// </summary>
internal sealed class VersionSeeding(ContractGate gate, LifecycleService lifecycle, PolicySet policies)
{
    public async Task ApplyAsync(CatalogState state, StoredApi api, FolderVersion folder, SeedChange change, CancellationToken cancellationToken)
    {
        StoredVersion? stored = api.Find(folder.Spec.Name);
        StoredVersion next = stored ?? new StoredVersion(api.Name, folder.Spec, null, null, 0, VersionSeeds.None);
        VersionSeeds seeds = SeedsOf(folder);
        if (folder.ComparesAll || next.Seeds.Traffic != seeds.Traffic)
            next = next with { Spec = WithTraffic(next.Spec, folder.Spec) };
        if (stored is not null && (folder.ComparesAll || next.Seeds.Lifecycle != seeds.Lifecycle))
            next = next with { Spec = await MoveAsync(state, api, next, folder, change, cancellationToken) };
        if (folder.Contract is { } bundle && (folder.ComparesAll || next.Seeds.Contract != seeds.Contract))
            next = await ContractAsync(state, next, folder, bundle, change, cancellationToken);

        next = next with { Seeds = seeds };
        if (next == stored)
            return;
        change.Versions.Add(next);
        change.Note(
            "seeded", $"Api/{next.Key}", stored is null ? null : AuditText.Of(stored), AuditText.Of(next), $"{StageNames.Of(next.Spec.Stage)}, contract {next.ContractVersion}");
    }

    private async Task<ApiVersionSpec> MoveAsync(
        CatalogState state, StoredApi api, StoredVersion current, FolderVersion folder, SeedChange change, CancellationToken cancellationToken)
    {
        ApiVersionSpec wanted = folder.Spec;
        StoredVersion at = current;
        // Several steps may have been merged since the last start; each is asked for.
        while (at.Spec.Stage != wanted.Stage || (wanted.Stage == ApiStage.Deprecated && at.Spec.Sunset != wanted.Sunset))
        {
            ApiStage to = policies.LifecycleFor(api.Whole).Transitions.Any(step => step.From == at.Spec.Stage && step.To == wanted.Stage) || wanted.Stage < at.Spec.Stage
                ? wanted.Stage
                : at.Spec.Stage + 1;
            WantedStep step = new(api.Name, wanted.Name, to, change.Actor)
            {
                DeprecatedOn = wanted.DeprecatedOn,
                Sunset = wanted.Sunset,
                Successor = wanted.Successor,
                Documentation = wanted.Documentation,
            };
            TransitionRequest request = await lifecycle.RequestAsync(state, api, at, step, null, cancellationToken);
            // The gate judges the folder's contract on its own, right after this, and the folder's teams are registered in the same change.
            TransitionOutcome outcome = LifecycleTransitions.Apply(
                request with { HasContract = folder.Contract is not null, HasOwner = true, Versions = folder.All });
            if (outcome.Version is not { } spec)
            {
                change.Findings.AddRange(outcome.Refusals.Select(refusal => refusal with { Api = api.Name, Source = folder.Place, Pointer = folder.Pointer }));
                return current.Spec;
            }

            at = at with { Spec = spec };
        }

        return at.Spec with
        {
            DeprecatedOn = wanted.DeprecatedOn ?? at.Spec.DeprecatedOn,
            Successor = wanted.Successor,
            Documentation = wanted.Documentation,
        };
    }

    private async Task<StoredVersion> ContractAsync(
        CatalogState state, StoredVersion version, FolderVersion folder, DocumentBundle bundle, SeedChange change, CancellationToken cancellationToken)
    {
        if (GovernanceGate.HashOf(bundle.ToSingleDocument()) == version.ContractHash)
            return version;
        JudgedQuestion question = await gate.InputAsync(
            state, new GateQuestion(version.Api, version.Name, version.Spec.Stage, version.ContractHash, bundle, change.Actor.Name), cancellationToken);
        if (folder.IsReviewed)
            question = question with { Input = question.Input with { IsReviewed = true } };
        Verdict verdict = GovernanceGate.Judge(question.Input);
        if (verdict.Outcome == VerdictOutcome.NeedsApproval)
        {
            change.Findings.Add(CatalogFindings.Policy(
                "contract-needs-approval", $"{version.Key}: {verdict.Summary}", "Submit it on its own and have it approved; then apply the folder.", folder.Place, folder.Pointer) with
            { Api = version.Api });
            return version;
        }

        if (verdict.Outcome != VerdictOutcome.Pass)
        {
            change.Findings.AddRange(verdict.Blocking.Select(finding => finding with { Severity = Severity.Error }));
            return version;
        }

        ContractVerdict view = verdict.ToContractVerdict(version.Api, version.Name, version.Spec.Stage, change.Now) with { SubmittedBy = change.Actor.Name };
        (CatalogChange accepted, StoredVersion next, _) = ContractAcceptance.InForce(state, version, question, verdict, view, change.Actor.Name);
        change.Add(accepted);
        return next;
    }

    private static ApiVersionSpec WithTraffic(ApiVersionSpec current, ApiVersionSpec folder) => current with
    {
        Contract = folder.Contract,
        UpstreamPath = folder.UpstreamPath,
        RequestValidation = folder.RequestValidation,
        ResponseValidation = folder.ResponseValidation,
        Backend = folder.Backend,
        ReleasedOn = folder.ReleasedOn,
        Canary = Kept(current.Canary, folder.Canary),
        Shadow = Kept(current.Shadow, folder.Shadow),
        BrownOuts = Kept(current.BrownOuts, folder.BrownOuts)!,
    };

    /// <summary>Records compare their lists by reference: what says the same stays the same object.</summary>
    private static T? Kept<T>(T? current, T? folder)
        where T : class =>
        current is not null && folder is not null && DescriptorJson.Hash(current) == DescriptorJson.Hash(folder) ? current : folder;

    private static VersionSeeds SeedsOf(FolderVersion folder)
    {
        ApiVersionSpec spec = folder.Spec;
        return new VersionSeeds(
            DescriptorJson.Hash(new
            {
                spec.Contract,
                spec.UpstreamPath,
                spec.RequestValidation,
                spec.ResponseValidation,
                spec.Backend,
                spec.ReleasedOn,
                spec.Canary,
                spec.Shadow,
                // What is not there leaves the hash as it was before it could be.
                BrownOuts = spec.BrownOuts.Count == 0 ? null : spec.BrownOuts,
            }),
            DescriptorJson.Hash(new { spec.Stage, spec.DeprecatedOn, spec.Sunset, spec.Successor, spec.Documentation }),
            folder.Contract is { } contract ? GovernanceGate.HashOf(contract.ToSingleDocument()) : null);
    }
}
