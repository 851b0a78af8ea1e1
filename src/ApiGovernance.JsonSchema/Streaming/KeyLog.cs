using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using ApiGovernance.JsonSchema.Input;

namespace ApiGovernance.JsonSchema.Streaming;

/// <summary>
/// The keys, of the objects that are open, that no schema names: kept to find duplicates. An object with few is searched;
/// one with many gets a hash table, so that time stays linear whatever keys a sender chooses.
/// </summary>
internal sealed class KeyLog
{
    private const int Searched = 64;
    private const int SearchedOneByOne = 8;
    private const int KeptKeys = 16 * 1024;

    private ulong[] _signatures = new ulong[64];
    private Place[] _places = new Place[64];

    public int Count;

    public readonly TextBuffer Unescaped = new();

    public bool IsLarge => _places.Length > KeptKeys || Unescaped.Bytes.Length > KeptKeys * 16;

    /// <summary>Adds a key of the object whose keys begin at <paramref name="first"/>; false when it is there already.</summary>
    /// <param name="source">The text.</param>
    /// <param name="first">Value of <see cref="Count"/> when the object was opened.</param>
    /// <param name="key">Where the key stands: in the text, or in <see cref="Unescaped"/>.</param>
    /// <param name="signature">Its <see cref="KeyTable.Signature"/>.</param>
    /// <param name="table">The object's hash table; the caller gives it back to the pool.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Add(ReadOnlySpan<byte> source, int first, Place key, ulong signature, ref int[]? table)
    {
        int last = Count;
        ulong[] signatures = _signatures;
        if (last - first < Searched && last < signatures.Length)
        {
            if (last - first > SearchedOneByOne)
            {
                if (signatures.AsSpan(first, last - first).Contains(signature) && IsThere(source, first, key, signature))
                    return false;
            }
            else
            {
                for (int i = first; i < last; i++)
                {
                    if (signatures[i] == signature && IsSame(source, i, key))
                        return false;
                }
            }

            signatures[last] = signature;
            _places[last] = key;
            Count = last + 1;
            return true;
        }

        return AddToMany(source, first, key, signature, ref table);
    }

    public static void Release(int[]? table)
    {
        if (table is not null)
            ArrayPool<int>.Shared.Return(table);
    }

    private bool AddToMany(ReadOnlySpan<byte> source, int first, Place key, ulong signature, ref int[]? table)
    {
        if (Count == _places.Length)
        {
            Array.Resize(ref _places, Count * 2);
            Array.Resize(ref _signatures, Count * 2);
        }

        int count = Count - first;
        if (count < Searched)
            return Add(source, first, key, signature, ref table);
        if (table is null || count * 2 >= table.Length)
            Rehash(source, first, count, ref table);
        if (!Insert(source, table!, first, Text(source, key), count))
            return false;
        _signatures[Count] = signature;
        _places[Count++] = key;
        return true;
    }

    private bool IsThere(ReadOnlySpan<byte> source, int first, Place key, ulong signature)
    {
        for (int i = first; i < Count; i++)
        {
            if (_signatures[i] == signature && IsSame(source, i, key))
                return true;
        }

        return false;
    }

    private bool IsSame(ReadOnlySpan<byte> source, int index, Place key) => Text(source, _places[index]).SequenceEqual(Text(source, key));

    private void Rehash(ReadOnlySpan<byte> source, int first, int count, ref int[]? table)
    {
        Release(table);
        table = ArrayPool<int>.Shared.Rent((int)BitOperations.RoundUpToPowerOf2((uint)count * 4));
        Array.Clear(table);
        for (int i = 0; i < count; i++)
            Insert(source, table, first, Text(source, _places[first + i]), i);
    }

    private bool Insert(ReadOnlySpan<byte> source, int[] table, int first, ReadOnlySpan<byte> name, int index)
    {
        // Seeded per process, so that a sender cannot choose keys that collide. Slots hold the key's number in the object plus one.
        var hash = new HashCode();
        hash.AddBytes(name);
        uint slot = (uint)hash.ToHashCode() % (uint)table.Length;
        while (table[slot] != 0)
        {
            Place other = _places[first + table[slot] - 1];
            if (other.Length == name.Length && Text(source, other).SequenceEqual(name))
                return false;
            slot = slot + 1 == table.Length ? 0 : slot + 1;
        }

        table[slot] = index + 1;
        return true;
    }

    private ReadOnlySpan<byte> Text(ReadOnlySpan<byte> source, Place key) =>
        (key.IsUnescaped ? Unescaped.Written : source).Slice(key.Start, key.Length);

    /// <summary>Where a key stands.</summary>
    internal readonly struct Place(int start, int length, bool isUnescaped)
    {
        private readonly int _length = isUnescaped ? ~length : length;

        public int Start { get; } = start;

        public int Length => _length < 0 ? ~_length : _length;

        public bool IsUnescaped => _length < 0;
    }
}
