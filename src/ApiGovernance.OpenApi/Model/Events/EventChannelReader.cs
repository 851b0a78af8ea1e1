using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.OpenApi.Model.Events;

internal sealed class EventChannelReader(ContractReading reading, EventMessageReader messages, EventFormat format, IReadOnlyList<EventServer> servers)
{
    private static readonly string[] Keywords2 = ["publish", "subscribe"];

    public IReadOnlyList<EventChannel> Read(ResolvedNode? channels)
    {
        var read = new List<EventChannel>();
        foreach ((DocumentMember member, ResolvedNode value) in reading.Map(channels, "'channels'"))
        {
            if (reading.Object(value, $"The channel '{member.Name}'") is { } channel)
                read.Add(Read(member, channel));
        }

        return read;
    }

    private EventChannel Read(DocumentMember member, ResolvedNode channel)
    {
        string? address = format == EventFormat.AsyncApi2 ? member.Name : channel.Node["address"]?.AsString;
        EventParameter[] parameters = [.. Parameters(channel, member.Name)];
        if (address is not null)
            Check(address, parameters, member, channel);
        return new EventChannel
        {
            Name = member.Name,
            Address = address,
            Description = channel.Node["description"]?.AsString,
            Parameters = parameters,
            Messages = format == EventFormat.AsyncApi2
                ? [.. Keywords2.SelectMany(a => messages.ReadOperation2(reading.Follow(channel.Member(a)), member.Name)).DistinctBy(m => m.Pointer)]
                : messages.ReadMap(channel.Member("messages"), member.Name),
            Servers = Servers(member.Name, channel),
            Node = channel.Node,
            Pointer = channel.Pointer,
            DocumentUri = channel.DocumentUri,
        };
    }

    private IEnumerable<EventParameter> Parameters(ResolvedNode channel, string name)
    {
        foreach ((DocumentMember member, ResolvedNode value) in reading.Map(channel.Member("parameters"), $"'parameters' of the channel '{name}'"))
        {
            if (reading.Object(value, $"The parameter '{member.Name}' of the channel '{name}'") is not { } parameter)
                continue;
            yield return new EventParameter
            {
                Name = member.Name,
                Description = parameter.Node["description"]?.AsString,
                Schema = format == EventFormat.AsyncApi2 ? ContractReading.Schema(parameter.Member("schema")) : null,
                Enum = ContractReading.Strings(parameter.Node["enum"]),
                Default = parameter.Node["default"]?.Text,
                Location = parameter.Node["location"]?.AsString,
                Node = parameter.Node,
                Pointer = parameter.Pointer,
                DocumentUri = parameter.DocumentUri,
            };
        }
    }

    private void Check(string address, EventParameter[] parameters, DocumentMember key, ResolvedNode channel)
    {
        string[] named = [.. EventFields.Parameters(address)];
        foreach (string name in named.Except(parameters.Select(p => p.Name), StringComparer.Ordinal))
        {
            reading.Warning(
                "events-parameter", $"The channel '{key.Name}' has '{{{name}}}' in its address, but declares no such parameter.", $"Declare a parameter '{name}'.", key, channel);
        }

        foreach (EventParameter parameter in parameters.Where(p => !named.Contains(p.Name, StringComparer.Ordinal)))
        {
            reading.Warning(
                "events-parameter",
                $"The channel '{key.Name}' declares the parameter '{parameter.Name}', which its address does not have.",
                $"Put '{{{parameter.Name}}}' into the address or remove the parameter.",
                key,
                channel);
        }
    }

    private List<string> Servers(string name, ResolvedNode channel)
    {
        var read = new List<string>();
        foreach (ResolvedNode item in channel.Member("servers")?.Items() ?? [])
        {
            // 2.x has names, 3.x references to servers of the document.
            EventServer? server = format == EventFormat.AsyncApi2
                ? servers.FirstOrDefault(s => s.Name == item.Node.AsString)
                : reading.Follow(item) is { } target ? servers.FirstOrDefault(s => ReferenceEquals(s.Node, target.Node)) : null;
            if (server is not null)
                read.Add(server.Name);
            else if (format == EventFormat.AsyncApi2 || reading.Follow(item) is not null)
                reading.Warning("events-server", $"The channel '{name}' names a server that the document does not declare.", "Declare it under 'servers'.", item);
        }

        return read;
    }
}
