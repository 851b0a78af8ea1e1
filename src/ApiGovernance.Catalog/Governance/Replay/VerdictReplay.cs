using ApiGovernance.Catalog.Canonical;
using ApiGovernance.Catalog.Canonical.Overlap;
using ApiGovernance.Catalog.Problems;
using ApiGovernance.Catalog.Storage;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Model;
using ApiGovernance.Protocol.CatalogApi;
using ApiGovernance.Protocol.Descriptors;

namespace ApiGovernance.Catalog.Governance.Replay;

/// <summary>
/// Gives a verdict of the past again, from its evidence alone: the same documents, the policies and the calls of that day. A difference
/// means that the engines have changed since, and is shown.
/// </summary>
internal sealed class VerdictReplay(ICatalogStore store)
{
    public async Task<Outcome<ReplayedVerdict>> RunAsync(long id, CancellationToken cancellationToken)
    {
        if (await store.ReadVerdictAsync(id, cancellationToken) is not { } stored)
            return Refusal.NotFound($"verdict {id}", []);
        GateRecord record;
        try
        {
            record = DescriptorJson.Read<GateRecord>(stored.Inputs);
        }
        catch (System.Text.Json.JsonException)
        {
            return Gone(id, "it was given by a version that did not keep what it looked at");
        }

        if (await store.ReadContractAsync(record.DocumentHash, cancellationToken) is not { } document)
            return Gone(id, "the document is not in the store");
        ApiContract? baseline = null;
        if (record.BaselineHash is { } hash)
        {
            StoredContract? before = await store.ReadContractAsync(hash, cancellationToken);
            baseline = before is null ? null : ContractReader.FromBytes("openapi.json", before.Document).Contract;
            if (baseline is null)
                return Gone(id, "the contract that was in force is not in the store");
        }

        if (await PoliciesAsync(record.PolicyRevision, cancellationToken) is not { } policies)
            return Gone(id, "its policies are not in the store");

        CanonicalModel? canonical = await CanonicalAsync(record, cancellationToken);
        if (canonical is null && record.Canonical is not null)
            return Gone(id, "a canonical schema is not in the store");
        Verdict again = GovernanceGate.Judge(Input(stored.Verdict, record, document, baseline, policies, canonical));
        ContractVerdict view = again.ToContractVerdict(stored.Verdict.Api, stored.Verdict.Version, record.Stage, stored.Verdict.At) with
        {
            SubmittedBy = stored.Verdict.SubmittedBy,
            Id = id,
        };
        string[] then = Fingerprints(stored.Verdict), now = Fingerprints(view);
        return new ReplayedVerdict(
            stored.Verdict, view, stored.Verdict.Outcome == view.Outcome && then.SequenceEqual(now, StringComparer.Ordinal),
            [.. then.Except(now, StringComparer.Ordinal)], [.. now.Except(then, StringComparer.Ordinal)]);
    }

    private async Task<PolicySet?> PoliciesAsync(string revision, CancellationToken cancellationToken)
    {
        if (revision == PolicySet.Default.Revision)
            return PolicySet.Default;
        if (await store.ReadPoliciesAsync(revision, cancellationToken) is not { } stored)
            return null;
        PolicyLoad load = StoredPolicyFiles.Load(stored);
        return load.HasErrors ? null : load.Policies;
    }

    private async Task<CanonicalModel?> CanonicalAsync(GateRecord record, CancellationToken cancellationToken)
    {
        if (record.Canonical is null)
            return null;
        List<(CanonicalEntityDescriptor, DocumentBundle)> entities = [];
        foreach (CanonicalSource source in record.Canonical)
        {
            if (await store.ReadContractAsync(source.SchemaHash, cancellationToken) is not { } schema)
                return null;
            entities.Add((source.Descriptor, DocumentBundle.FromBytes(source.Descriptor.Spec.Schema, schema.Document)));
        }

        return CanonicalModel.From(entities);
    }

    private static GateInput Input(ContractVerdict verdict, GateRecord record, StoredContract document, ApiContract? baseline, PolicySet policies, CanonicalModel? canonical) => new()
    {
        Api = verdict.Api,
        Version = verdict.Version,
        Descriptor = record.Descriptor,
        Visibility = record.Descriptor?.Spec.Visibility,
        Stage = record.Stage,
        Baseline = baseline,
        Revision = DocumentBundle.FromBytes(record.File, document.Source),
        Policies = policies,
        Waivers = [.. record.Waivers.Select(waiver => waiver.ToWaiver())],
        Approvals = record.Approvals,
        Submitter = record.Submitter,
        IsReviewed = record.IsReviewed,
        Canonical = canonical,
        Callers = record.Callers,
        Overlap = record.Overlap is null ? null : new OverlapInput(null, EntityVocabulary.Default, record.Owners, record.Decisions) { Report = record.Overlap },
        Today = record.Today,
    };

    private static string[] Fingerprints(ContractVerdict verdict) =>
        [.. verdict.Findings.Select(finding => finding.Fingerprint).Order(StringComparer.Ordinal)];

    private static Refusal Gone(long id, string why) =>
        new(CatalogProblemTypes.EvidenceIncomplete, $"Verdict {id} cannot be given again: {why}.");
}
