using System.Text.RegularExpressions;
using ApiGovernance.Catalog.Access;
using ApiGovernance.Catalog.Audit;
using ApiGovernance.Catalog.Governance;
using ApiGovernance.Catalog.Problems;
using ApiGovernance.Catalog.Publishing;
using ApiGovernance.Catalog.Storage;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.Protocol.CatalogApi;
using ApiGovernance.Protocol.Descriptors;

namespace ApiGovernance.Catalog.Apis;

/// <param name="File">How findings name the body.</param>
/// <param name="Stage">For a version that has no contract yet; null for the default.</param>
internal sealed record SubmittedContract(string Api, string Version, ReadOnlyMemory<byte> Body, string File, ApiStage? Stage, CatalogActor Actor)
{
    /// <summary>The reason that was given.</summary>
    public string Why { get; init; } = "";

    /// <summary>See <see cref="Preconditions"/>; over the version.</summary>
    public IReadOnlyList<string>? IfMatch { get; init; }

    public bool MustBeNew { get; init; }
}

/// <summary>Puts contracts before the gate, and in force when they pass.</summary>
internal sealed partial class ContractSubmission(CatalogRegistry registry, ContractGate gate, PolicySet policies, TimeProvider clock)
{
    private const string OneDocument = " A contract is sent as one document: `apigov flatten` makes one of several files.";

    /// <summary>
    /// The verdict of a contract that is in force now, or that waits for approval; a refusal carries the verdict that blocked it.
    /// </summary>
    public Task<Outcome<ContractVerdict>> SubmitAsync(SubmittedContract submitted, CancellationToken cancellationToken) =>
        registry.ChangeAsync<Outcome<ContractVerdict>>(
            async state =>
            {
                if (Target(state, submitted, CatalogAction.SubmitContract) is var (version, refusal) && refusal is not null)
                    return (new CatalogChange(), refusal);
                string? etag = state.FindApi(submitted.Api)?.Find(submitted.Version)?.ETag;
                if (Preconditions.Check($"Api/{version!.Key}", submitted.IfMatch, submitted.MustBeNew, etag) is { } changed)
                    return (new CatalogChange(), changed);

                return await JudgeAsync(
                    state, version!, DocumentBundle.FromBytes(submitted.File, submitted.Body), submitted.Actor, submitted.Actor, submitted.Why, cancellationToken);
            },
            cancellationToken);

    /// <summary>Judges a document for a version and says what is to be written.</summary>
    /// <param name="submitter">Whose document it is.</param>
    /// <param name="actor">Who asks now: the submitter, or the last of those who approve.</param>
    /// <param name="approval">One that is given with this very call.</param>
    public async Task<(CatalogChange Change, Outcome<ContractVerdict> Result)> JudgeAsync(
        CatalogState state, StoredVersion version, DocumentBundle bundle, CatalogActor submitter, CatalogActor actor, string why, CancellationToken cancellationToken,
        StoredApproval? approval = null)
    {
        JudgedQuestion question = await gate.InputAsync(
            state, new GateQuestion(version.Api, version.Name, version.Spec.Stage, version.ContractHash, bundle, submitter.Name), cancellationToken);
        if (approval is not null)
            question = question with { Input = question.Input with { Approvals = [.. question.Input.Approvals, new GateApproval(approval.Actor, approval.Decision, approval.Comment)] } };
        Verdict verdict = GovernanceGate.Judge(question.Input);
        DateTimeOffset now = clock.GetUtcNow();
        ContractVerdict view = verdict.ToContractVerdict(version.Api, version.Name, version.Spec.Stage, now) with { SubmittedBy = submitter.Name };
        AuditNote Note(string action) => new(now, actor, action, $"Api/{version.Key}")
        {
            Why = why,
            Detail = verdict.Summary,
            Before = version.ContractHash is null ? null : AuditText.Of(version),
        };

        if (verdict.Outcome == VerdictOutcome.NeedsApproval)
            return (ContractAcceptance.Evidence(question, verdict, view) with { Audit = [Note("contract-proposed")] }, view);
        if (verdict.Outcome != VerdictOutcome.Pass)
            return (ContractAcceptance.Evidence(question, verdict, view) with { Audit = [Note("contract-refused")] }, Blocked(view, verdict, bundle));
        if (verdict.Evidence.DocumentHash == version.ContractHash)
            return (new CatalogChange(), view with { Summary = "Passed: this contract is the one in force.", Revision = version.Revision });

        (CatalogChange change, StoredVersion next, ContractVerdict applied) = ContractAcceptance.InForce(state, version, question, verdict, view, submitter.Name);
        return (change with { Audit = [Note("contract-accepted") with { After = AuditText.Of(next) }] }, applied);
    }

    /// <summary>What a submission would be told; nothing is kept.</summary>
    public async Task<Outcome<ContractVerdict>> CheckAsync(SubmittedContract submitted, CancellationToken cancellationToken)
    {
        (StoredVersion? version, Refusal? refusal) = Target(registry.Current, submitted, CatalogAction.CheckContract);
        if (refusal is not null)
            return refusal;
        Verdict verdict = await gate.JudgeAsync(
            new GateQuestion(
                submitted.Api, submitted.Version, version!.Spec.Stage, version.ContractHash, DocumentBundle.FromBytes(submitted.File, submitted.Body), submitted.Actor.Name),
            cancellationToken);
        return verdict.ToContractVerdict(submitted.Api, submitted.Version, version.Spec.Stage, clock.GetUtcNow()) with { Checks = verdict.Checks };
    }

    private (StoredVersion? Version, Refusal? Refusal) Target(
        CatalogState state, SubmittedContract submitted, CatalogAction action)
    {
        if (state.FindApi(submitted.Api) is not { } api)
            return (null, Refusal.NotFound($"API `{submitted.Api}`", state.Apis.Select(known => known.Name)));
        if (AccessRules.Refuse(submitted.Actor, action, api.Descriptor.Spec.Owner) is { } forbidden)
            return (null, forbidden);
        if (api.Find(submitted.Version) is not { } version)
            return NewVersion(api, submitted, action);
        if (version.Spec.Stage == ApiStage.Retired)
            return (null, new Refusal(CatalogProblemTypes.VersionRetired, $"{version.Key} is retired. Publish a new version instead."));
        if (submitted.Stage is not { } stage || stage == version.Spec.Stage)
            return (version, null);
        if (version.ContractHash is null && stage <= ApiStage.Active)
        {
            return FirstStage.Refuse(submitted.Actor, action, api, stage, policies) is { } tooFar
                ? (null, tooFar)
                : (version with { Spec = version.Spec with { Stage = stage } }, null);
        }

        return (null, new Refusal(
            CatalogProblemTypes.ParameterInvalid,
            $"{version.Key} is in stage {StageNames.Of(version.Spec.Stage)}; `stage` is for new versions. Use promote, deprecate or retire."));
    }

    private (StoredVersion? Version, Refusal? Refusal) NewVersion(StoredApi api, SubmittedContract submitted, CatalogAction action)
    {
        if (!VersionName().IsMatch(submitted.Version))
            return (null, new Refusal(CatalogProblemTypes.ParameterInvalid, $"`{submitted.Version}` is no version name. Write v and a number, such as v2."));
        ApiStage stage = submitted.Stage ?? ApiStage.Development;
        if (stage > ApiStage.Active)
        {
            return (null, new Refusal(
                CatalogProblemTypes.ParameterInvalid, "A new version cannot begin deprecated or retired. Begin with design, development, preview or active."));
        }

        return FirstStage.Refuse(submitted.Actor, action, api, stage, policies) is { } refusal ? (null, refusal) : (NewVersionOf(api, submitted.Version, stage), null);
    }

    /// <summary>The version that a proposal is for: one without a contract is in the stage that was proposed with it.</summary>
    public static StoredVersion VersionFor(StoredApi api, string version, ApiStage proposed) => api.Find(version) switch
    {
        null => NewVersionOf(api, version, proposed),
        { ContractHash: null } empty when empty.Spec.Stage < proposed && proposed <= ApiStage.Active => empty with { Spec = empty.Spec with { Stage = proposed } },
        { } known => known,
    };

    /// <summary>A version that is registered with its first contract.</summary>
    public static StoredVersion NewVersionOf(StoredApi api, string version, ApiStage stage) =>
        new(api.Name, new ApiVersionSpec { Name = version, Stage = stage, Contract = $"{version}/openapi.yaml" }, null, null, 0, VersionSeeds.None);

    /// <summary>What nothing else was looked at for comes first.</summary>
    private static Refusal Blocked(ContractVerdict view, Verdict verdict, DocumentBundle bundle) => verdict.Contract is null
        ? new Refusal(CatalogProblemTypes.ContractUnreadable, verdict.Summary + (bundle.LeadingOut.Count > 0 ? OneDocument : ""))
        {
            Findings = [.. verdict.Blocking, .. verdict.Findings.Except(verdict.Blocking)],
            Verdict = view,
        }
        : new Refusal(CatalogProblemTypes.ContractBlocked, verdict.Summary) { Findings = verdict.Findings, Verdict = view };

    [GeneratedRegex("^v[0-9]{1,9}$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex VersionName();
}
