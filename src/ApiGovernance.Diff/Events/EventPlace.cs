using ApiGovernance.Diff.Comparison;
using ApiGovernance.OpenApi.Model.Events;

namespace ApiGovernance.Diff.Events;

/// <summary>The channels of one address on one side (2.x has one; in 3.x several may share it).</summary>
internal sealed record EventPlace(EventContract Contract, string Shape, IReadOnlyList<EventChannel> Channels)
{
    public EventChannel First => Channels[0];

    /// <summary>For people: a channel whose address is known at run time only goes by its name.</summary>
    public string Address => First.Address ?? First.Name;

    public IReadOnlyList<EventFlow> Flows { get; } = [.. FlowsOf(Contract, Channels)];

    public static IReadOnlyList<EventPlace> Of(EventContract contract) =>
        [.. contract.Channels.GroupBy(ShapeOf, StringComparer.Ordinal).Select(group => new EventPlace(contract, group.Key, [.. group]))];

    private static string ShapeOf(EventChannel channel) => channel.Address is { } address ? UrlPath.Fill(address, _ => "{}") : $"? {channel.Name}";

    private static IEnumerable<EventFlow> FlowsOf(EventContract contract, IReadOnlyList<EventChannel> channels)
    {
        string address = channels[0].Address ?? channels[0].Name;
        EventOperation[] operations = [.. contract.Operations.Where(operation => IsHere(operation.Channel))];
        foreach (IGrouping<EventAction, EventOperation> group in operations.GroupBy(operation => operation.Action).OrderBy(group => group.Key))
            yield return new EventFlow(address, group.Key, Once(group.SelectMany(operation => operation.Messages)), [.. group], group.First().Place);

        // What an answer carries is judged with the request.
        IEnumerable<EventMessage> answers = contract.Operations.Where(operation => operation.Reply?.Channel is { } channel && IsHere(channel)).SelectMany(operation => operation.Reply!.Messages);
        HashSet<(string, string)> named = [.. operations.SelectMany(operation => operation.Messages).Concat(answers).Select(Key)];
        EventMessage[] rest = [.. Once(channels.SelectMany(channel => channel.Messages)).Where(message => !named.Contains(Key(message)))];
        if (rest.Length > 0)
            yield return new EventFlow(address, null, rest, [], channels[0].Place);

        bool IsHere(EventChannel channel) => channels.Any(here => ReferenceEquals(here, channel));
    }

    private static IReadOnlyList<EventMessage> Once(IEnumerable<EventMessage> messages) => [.. messages.DistinctBy(Key)];

    private static (string, string) Key(EventMessage message) => (message.DocumentUri, message.Pointer);
}
