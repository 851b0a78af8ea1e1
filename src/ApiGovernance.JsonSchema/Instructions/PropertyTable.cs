using System.Buffers.Binary;
using System.Numerics;

namespace ApiGovernance.JsonSchema.Instructions;

/// <summary>Finds a name among those a schema states: first the one expected next, for senders keep an order, then by hash.</summary>
internal sealed class PropertyTable
{
    // Names may be alike at both ends, which is what the quick hash looks at. Where more than this many slots would have to be passed,
    // all of a name is hashed.
    private const int LongestProbe = 64;

    private readonly byte[][] _names;
    private readonly int[] _slots;
    private readonly int _shift;
    private readonly bool _hashesAll;

    public PropertyTable(IEnumerable<byte[]> names)
    {
        _names = [.. names];
        int size = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(4, _names.Length * 2));
        _slots = new int[size];
        _shift = 64 - BitOperations.Log2((uint)size);
        if (!Fill(LongestProbe))
        {
            Array.Clear(_slots);
            _hashesAll = true;
            Fill(int.MaxValue);
        }
    }

    public IReadOnlyList<byte[]> Names => _names;

    public int Count => _names.Length;

    /// <summary>Index of the name, or -1.</summary>
    public int Find(ReadOnlySpan<byte> name, ref int expected)
    {
        if ((uint)expected < (uint)_names.Length && name.SequenceEqual(_names[expected]))
            return expected++;
        for (int slot = Slot(name); _slots[slot] != 0; slot = (slot + 1) & (_slots.Length - 1))
        {
            int index = _slots[slot] - 1;
            if (name.SequenceEqual(_names[index]))
            {
                expected = index + 1;
                return index;
            }
        }

        return -1;
    }

    private bool Fill(int longest)
    {
        for (int i = 0; i < _names.Length; i++)
        {
            int slot = Slot(_names[i]);
            for (int passed = 0; _slots[slot] != 0; slot = (slot + 1) & (_slots.Length - 1))
            {
                if (++passed > longest)
                    return false;
            }

            _slots[slot] = i + 1;
        }

        return true;
    }

    private int Slot(ReadOnlySpan<byte> name)
    {
        if (_hashesAll)
        {
            var hash = new HashCode();
            hash.AddBytes(name);
            return (int)((uint)hash.ToHashCode() * 0x9E3779B97F4A7C15 >> _shift);
        }

        ulong key = name.Length switch
        {
            >= 8 => BinaryPrimitives.ReadUInt64LittleEndian(name)
                ^ BitOperations.RotateLeft(BinaryPrimitives.ReadUInt64LittleEndian(name[^8..]), 29),
            >= 4 => BinaryPrimitives.ReadUInt32LittleEndian(name)
                | ((ulong)BinaryPrimitives.ReadUInt32LittleEndian(name[^4..]) << 32),
            > 0 => name[0] | ((ulong)name[^1] << 8) | ((ulong)name[name.Length / 2] << 16),
            _ => 0,
        };
        return (int)((key + (ulong)name.Length) * 0x9E3779B97F4A7C15 >> _shift);
    }
}
