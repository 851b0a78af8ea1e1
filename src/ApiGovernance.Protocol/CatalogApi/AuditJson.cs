using System.Text.Json;

namespace ApiGovernance.Protocol.CatalogApi;

/// <summary>An audit entry as one line of JSON.</summary>
public static class AuditJson
{
    public static string Write(AuditEntry entry) => JsonSerializer.Serialize(entry, ProtocolJson.Type<AuditEntry>());

    /// <exception cref="JsonException">Not an entry.</exception>
    public static AuditEntry Read(string line) =>
        JsonSerializer.Deserialize(line, ProtocolJson.Type<AuditEntry>()) ?? throw new JsonException("The line is null.");
}
