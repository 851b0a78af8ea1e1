using System.Globalization;
using System.Text.Json;
using ApiGovernance.Gateway.Snapshots;
using ApiGovernance.Protocol.Descriptors;

namespace ApiGovernance.Gateway.Versioning;

/// <summary>A version as it is listed to a caller who asked for one that does not exist.</summary>
/// <param name="EndsAt">From when it answers no call, whatever its stage; null: never.</param>
internal sealed record VersionOffer(string Version, ApiStage Stage, IReadOnlyList<string> Contracts, string? ReleasedOn, DateTimeOffset? EndsAt)
{
    public static VersionOffer Of(ServedVersion version) => new(
        version.Part.Version,
        version.Part.Stage,
        version.Model.Minors.Served,
        version.Part.ReleasedOn?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        version.Model.Lifecycle.EndsAt);

    /// <param name="now">A deprecated version past its sunset is as good as retired.</param>
    public static void Write(Utf8JsonWriter writer, string name, IEnumerable<VersionOffer> offers, DateTimeOffset now)
    {
        writer.WriteStartArray(name);
        foreach (VersionOffer offer in offers)
        {
            writer.WriteStartObject();
            writer.WriteString("version", offer.Version);
            writer.WriteString("stage", (offer.EndsAt <= now ? ApiStage.Retired : offer.Stage).ToString().ToLowerInvariant());
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
