using System.Text.Json;
using ApiGovernance.Catalog.Canonical.Overlap;
using ApiGovernance.Catalog.Governance;
using ApiGovernance.Catalog.Governance.Replay;
using ApiGovernance.Catalog.Publishing;
using ApiGovernance.Catalog.Search;
using ApiGovernance.Catalog.Storage;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.Protocol;
using ApiGovernance.Protocol.CatalogApi;

namespace ApiGovernance.Catalog.Apis;

/// <summary>What is written when a contract was judged: its evidence always, and when it passed the contract in force with its history.</summary>
internal static class ContractAcceptance
{
    /// <summary>The document is kept whatever was said of it: a verdict without its document could not be shown.</summary>
    public static CatalogChange Evidence(JudgedQuestion question, Verdict verdict, ContractVerdict view) => new()
    {
        Contracts = [ContractDocuments.Of(question.Input.Revision, verdict)],
        Policies = [StoredPolicyFiles.Of(question.Input.Policies)],
        Verdicts = [new StoredVerdict(view, DescriptorJson.Write(GateRecord.Of(question.Input, question.Canonical, verdict)))],
    };

    /// <summary>The change that puts a contract which passed in force, and the version with it.</summary>
    public static (CatalogChange Change, StoredVersion Version, ContractVerdict View) InForce(
        CatalogState state, StoredVersion version, JudgedQuestion question, Verdict verdict, ContractVerdict view, string actor)
    {
        StoredContract contract = ContractDocuments.Of(question.Input.Revision, verdict);
        StoredVersion next = version with { ContractHash = contract.Hash, ContractVersion = contract.InfoVersion, Revision = version.Revision + 1 };
        ContractVerdict applied = view with { Applied = true, Revision = next.Revision };
        CatalogChange change = Evidence(question, verdict, applied) with
        {
            Versions = [next],
            Facts =
            [
                PublishingFacts.Of(contract),
                SearchReading.FactsOf(contract.Hash, verdict.Contract!),
                OverlapEstate.FactsOf(
                    version.Api, version.Name, contract.Hash, verdict.Contract!, OverlapEstate.VocabularyOf(state), state.FindApi(version.Api)?.Descriptor.Spec.Entity),
            ],
            Revisions = [ContractRevisions.Of(next, verdict, view.At, actor)],
        };
        return (change, next, applied);
    }
}
