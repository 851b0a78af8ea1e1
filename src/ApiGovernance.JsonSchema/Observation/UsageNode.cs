using ApiGovernance.JsonSchema.Streaming;

namespace ApiGovernance.JsonSchema.Observation;

/// <summary>A property, or the items of an array, in the tree of paths that were seen.</summary>
internal sealed class UsageNode(UsageNode? parent, byte[] name, bool isNamed, bool isItem, FieldSchemas schemas)
{
    public UsageNode? Parent { get; } = parent;

    public byte[] Name { get; } = name;

    public bool IsNamed { get; } = isNamed;

    /// <summary>Stands for all items of an array or all keys of a map.</summary>
    public bool IsItem { get; } = isItem;

    /// <summary>What the schemas of the value say of its children.</summary>
    public FieldSchemas Schemas { get; } = schemas;

    /// <summary>Valid texts in which it occurred.</summary>
    public long Instances { get; set; }

    /// <summary>Number of the text in which it was seen last: it counts once in each.</summary>
    public long Stamp { get; set; }

    /// <summary>The node of the items, once there was one.</summary>
    public UsageNode? Items { get; set; }

    public Dictionary<byte[], UsageNode>? Children { get; private set; }

    /// <summary>The plan whose property indices <see cref="ByIndex"/> has: nearly always there is one for a place.</summary>
    public ObjectPlan? Plan { get; private set; }

    public UsageNode?[] ByIndex { get; private set; } = [];

    public void Remember(ObjectPlan plan, int property, UsageNode child)
    {
        if (!ReferenceEquals(Plan, plan))
            (Plan, ByIndex) = (plan, new UsageNode?[plan.Keys.Count]);
        ByIndex[property] = child;
    }

    public UsageNode? Find(ReadOnlySpan<byte> child) =>
        Children is not null && Children.GetAlternateLookup<ReadOnlySpan<byte>>().TryGetValue(child, out UsageNode? found) ? found : null;

    public void Add(UsageNode child)
    {
        if (child.IsItem)
            Items = child;
        else
            (Children ??= new Dictionary<byte[], UsageNode>(NameComparer.Instance)).Add(child.Name, child);
    }

    public void Remove(UsageNode child)
    {
        (Plan, ByIndex) = (null, []);
        if (child.IsItem)
            Items = null;
        else
            Children!.Remove(child.Name);
    }
}

/// <summary>Names by their bytes, so that a name is looked up as it stands in the text. Seeded per process.</summary>
internal sealed class NameComparer : IEqualityComparer<byte[]>, IAlternateEqualityComparer<ReadOnlySpan<byte>, byte[]>
{
    public static NameComparer Instance { get; } = new();

    public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

    public int GetHashCode(byte[] obj) => GetHashCode(obj.AsSpan());

    public bool Equals(ReadOnlySpan<byte> alternate, byte[] other) => alternate.SequenceEqual(other);

    public int GetHashCode(ReadOnlySpan<byte> alternate)
    {
        var hash = new HashCode();
        hash.AddBytes(alternate);
        return hash.ToHashCode();
    }

    public byte[] Create(ReadOnlySpan<byte> alternate) => alternate.ToArray();
}
