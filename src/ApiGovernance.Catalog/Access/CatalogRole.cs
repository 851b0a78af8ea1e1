using System.Text.Json.Serialization;

namespace ApiGovernance.Catalog.Access;

/// <summary>What somebody may be in the catalog.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<CatalogRole>))]
public enum CatalogRole
{
    /// <summary>Reads.</summary>
    [JsonStringEnumMemberName("viewer")] Viewer,

    /// <summary>A pipeline: submits and checks contracts of its teams' APIs, and reads.</summary>
    [JsonStringEnumMemberName("ci")] Ci,

    /// <summary>Approves and rejects what others submit, waives, and reads.</summary>
    [JsonStringEnumMemberName("reviewer")] Reviewer,

    /// <summary>Changes what belongs to its teams, and reads.</summary>
    [JsonStringEnumMemberName("owner")] Owner,

    /// <summary>Changes everything.</summary>
    [JsonStringEnumMemberName("architect")] Architect,

    /// <summary>A gateway: fetches snapshots and reports what it saw. It reads nothing else.</summary>
    [JsonStringEnumMemberName("gateway")] Gateway,
}
