using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.OpenApi.Model.Events;

internal static class EventServerReader
{
    public static IReadOnlyList<EventServer> Read(ContractReading reading, ResolvedNode root, EventFormat format)
    {
        var read = new List<EventServer>();
        foreach ((DocumentMember member, ResolvedNode value) in reading.Map(root.Member("servers"), "'servers'"))
        {
            if (reading.Object(value, $"The server '{member.Name}'") is { } server)
                read.Add(Read(reading, member.Name, server, format));
        }

        return read;
    }

    private static EventServer Read(ContractReading reading, string name, ResolvedNode server, EventFormat format)
    {
        string field = format == EventFormat.AsyncApi2 ? "url" : "host";
        string? address = server.Node[field]?.AsString;
        string? protocol = server.Node["protocol"]?.AsString;
        if (address is null || protocol is null)
        {
            string missing = address is null ? field : "protocol";
            reading.Warning("events-server", $"The server '{name}' has no '{missing}'; it is required.", $"Give it a '{missing}'.", server);
        }

        address = format == EventFormat.AsyncApi2 ? address ?? "" : address + server.Node["pathname"]?.AsString;
        return new EventServer
        {
            Name = name,
            Address = address,
            Protocol = protocol,
            Variables = ServerVariableReader.ReadLeniently(reading, server),
            Security = EventFields.Security(reading, server.Member("security"), format),
            Node = server.Node,
            Pointer = server.Pointer,
            DocumentUri = server.DocumentUri,
        };
    }
}
