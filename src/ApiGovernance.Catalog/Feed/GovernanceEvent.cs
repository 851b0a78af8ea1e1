using System.Buffers;
using System.Globalization;
using System.Text.Json;
using ApiGovernance.Catalog.Audit;
using ApiGovernance.Protocol;

namespace ApiGovernance.Catalog.Feed;

/// <summary>
/// An audit entry as a CloudEvent 1.0 in its structured form (https://github.com/cloudevents/spec): the same bytes whenever it is asked for.
/// </summary>
/// <param name="Id">The entry's number; of an event that is no entry, another text.</param>
internal sealed record GovernanceEvent(string Id, string Type, ReadOnlyMemory<byte> Json)
{
    public const string MediaType = "application/cloudevents+json";
    public const string BatchType = "application/cloudevents-batch+json";
    public const string Source = "/catalog";
    public const string TypePrefix = "dev.apigovernance.";

    public static GovernanceEvent Of(AuditRecord record)
    {
        string id = record.Sequence.ToString(CultureInfo.InvariantCulture);
        string type = TypeOf(record.Object, record.Action);
        return new GovernanceEvent(id, type, Write(id, type, record.Object, record.At, writer =>
        {
            writer.WriteString("actor", record.Actor);
            writer.WriteString("action", record.Action);
            if (record.Why.Length > 0)
                writer.WriteString("why", record.Why);
            if (record.Detail.Length > 0)
                writer.WriteString("detail", record.Detail);
            WriteRecord(writer, "before", record.Before);
            WriteRecord(writer, "after", record.After);
        }));
    }

    /// <summary>An event that tells nothing but that events arrive.</summary>
    public static GovernanceEvent Test(string webhook, DateTimeOffset at)
    {
        string id = string.Create(CultureInfo.InvariantCulture, $"test-{at.UtcTicks}");
        string type = $"{TypePrefix}webhook.test.v1";
        return new GovernanceEvent(id, type, Write(id, type, $"Webhook/{webhook}", at, writer => writer.WriteString("detail", "A test: nothing has changed.")));
    }

    /// <summary><c>dev.apigovernance.api-version.stage-changed.v1</c> of <c>stage-changed</c> at <c>Api/orders/v1</c>.</summary>
    public static string TypeOf(string subject, string action)
    {
        string thing = subject.Split('/') switch
        {
            ["Api", _, _, ..] => "api-version",
            ["Consumer", _, "keys", ..] => "api-key",
            [var kind, ..] => Kebab(kind),
            _ => "catalog",
        };
        // subscription-approved at a subscription, key-created at a key.
        string prefix = thing[(thing.LastIndexOf('-') + 1)..] + "-";
        string done = action.StartsWith(prefix, StringComparison.Ordinal) ? action[prefix.Length..] : action;
        return $"{TypePrefix}{thing}.{done}.v1";
    }

    private static byte[] Write(string id, string type, string subject, DateTimeOffset at, Action<Utf8JsonWriter> data)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter writer = new(buffer, new JsonWriterOptions { Encoder = ProtocolJson.Options.Encoder }))
        {
            writer.WriteStartObject();
            writer.WriteString("specversion", "1.0");
            writer.WriteString("id", id);
            writer.WriteString("source", Source);
            writer.WriteString("type", type);
            writer.WriteString("subject", subject);
            writer.WriteString("time", at.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture));
            writer.WriteString("datacontenttype", "application/json");
            writer.WriteStartObject("data");
            data(writer);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static void WriteRecord(Utf8JsonWriter writer, string name, string? json)
    {
        if (json is null)
            return;
        writer.WritePropertyName(name);
        try
        {
            using JsonDocument record = JsonDocument.Parse(json);
            record.RootElement.WriteTo(writer);
        }
        catch (JsonException)
        {
            // An entry from before records were kept as JSON.
            writer.WriteStringValue(json);
        }
    }

    private static string Kebab(string kind) =>
        string.Concat(kind.Select((letter, i) => (i > 0 && char.IsUpper(letter) ? "-" : "") + char.ToLowerInvariant(letter)));
}
