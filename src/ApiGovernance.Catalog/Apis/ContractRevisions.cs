using ApiGovernance.Catalog.Governance;
using ApiGovernance.Catalog.Storage;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.Protocol.CatalogApi;

namespace ApiGovernance.Catalog.Apis;

/// <summary>The history of a version: each contract that came into force, with what was different.</summary>
internal static class ContractRevisions
{
    /// <param name="version">As it is with the new contract.</param>
    public static StoredRevision Of(StoredVersion version, Verdict verdict, DateTimeOffset at, string actor)
    {
        bool first = verdict.Evidence.BaselineHash is null;
        IReadOnlyList<CatalogFinding> changes =
            [.. verdict.Findings.Where(finding => finding.Kind == FindingKind.Change).Select(CatalogFinding.From)];
        return new StoredRevision(
            version.Api, version.Name, version.Revision, version.ContractHash!, version.ContractVersion ?? "", at, actor,
            first ? "first" : verdict.Evidence.RequiredBump, DescriptorJson.Write(changes.ToArray()));
    }
}
