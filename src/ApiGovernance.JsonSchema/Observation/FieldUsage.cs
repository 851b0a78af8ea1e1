using ApiGovernance.JsonSchema.Evaluation;

namespace ApiGovernance.JsonSchema.Observation;

/// <summary>
/// Which properties occurred in the texts that were validated with it: their names and how often, never a value. Texts that are not valid
/// leave no trace. One instance is for one schema and one thread at a time; merge those of several threads with <see cref="Merge"/>.
/// </summary>
/// <param name="options">Null for <see cref="FieldUsageOptions.Default"/>.</param>
public sealed class FieldUsage(FieldUsageOptions? options = null)
{
    private readonly FieldUsageOptions _options = options ?? FieldUsageOptions.Default;
    private readonly List<UsageNode> _touched = [];
    private readonly List<UsageNode> _added = [];
    private UsageNode? _root;
    private long _stamp;
    private long _truncatedBefore;
    private int _named;
    private int _unnamed;

    /// <summary>Valid texts that were observed.</summary>
    public long Instances { get; private set; }

    /// <summary>Occurrences of properties that were not recorded because there was no room, or because the name was too long.</summary>
    public long Truncated { get; private set; }

    /// <summary>There was no room for a property that the schema names, so one that is not listed may have occurred all the same.</summary>
    public bool IsNamedTruncated { get; private set; }

    /// <summary>Every path that occurred, in ordinal order.</summary>
    public IReadOnlyList<FieldPathUsage> Paths => _root is null ? [] : UsagePaths.Of(_root);

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        _root = null;
        (Instances, Truncated, IsNamedTruncated, _named, _unnamed) = (0, 0, false, 0, 0);
    }

    /// <summary>Adds what another one saw. Neither may be in use meanwhile.</summary>
    public void Merge(FieldUsage other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (ReferenceEquals(other, this))
            throw new ArgumentException("A usage cannot be merged into itself.", nameof(other));
        Instances += other.Instances;
        Truncated += other.Truncated;
        IsNamedTruncated |= other.IsNamedTruncated;
        if (other._root is null)
            return;
        var pairs = new Stack<(UsageNode Mine, UsageNode Theirs)>();
        pairs.Push((_root ??= NewRoot(other._root.Schemas), other._root));
        while (pairs.TryPop(out (UsageNode Mine, UsageNode Theirs) pair))
        {
            pair.Mine.Instances += pair.Theirs.Instances;
            foreach (UsageNode theirs in UsagePaths.Children(pair.Theirs))
            {
                UsageNode? mine = theirs.IsItem ? pair.Mine.Items : pair.Mine.Find(theirs.Name);
                mine ??= Add(pair.Mine, theirs.Name, theirs.IsNamed, theirs.IsItem, theirs.Schemas);
                if (mine is { } room)
                    pairs.Push((room, theirs));
                else
                    Truncated += UsagePaths.Total(theirs);
            }
        }

        _added.Clear();
    }

    /// <summary>A text begins.</summary>
    internal UsageNode Begin(SchemaNode schema)
    {
        _stamp++;
        _truncatedBefore = Truncated;
        return _root ??= NewRoot(FieldSchemas.Of([schema]));
    }

    /// <summary>The text has ended; only of a valid one anything is kept.</summary>
    internal void End(bool valid)
    {
        if (valid)
        {
            Instances++;
            foreach (UsageNode node in _touched)
                node.Instances++;
        }
        else
        {
            Truncated = _truncatedBefore;
            for (int i = _added.Count - 1; i >= 0; i--)
                Remove(_added[i]);
        }

        _touched.Clear();
        _added.Clear();
    }

    /// <summary>The node of a property, which is counted for this text; null when there is no room for it.</summary>
    internal UsageNode? Property(UsageNode parent, ReadOnlySpan<byte> name)
    {
        bool isKey = parent.Schemas.IsKey(name);
        UsageNode? node = isKey ? Items(parent) : parent.Find(name) ?? NewProperty(parent, name);
        if (node is not null)
            Touch(node);
        else if (!isKey)
            Truncated++;
        return node;
    }

    /// <summary>Counts a property for this text.</summary>
    internal void Touch(UsageNode node)
    {
        if (node.Stamp == _stamp)
            return;
        node.Stamp = _stamp;
        _touched.Add(node);
    }

    /// <summary>The node of the items of an array; they are no property and are not counted.</summary>
    internal UsageNode? Items(UsageNode parent)
    {
        UsageNode? items = parent.Items ?? Add(parent, [], parent.IsNamed, isItem: true, parent.Schemas.Items());
        if (items is null)
            Truncated++;
        return items;
    }

    private UsageNode? NewProperty(UsageNode parent, ReadOnlySpan<byte> name)
    {
        if (parent.Schemas.Names(name))
            return Add(parent, name.ToArray(), parent.IsNamed, isItem: false, parent.Schemas.Property(name));
        return name.Length > _options.MaxNameBytes ? null : Add(parent, name.ToArray(), isNamed: false, isItem: false, FieldSchemas.None);
    }

    private UsageNode? Add(UsageNode parent, byte[] name, bool isNamed, bool isItem, FieldSchemas schemas)
    {
        if (isNamed ? _named >= _options.MaxNamedPaths : _unnamed >= _options.MaxUnnamedPaths)
        {
            IsNamedTruncated |= isNamed;
            return null;
        }

        var node = new UsageNode(parent, name, isNamed, isItem, schemas);
        parent.Add(node);
        _added.Add(node);
        if (isNamed)
            _named++;
        else
            _unnamed++;
        return node;
    }

    private void Remove(UsageNode node)
    {
        node.Parent!.Remove(node);
        if (node.IsNamed)
            _named--;
        else
            _unnamed--;
    }

    private static UsageNode NewRoot(FieldSchemas schemas) => new(null, [], isNamed: true, isItem: false, schemas);
}
