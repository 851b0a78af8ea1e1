using System.Text.Json.Nodes;
using ApiGovernance.Catalog.Storage;
using ApiGovernance.Protocol.Descriptors;

namespace ApiGovernance.Catalog.Audit;

/// <summary>Records as the audit keeps them: as JSON, in the form that the catalog API gives.</summary>
internal static class AuditText
{
    public static string? Of(Descriptor? descriptor) => descriptor is null ? null : DescriptorWriter.ToJson(descriptor);

    /// <summary>A version with the contract that is in force, by its hash: what the hash names is kept for ever.</summary>
    public static string Of(StoredVersion version)
    {
        JsonObject record = JsonNode.Parse(DescriptorJson.Write(version.Spec))!.AsObject();
        record["contractHash"] = version.ContractHash;
        record["contractVersion"] = version.ContractVersion;
        record["revision"] = version.Revision;
        return record.ToJsonString();
    }
}
