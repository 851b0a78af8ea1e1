using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.OpenApi.Model.Events;

/// <summary>Reads messages with their traits; each once, however many channels and operations refer to it.</summary>
internal sealed class EventMessageReader(ContractReading reading, EventFormat format)
{
    /// <summary>2.x: the message, or each of its <c>oneOf</c>.</summary>
    public IReadOnlyList<EventMessage> ReadOperation2(ResolvedNode? operation, string channel)
    {
        if (reading.Object(operation?.Member("message"), $"The message of the channel '{channel}'") is not { } message)
            return [];
        IEnumerable<ResolvedNode> written = message.Node["oneOf"] is { IsArray: true } ? message.Member("oneOf")!.Items() : [operation!.Member("message")!];
        return [.. written.Select(item => Read(item, null)).OfType<EventMessage>()];
    }

    /// <summary>3.x: the messages of a channel.</summary>
    public IReadOnlyList<EventMessage> ReadMap(ResolvedNode? map, string channel) =>
        [.. reading.Map(map, $"'messages' of the channel '{channel}'").Select(m => Read(m.Value, m.Member.Name)).OfType<EventMessage>()];

    public EventMessage? Read(ResolvedNode written, string? key)
    {
        if (reading.Object(written, "A message") is not { } message)
            return null;
        EventMessage? read = reading.Once(message, () => Read(message));
        return read is null || key is null || read.Name == key ? read : read with { Name = key };
    }

    /// <summary>Ids tell messages and operations apart, so two alike tell nothing.</summary>
    public void CheckIds(EventContract contract)
    {
        Report(contract.Operations.Where(o => o.Node["operationId"]?.AsString is not null), o => o.Node["operationId"]!.Text!, "operationId");
        Report(contract.Messages.Where(m => m.Node["messageId"]?.AsString is not null), m => m.Node["messageId"]!.Text!, "messageId");
    }

    private void Report<T>(IEnumerable<T> items, Func<T, string> id, string field)
        where T : ApiObject
    {
        foreach (T twin in items.GroupBy(id, StringComparer.Ordinal).SelectMany(g => g.Skip(1)))
            reading.Warning("events-duplicate-id", $"The {field} '{id(twin)}' is taken already.", "Give each an id of its own.", twin.Place.Member(field)!);
    }

    private EventMessage Read(ResolvedNode message)
    {
        ResolvedNode[] traits = [.. message.Member("traits")?.Items().Select(t => reading.Object(t, "A trait of a message")).OfType<ResolvedNode>() ?? []];
        // 2.x: traits are merged into the message, the last one last (JSON Merge Patch). 3.x: a trait never overrides the message.
        ResolvedNode[] sources = format == EventFormat.AsyncApi2 ? [.. traits.Reverse(), message] : [message, .. traits];
        ResolvedNode? Field(string name) => sources.Select(s => s.Member(name)).FirstOrDefault(v => v is not null);
        string? Text(string name) => Field(name)?.Node.AsString;

        (ResolvedNode? payload, string? schemaFormat) = Payload(message, Text("schemaFormat"));
        bool isChecked = IsJsonSchema(schemaFormat);
        if (!isChecked)
        {
            reading.Info(
                "events-payload-not-checked", $"The payload is written as '{schemaFormat}': it is kept, and not checked.", "Use JSON Schema where checks are wanted.", payload ?? message);
        }

        string? correlation = reading.Follow(Field("correlationId"))?.Node["location"]?.AsString;
        if (correlation is not null && !IsLocation(correlation))
        {
            reading.Warning(
                "events-correlation", $"'{correlation}' is no place in a message.", "Write one such as $message.header#/correlationId.", reading.Follow(Field("correlationId"))!.Member("location")!);
        }

        return new EventMessage
        {
            Name = message.Node["messageId"]?.AsString ?? Text("name") ?? message.Pointer[(message.Pointer.LastIndexOf('/') + 1)..],
            Title = Text("title"),
            Summary = Text("summary"),
            Description = Text("description"),
            Deprecated = Field("deprecated")?.Node.AsBoolean ?? false,
            ContentType = Text("contentType") ?? reading.Root.Node["defaultContentType"]?.AsString,
            Payload = ContractReading.Schema(payload),
            SchemaFormat = schemaFormat,
            IsPayloadChecked = isChecked,
            Headers = [.. sources.Select(s => ContractReading.Schema(Inner(s.Member("headers")).Schema)).OfType<SchemaReference>()],
            CorrelationId = correlation,
            Tags = EventFields.Tags(reading, Field("tags")),
            Examples = [.. Field("examples")?.Items() ?? []],
            Traits = traits,
            Node = message.Node,
            Pointer = message.Pointer,
            DocumentUri = message.DocumentUri,
        };
    }

    private (ResolvedNode? Payload, string? Format) Payload(ResolvedNode message, string? schemaFormat)
    {
        if (format == EventFormat.AsyncApi2)
            return (message.Member("payload"), schemaFormat);
        return Inner(message.Member("payload"));
    }

    /// <summary>3.x wraps a schema of another language: <c>{schemaFormat, schema}</c>.</summary>
    private (ResolvedNode? Schema, string? Format) Inner(ResolvedNode? schema)
    {
        ResolvedNode? target = format == EventFormat.AsyncApi3 ? reading.Follow(schema) : null;
        return target?.Node["schemaFormat"]?.AsString is { } name ? (target.Member("schema"), name) : (schema, null);
    }

    private static bool IsJsonSchema(string? schemaFormat) =>
        schemaFormat is null
        || schemaFormat.StartsWith("application/vnd.aai.asyncapi", StringComparison.OrdinalIgnoreCase)
        || schemaFormat.StartsWith("application/schema+json", StringComparison.OrdinalIgnoreCase)
        || schemaFormat.StartsWith("application/schema+yaml", StringComparison.OrdinalIgnoreCase);

    private static bool IsLocation(string text) =>
        (text.StartsWith("$message.header#", StringComparison.Ordinal) || text.StartsWith("$message.payload#", StringComparison.Ordinal))
        && JsonPointer.Parse(text[(text.IndexOf('#', StringComparison.Ordinal) + 1)..]) is not null;
}
