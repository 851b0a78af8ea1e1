using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.OpenApi.Model;

/// <summary>Reads <c>example</c> and <c>examples</c> of parameters, headers and media types.</summary>
internal static class ExampleReader
{
    public static IReadOnlyList<ApiExample> Read(ContractReading reading, ResolvedNode owner)
    {
        DocumentNode? one = owner.Node["example"];
        ResolvedNode? many = owner.Member("examples");
        if (reading.IsSwagger || (one is null && many is null))
            return [];

        var read = new List<ApiExample>();
        if (one is not null)
            read.Add(Plain("", owner.Member("example")!));
        if (one is not null && many is not null)
        {
            reading.Warning(
                "contract-examples", "'example' and 'examples' exclude each other.", "Make the one an entry of the other.", owner.Member("example")!);
        }

        foreach ((DocumentMember member, ResolvedNode value) in reading.Object(many, "'examples'")?.Members() ?? [])
        {
            if (reading.Object(value, $"The example '{member.Name}'") is { } example)
                read.Add(Read(reading, member.Name, value, example));
        }

        return read;
    }

    public static ApiExample Plain(string name, ResolvedNode value) => new()
    {
        Name = name,
        Value = value.Node,
        Node = value.Node,
        Pointer = value.Pointer,
        DocumentUri = value.DocumentUri,
    };

    private static ApiExample Read(ContractReading reading, string name, ResolvedNode written, ResolvedNode example)
    {
        bool later = reading.Format == ContractFormat.OpenApi32;
        DocumentNode? value = example.Node["value"] ?? (later ? example.Node["dataValue"] : null);
        string? external = example.Node["externalValue"]?.AsString;
        if (value is not null && external is not null)
        {
            reading.Warning(
                "contract-examples", $"The example '{name}' has both a value and an 'externalValue'.", "Keep one of them.", example.Member("externalValue")!);
        }

        return new ApiExample
        {
            Name = name,
            Summary = reading.Text(written, example, "summary"),
            Description = reading.Text(written, example, "description"),
            Value = value,
            SerializedValue = later ? example.Node["serializedValue"]?.AsString : null,
            ExternalValue = external,
            Node = example.Node,
            Pointer = example.Pointer,
            DocumentUri = example.DocumentUri,
        };
    }
}
