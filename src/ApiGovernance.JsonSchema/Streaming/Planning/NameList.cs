using System.Text;
using ApiGovernance.JsonSchema.Instructions;

namespace ApiGovernance.JsonSchema.Streaming.Planning;

/// <summary>The names an object plan speaks of, in the order of <c>properties</c>, which is the order senders tend to keep.</summary>
internal sealed class NameList
{
    private readonly Dictionary<string, int> _indexes = new(StringComparer.Ordinal);
    private readonly HashSet<int> _required = [];

    public NameList(Gathering gathering)
    {
        foreach (PropertyRule rule in gathering.Properties)
        {
            foreach (string name in rule.Own?.Site.Shape.Properties.Keys ?? Enumerable.Empty<string>())
                Add(name);
        }

        foreach (PropertyRule rule in gathering.Properties)
        {
            for (int i = 0; i < rule.Own?.Names.Count; i++)
            {
                int index = Add(Encoding.UTF8.GetString(rule.Own.Names[i]));
                if (i < rule.Own.RequiredCount)
                    _required.Add(index);
            }
        }
    }

    public List<byte[]> Bytes { get; } = [];

    public int Count => Bytes.Count;

    /// <summary>One bit for each name, as many words as the last required one needs.</summary>
    public ulong[] Required
    {
        get
        {
            var words = new ulong[_required.Count == 0 ? 0 : (_required.Max() >> 6) + 1];
            foreach (int index in _required)
                words[index >> 6] |= 1UL << (index & 63);
            return words;
        }
    }

    public int Add(string name)
    {
        if (_indexes.TryGetValue(name, out int index))
            return index;
        _indexes.Add(name, Bytes.Count);
        Bytes.Add(Encoding.UTF8.GetBytes(name));
        return Bytes.Count - 1;
    }

    public int Add(ReadOnlySpan<byte> name) => Add(Encoding.UTF8.GetString(name));
}
