using System.Buffers;

namespace ApiGovernance.JsonSchema.Input;

/// <summary>Questions about the keys of one object that would be quadratic without a hash table.</summary>
internal ref struct KeyIndex
{
    private const int Small = 12;

    private readonly JsonView _view;
    private readonly int[] _slots;
    private readonly int _mask;

    /// <summary>Indexes the keys of an object; call <see cref="Dispose"/>.</summary>
    private KeyIndex(JsonView view, int count)
    {
        _view = view;
        int size = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)count * 2);
        _slots = ArrayPool<int>.Shared.Rent(size);
        _mask = size - 1;
        _slots.AsSpan(0, size).Clear();
    }

    public static KeyIndex Create(JsonView view, int obj)
    {
        var index = new KeyIndex(view, view.Count(obj));
        for (int key = obj + 1, end = view.Next(obj); key < end; key = view.Next(key + 1))
            index.Add(key);
        return index;
    }

    /// <summary>The token of the second key with a name already used in the object, or -1.</summary>
    public static int FindDuplicate(JsonView view, int obj)
    {
        int end = view.Next(obj);
        if (view.Count(obj) <= Small)
            return FindDuplicateSmall(view, obj, end);
        var index = new KeyIndex(view, view.Count(obj));
        int duplicate = -1;
        for (int key = obj + 1; key < end && duplicate < 0; key = view.Next(key + 1))
        {
            if (!index.Add(key))
                duplicate = key;
        }

        index.Dispose();
        return duplicate;
    }

    private static int FindDuplicateSmall(JsonView view, int obj, int end)
    {
        for (int key = view.Next(obj + 2); key < end; key = view.Next(key + 1))
        {
            ReadOnlySpan<byte> name = view.Text(key);
            for (int earlier = obj + 1; earlier < key; earlier = view.Next(earlier + 1))
            {
                if (view.Tokens[earlier].Length == name.Length && view.Text(earlier).SequenceEqual(name))
                    return key;
            }
        }

        return -1;
    }

    public readonly int Find(ReadOnlySpan<byte> name)
    {
        for (int slot = Hash(name) & _mask; ; slot = (slot + 1) & _mask)
        {
            int key = _slots[slot] - 1;
            if (key < 0 || _view.Text(key).SequenceEqual(name))
                return key;
        }
    }

    public readonly void Dispose() => ArrayPool<int>.Shared.Return(_slots);

    private readonly bool Add(int key)
    {
        ReadOnlySpan<byte> name = _view.Text(key);
        int slot = Hash(name) & _mask;
        for (; _slots[slot] != 0; slot = (slot + 1) & _mask)
        {
            if (_view.Text(_slots[slot] - 1).SequenceEqual(name))
                return false;
        }

        _slots[slot] = key + 1;
        return true;
    }

    // Seeded per process, so that a sender cannot choose keys that collide.
    private static int Hash(ReadOnlySpan<byte> name)
    {
        var hash = new HashCode();
        hash.AddBytes(name);
        return hash.ToHashCode();
    }
}
