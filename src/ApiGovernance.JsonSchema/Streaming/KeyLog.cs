using System.Buffers;
using System.Numerics;
using ApiGovernance.JsonSchema.Input;

namespace ApiGovernance.JsonSchema.Streaming;

/// <summary>
/// The keys, of the objects that are open, that no schema names: kept to find duplicates. An object with few is searched;
/// one with many gets a hash table, so that time stays linear whatever keys a sender chooses.
/// </summary>
internal sealed class KeyLog
{
    private const int Searched = 16;
    private const int KeptKeys = 16 * 1024;

    private Key[] _keys = new Key[64];

    public int Count;

    public readonly TextBuffer Unescaped = new();

    public bool IsLarge => _keys.Length > KeptKeys || Unescaped.Bytes.Length > KeptKeys * 16;

    /// <summary>Adds a key of the object whose keys begin at <paramref name="first"/>; false when it is there already.</summary>
    /// <param name="source">The text.</param>
    /// <param name="first">Value of <see cref="Count"/> when the object was opened.</param>
    /// <param name="start">Where the key stands: in the text, or in <see cref="Unescaped"/>.</param>
    /// <param name="length">Its length in bytes.</param>
    /// <param name="unescaped">Whether it stands in <see cref="Unescaped"/>.</param>
    /// <param name="signature">Its <see cref="KeyTable.Signature"/>.</param>
    /// <param name="table">The object's hash table; the caller gives it back to the pool.</param>
    public bool Add(ReadOnlySpan<byte> source, int first, int start, int length, bool unescaped, ulong signature, ref int[]? table)
    {
        var key = new Key(signature, start, length, unescaped);
        int count = Count - first;
        if (count < Searched)
        {
            foreach (ref readonly Key earlier in _keys.AsSpan(first, count))
            {
                if (earlier.Signature == signature && Text(source, earlier).SequenceEqual(Text(source, key)))
                    return false;
            }
        }
        else
        {
            if (table is null || count * 2 >= table.Length)
                Rehash(source, first, count, ref table);
            if (!Insert(source, table!, first, Text(source, key), count))
                return false;
        }

        if (Count == _keys.Length)
            Array.Resize(ref _keys, Count * 2);
        _keys[Count++] = key;
        return true;
    }

    public static void Release(int[]? table)
    {
        if (table is not null)
            ArrayPool<int>.Shared.Return(table);
    }

    private void Rehash(ReadOnlySpan<byte> source, int first, int count, ref int[]? table)
    {
        Release(table);
        table = ArrayPool<int>.Shared.Rent((int)BitOperations.RoundUpToPowerOf2((uint)count * 4));
        Array.Clear(table);
        for (int i = 0; i < count; i++)
            Insert(source, table, first, Text(source, _keys[first + i]), i);
    }

    private bool Insert(ReadOnlySpan<byte> source, int[] table, int first, ReadOnlySpan<byte> name, int index)
    {
        // Seeded per process, so that a sender cannot choose keys that collide. Slots hold the key's number in the object plus one.
        var hash = new HashCode();
        hash.AddBytes(name);
        uint slot = (uint)hash.ToHashCode() % (uint)table.Length;
        while (table[slot] != 0)
        {
            ref readonly Key other = ref _keys[first + table[slot] - 1];
            if (other.Length == name.Length && Text(source, other).SequenceEqual(name))
                return false;
            slot = slot + 1 == table.Length ? 0 : slot + 1;
        }

        table[slot] = index + 1;
        return true;
    }

    private ReadOnlySpan<byte> Text(ReadOnlySpan<byte> source, in Key key) =>
        (key.Unescaped ? Unescaped.Written : source).Slice(key.Start, key.Length);

    private readonly record struct Key(ulong Signature, int Start, int Length, bool Unescaped);
}
