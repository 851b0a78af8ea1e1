using ApiGovernance.Catalog.Access;
using ApiGovernance.Catalog.Audit;
using ApiGovernance.Catalog.Governance;
using ApiGovernance.Catalog.Problems;
using ApiGovernance.Catalog.Storage;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.Protocol.CatalogApi;
using ApiGovernance.Protocol.Descriptors;

namespace ApiGovernance.Catalog.Apis;

/// <param name="DocumentHash">The very document that was looked at; null for the last that was proposed.</param>
/// <param name="Decision"><c>approved</c> or <c>rejected</c></param>
internal sealed record WantedApproval(string Api, string Version, string? DocumentHash, string Decision, string Comment, CatalogActor Actor);

/// <summary>
/// Takes what reviewers say of a proposed contract. With the last approval that was asked for, the contract is judged again, on what is in
/// force by then, and comes into force when it still passes.
/// </summary>
internal sealed class ContractApproval(CatalogRegistry registry, ContractSubmission submission, ICatalogStore store, TimeProvider clock)
{
    private const int VerdictsLookedAt = 200;

    public Task<Outcome<ContractVerdict>> DecideAsync(WantedApproval wanted, CancellationToken cancellationToken) =>
        registry.ChangeAsync<Outcome<ContractVerdict>>(
            async state =>
            {
                if (state.FindApi(wanted.Api) is not { } api)
                    return (new CatalogChange(), Refusal.NotFound($"API `{wanted.Api}`", state.Apis.Select(known => known.Name)));
                if (await ProposalAsync(wanted, api.Find(wanted.Version), cancellationToken) is not { } proposal
                    || await store.ReadContractAsync(proposal.Evidence.DocumentHash, cancellationToken) is not { } document)
                    return (new CatalogChange(), Nothing(wanted));
                StoredVersion version = ContractSubmission.VersionFor(api, wanted.Version, proposal.Stage);
                if (version.Spec.Stage == ApiStage.Retired)
                    return (new CatalogChange(), new Refusal(CatalogProblemTypes.VersionRetired, $"{version.Key} is retired. Publish a new version instead."));
                string hash = proposal.Evidence.DocumentHash;
                ContractReviews reviews = await ContractReviews.ReadAsync(store, wanted.Api, wanted.Version, hash, cancellationToken);
                if (reviews.Submitters.Contains(wanted.Actor.Name, StringComparer.Ordinal))
                    return (new CatalogChange(), new Refusal(CatalogProblemTypes.OwnApproval, $"{wanted.Actor.Name} submitted this contract; somebody else has to look at it."));

                DateTimeOffset now = clock.GetUtcNow();
                StoredApproval approval = new(wanted.Api, wanted.Version, hash, now, wanted.Actor.Name, wanted.Decision, wanted.Comment);
                CatalogActor submitter = new(proposal.SubmittedBy ?? "");
                (CatalogChange change, Outcome<ContractVerdict> result) = await submission.JudgeAsync(
                    state, version, DocumentBundle.FromBytes("openapi.yaml", document.Source), submitter, wanted.Actor, wanted.Comment, cancellationToken, approval);
                AuditNote note = new(now, wanted.Actor, $"contract-{wanted.Decision}", $"Api/{wanted.Api}/{wanted.Version}") { Why = wanted.Comment, Detail = $"contract {hash}" };
                // A refusal of the contract is what a rejection is for: the answer is the verdict, not a problem.
                Outcome<ContractVerdict> answer = wanted.Decision == ContractApprovals.Rejected && result.Refusal?.Verdict is { } verdict ? verdict : result;
                return (change with { Approvals = [approval], Audit = [note, .. change.Audit] }, answer);
            },
            cancellationToken);

    /// <summary>
    /// The newest verdict of this version on the document that waits or waited for approval. The contract in force of a version that is not
    /// active yet can be approved too: the next step may ask for it.
    /// </summary>
    private async Task<ContractVerdict?> ProposalAsync(WantedApproval wanted, StoredVersion? version, CancellationToken cancellationToken)
    {
        IReadOnlyList<ContractVerdict> verdicts = await store.ReadVerdictsAsync(new VerdictQuery(null, VerdictsLookedAt) { Api = wanted.Api, Version = wanted.Version }, cancellationToken);
        ContractVerdict? newest = verdicts.FirstOrDefault(verdict => wanted.DocumentHash is null ? verdict.Approval is not null : verdict.Evidence.DocumentHash == wanted.DocumentHash);
        if (newest is { Applied: false, Approval: not null })
            return newest;
        return version is { ContractHash: { } inForce, Spec.Stage: < ApiStage.Active } && (wanted.DocumentHash ?? inForce) == inForce
            ? verdicts.FirstOrDefault(verdict => verdict.Evidence.DocumentHash == inForce)
            : null;
    }

    private static Refusal Nothing(WantedApproval wanted) => new(
        CatalogProblemTypes.NothingToApprove,
        wanted.DocumentHash is { } hash
            ? $"No contract {hash} of {wanted.Api}/{wanted.Version} waits for approval."
            : $"No contract of {wanted.Api}/{wanted.Version} waits for approval.");
}
