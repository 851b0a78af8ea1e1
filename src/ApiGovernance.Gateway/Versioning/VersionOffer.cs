using System.Globalization;
using System.Text.Json;
using ApiGovernance.Gateway.Snapshots;

namespace ApiGovernance.Gateway.Versioning;

/// <summary>A version as it is listed to a caller who asked for one that does not exist.</summary>
internal sealed record VersionOffer(string Version, string Stage, IReadOnlyList<string> Contracts, string? ReleasedOn)
{
    public static VersionOffer Of(ServedVersion version) => new(
        version.Part.Version,
        version.Part.Stage.ToString().ToLowerInvariant(),
        version.Model.Minors.Served,
        version.Part.ReleasedOn?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    public static void Write(Utf8JsonWriter writer, string name, IEnumerable<VersionOffer> offers)
    {
        writer.WriteStartArray(name);
        foreach (VersionOffer offer in offers)
        {
            writer.WriteStartObject();
            writer.WriteString("version", offer.Version);
            writer.WriteString("stage", offer.Stage);
            writer.WriteStartArray("contracts");
            foreach (string contract in offer.Contracts)
                writer.WriteStringValue(contract);
            writer.WriteEndArray();
            if (offer.ReleasedOn is { } day)
                writer.WriteString("releasedOn", day);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
