using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Model.Events;

namespace ApiGovernance.Diff.Events;

/// <param name="IsRenamed">They have no name in common.</param>
internal sealed record MessagePair(EventMessage Before, EventMessage After, bool IsRenamed);

/// <summary>Which messages of a flow stand for each other: by name, then by the type that they carry, then by title, then by the best fit.</summary>
internal sealed class MessageMatching
{
    /// <summary>Of two payloads that are one, at least so much is the same, in percent.</summary>
    private const int LikeEnough = 60;

    private readonly List<MessageNames> _old;
    private readonly List<MessageNames> _now;
    private readonly List<MessagePair> _pairs = [];

    public MessageMatching(IReadOnlyList<EventMessage> before, DocumentBundle oldBundle, IReadOnlyList<EventMessage> after, DocumentBundle newBundle)
    {
        _old = [.. before.Select(message => new MessageNames(message, oldBundle))];
        _now = [.. after.Select(message => new MessageNames(message, newBundle))];
        Match((one, other) => one.Message.Name == other.Message.Name);
        Match((one, other) => one.Names.Intersect(other.Names, StringComparer.Ordinal).Any());
        Match((one, other) => one.Type is not null && one.Type == other.Type);
        Match((one, other) => one.Message.Title is not null && one.Message.Title == other.Message.Title && one.Likeness(other) > 0);
        BestFit();
    }

    public IReadOnlyList<MessagePair> Pairs => _pairs;

    public IEnumerable<EventMessage> Removed => _old.Select(names => names.Message);

    public IEnumerable<EventMessage> Added => _now.Select(names => names.Message);

    private void Match(Func<MessageNames, MessageNames, bool> same)
    {
        foreach (MessageNames one in _old.ToArray())
        {
            if (_now.Find(other => same(one, other)) is { } found)
                Pair(one, found);
        }
    }

    private void BestFit()
    {
        foreach ((MessageNames one, MessageNames other, _) in _old.SelectMany(one => _now.Select(other => (one, other, one.Likeness(other)))).Where(fit => fit.Item3 >= LikeEnough).OrderByDescending(fit => fit.Item3).ToArray())
        {
            if (_old.Contains(one) && _now.Contains(other))
                Pair(one, other);
        }
    }

    private void Pair(MessageNames one, MessageNames other)
    {
        _old.Remove(one);
        _now.Remove(other);
        _pairs.Add(new MessagePair(one.Message, other.Message, !one.Names.Intersect(other.Names, StringComparer.Ordinal).Any()));
    }
}
