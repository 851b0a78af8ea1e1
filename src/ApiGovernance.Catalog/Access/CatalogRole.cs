using System.Text.Json.Serialization;

namespace ApiGovernance.Catalog.Access;

/// <summary>What somebody may be in the catalog.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<CatalogRole>))]
public enum CatalogRole
{
    /// <summary>Reads.</summary>
    [JsonStringEnumMemberName("viewer")] Viewer,

    /// <summary>A pipeline: submits and checks contracts, and reads.</summary>
    [JsonStringEnumMemberName("ci")] Ci,

    /// <summary>Approves and rejects what others submit, and reads.</summary>
    [JsonStringEnumMemberName("reviewer")] Reviewer,

    /// <summary>Changes what belongs to its teams, and reads.</summary>
    [JsonStringEnumMemberName("owner")] Owner,

    /// <summary>Changes everything.</summary>
    [JsonStringEnumMemberName("architect")] Architect,
}
