using System.Text.RegularExpressions;
using ApiGovernance.Catalog.Access;
using ApiGovernance.Catalog.Audit;
using ApiGovernance.Catalog.Governance;
using ApiGovernance.Catalog.Problems;
using ApiGovernance.Catalog.Storage;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.Protocol.CatalogApi;
using ApiGovernance.Protocol.Descriptors;

namespace ApiGovernance.Catalog.Apis;

/// <param name="File">How findings name the body.</param>
/// <param name="Stage">For a version that has no contract yet; null for the default.</param>
internal sealed record SubmittedContract(string Api, string Version, ReadOnlyMemory<byte> Body, string File, ApiStage? Stage, CatalogActor Actor);

/// <summary>Puts contracts before the gate, and in force when they pass.</summary>
internal sealed partial class ContractSubmission(CatalogRegistry registry, ContractGate gate, TimeProvider clock)
{
    /// <summary>The verdict of a contract that is in force now; a refusal carries the verdict that blocked it.</summary>
    public Task<Outcome<ContractVerdict>> SubmitAsync(SubmittedContract submitted, CancellationToken cancellationToken) =>
        registry.ChangeAsync<Outcome<ContractVerdict>>(
            async state =>
            {
                if (Target(state, submitted) is var (version, refusal) && refusal is not null)
                    return (new CatalogChange(), refusal);

                DocumentBundle bundle = DocumentBundle.FromBytes(submitted.File, submitted.Body);
                Verdict verdict = await gate.JudgeAsync(
                    submitted.Api, submitted.Version, version!.Spec.Stage, version.ContractHash, bundle, cancellationToken);
                DateTimeOffset now = clock.GetUtcNow();
                ContractVerdict view = verdict.ToContractVerdict(submitted.Api, submitted.Version, version.Spec.Stage, now);
                AuditNote Note(string action) => new(now, submitted.Actor, action, $"Api/{version.Key}") { Detail = verdict.Summary };

                if (verdict.Outcome != VerdictOutcome.Pass)
                    return (new CatalogChange { Verdicts = [new StoredVerdict(view, "{}")], Audit = [Note("contract-refused")] }, Blocked(view, verdict));
                if (verdict.Evidence.DocumentHash == version.ContractHash)
                    return (new CatalogChange(), view with { Summary = "Passed: this contract is the one in force.", Revision = version.Revision });

                StoredContract contract = ContractDocuments.Of(bundle, verdict);
                StoredVersion next = version with { ContractHash = contract.Hash, ContractVersion = contract.InfoVersion, Revision = version.Revision + 1 };
                view = view with { Applied = true, Revision = next.Revision };
                return (
                    new CatalogChange { Contracts = [contract], Versions = [next], Verdicts = [new StoredVerdict(view, "{}")], Audit = [Note("contract-accepted")] },
                    view);
            },
            cancellationToken);

    /// <summary>What a submission would be told; nothing is kept.</summary>
    public async Task<Outcome<ContractVerdict>> CheckAsync(SubmittedContract submitted, CancellationToken cancellationToken)
    {
        (StoredVersion? version, Refusal? refusal) = Target(registry.Current, submitted);
        if (refusal is not null)
            return refusal;
        Verdict verdict = await gate.JudgeAsync(
            submitted.Api, submitted.Version, version!.Spec.Stage, version.ContractHash,
            DocumentBundle.FromBytes(submitted.File, submitted.Body), cancellationToken);
        return verdict.ToContractVerdict(submitted.Api, submitted.Version, version.Spec.Stage, clock.GetUtcNow());
    }

    private static (StoredVersion? Version, Refusal? Refusal) Target(CatalogState state, SubmittedContract submitted)
    {
        if (state.FindApi(submitted.Api) is not { } api)
            return (null, Refusal.NotFound($"API `{submitted.Api}`", state.Apis.Select(known => known.Name)));
        if (api.Find(submitted.Version) is not { } version)
            return NewVersion(api, submitted);
        if (version.Spec.Stage == ApiStage.Retired)
            return (null, new Refusal(CatalogProblemTypes.VersionRetired, $"{version.Key} is retired. Publish a new version instead."));
        if (submitted.Stage is not { } stage || stage == version.Spec.Stage)
            return (version, null);
        if (version.ContractHash is null && stage <= ApiStage.Active)
            return (version with { Spec = version.Spec with { Stage = stage } }, null);
        return (null, new Refusal(
            CatalogProblemTypes.ParameterInvalid,
            $"{version.Key} is in stage {StageNames.Of(version.Spec.Stage)}; `stage` is for new versions. Use promote, deprecate or retire."));
    }

    private static (StoredVersion? Version, Refusal? Refusal) NewVersion(StoredApi api, SubmittedContract submitted)
    {
        if (!VersionName().IsMatch(submitted.Version))
            return (null, new Refusal(CatalogProblemTypes.ParameterInvalid, $"`{submitted.Version}` is no version name. Write v and a number, such as v2."));
        ApiStage stage = submitted.Stage ?? ApiStage.Development;
        if (stage > ApiStage.Active)
        {
            return (null, new Refusal(
                CatalogProblemTypes.ParameterInvalid, "A new version cannot begin deprecated or retired. Begin with design, development, preview or active."));
        }

        ApiVersionSpec spec = new() { Name = submitted.Version, Stage = stage, Contract = $"{submitted.Version}/openapi.yaml" };
        return (new StoredVersion(api.Name, spec, null, null, 0, VersionSeeds.None), null);
    }

    private static Refusal Blocked(ContractVerdict view, Verdict verdict) =>
        new(verdict.Outcome == VerdictOutcome.NotChecked ? CatalogProblemTypes.ContractUnreadable : CatalogProblemTypes.ContractBlocked, verdict.Summary)
        {
            Findings = verdict.Findings,
            Verdict = view,
        };

    [GeneratedRegex("^v[0-9]{1,9}$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex VersionName();
}
