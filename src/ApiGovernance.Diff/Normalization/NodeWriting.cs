using System.Text.Json;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Model;

namespace ApiGovernance.Diff.Normalization;

/// <summary>Writes what stands in the document as it stands there.</summary>
internal static class NodeWriting
{
    public static void WriteNode(this Utf8JsonWriter json, string name, DocumentNode node)
    {
        json.WritePropertyName(name);
        json.WriteRawValue(node.ToJson(), skipInputValidation: true);
    }

    /// <summary>Sunset, stability and what else a policy may look at.</summary>
    public static void WriteExtensions(this Utf8JsonWriter json, ApiObject written)
    {
        foreach (DocumentMember member in written.Extensions)
            json.WriteNode(member.Name, member.Value);
    }
}
