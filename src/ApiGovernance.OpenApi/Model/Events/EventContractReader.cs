using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.OpenApi.Model.Events;

/// <summary>
/// Reads AsyncAPI 2.x and 3.x into one model. Only a document that describes no events at all is refused; a part that is wrong gets a
/// finding and is left out, the rest is read.
/// </summary>
public static class EventContractReader
{
    public static EventReadResult FromFile(string path) => Read(DocumentBundle.FromFile(path));

    public static EventReadResult FromBytes(string name, ReadOnlyMemory<byte> bytes) => Read(DocumentBundle.FromBytes(name, bytes));

    public static EventReadResult Read(DocumentBundle bundle)
    {
        ArgumentNullException.ThrowIfNull(bundle);
        var reading = new ContractReading(bundle) { ShapeRule = "events-shape", Format = ContractFormat.OpenApi31 };
        ResolvedNode root = reading.Root;
        if (!bundle.Root.IsReadable || Version(reading, root) is not var (format, version))
            return new EventReadResult { Findings = reading.Findings };

        ResolvedNode info = reading.Object(root.Member("info"), "'info'") ?? root;
        IReadOnlyList<EventServer> servers = EventServerReader.Read(reading, root, format);
        var messages = new EventMessageReader(reading, format);
        IReadOnlyList<EventChannel> channels = new EventChannelReader(reading, messages, format, servers).Read(root.Member("channels"));
        var contract = new EventContract
        {
            Format = format,
            FormatVersion = version,
            Title = RequiredText(reading, info, "title"),
            Version = RequiredText(reading, info, "version"),
            Info = info.Pointer.Length == 0 ? null : new ApiInfo { Node = info.Node, Pointer = info.Pointer, DocumentUri = info.DocumentUri },
            Tags = EventFields.Tags(reading, (format == EventFormat.AsyncApi2 ? root : info).Member("tags")),
            Servers = servers,
            Channels = channels,
            Operations = format == EventFormat.AsyncApi2
                ? EventOperationReader.Read2(reading, messages, channels)
                : EventOperationReader.Read3(reading, messages, channels, root.Member("operations")),
            Bundle = bundle,
            Findings = [],
        };
        if (channels.Count == 0)
            reading.Warning("events-no-channels", "The document has no channels.", "Describe at least one channel under 'channels'.", root.Member("channels") ?? root);
        messages.CheckIds(contract);
        return new EventReadResult { Contract = contract with { Findings = reading.Findings }, Findings = reading.Findings };
    }

    private static (EventFormat Format, string Version)? Version(ContractReading reading, ResolvedNode root)
    {
        const string fix = "Start the document with 'asyncapi: 3.0.0' (or 2.x).";
        if (!root.Node.IsObject || root.Member("asyncapi") is not { } version)
        {
            string what = root.Node["openapi"] is not null || root.Node["swagger"] is not null
                ? "The document is OpenAPI: it describes an HTTP API, not events."
                : "The document does not say 'asyncapi', so it describes no events.";
            reading.Error("events-version-missing", what, fix, root);
            return null;
        }

        string text = version.Node.Text ?? "";
        if (text.StartsWith("2.", StringComparison.Ordinal))
            return (EventFormat.AsyncApi2, text);
        if (text.StartsWith("3.", StringComparison.Ordinal))
            return (EventFormat.AsyncApi3, text);
        reading.Error("events-version-unknown", $"The version '{text}' is none that can be read (2.x, 3.x).", fix, version);
        return null;
    }

    private static string RequiredText(ContractReading reading, ResolvedNode info, string name)
    {
        ResolvedNode? value = info.Pointer.Length == 0 ? null : info.Member(name);
        if (value?.Node is { Kind: NodeKind.String or NodeKind.Number, Text: { Length: > 0 } text })
            return text;
        reading.Error("events-info", $"'info.{name}' is missing; it is required.", $"Add '{name}' to 'info'.", value ?? info);
        return "";
    }
}
