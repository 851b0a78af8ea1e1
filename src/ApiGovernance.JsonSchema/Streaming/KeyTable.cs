using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ApiGovernance.JsonSchema.Streaming;

/// <summary>A name, prepared so that the bytes of a text are compared with it, its closing quote and its colon at once.</summary>
internal struct KeyEntry
{
    /// <summary>The name, a quote and a colon; the first 16 bytes of that.</summary>
    public Vector128<byte> Head;

    /// <summary>Which bytes of <see cref="Head"/> count.</summary>
    public Vector128<byte> Mask;

    /// <summary>The last 16 bytes, of names that <see cref="Head"/> does not hold.</summary>
    public Vector128<byte> Tail;

    /// <summary>Bytes of name, quote and colon.</summary>
    public int Length;

    /// <summary>Bytes of text there must be for a comparison; more than any text has for names too long for two vectors, or not written as they are.</summary>
    public int Needed;

    /// <summary>What its value must satisfy.</summary>
    public Plan Plan;
}

/// <summary>
/// Finds a name among those a schema states. A sender keeps an order, so the name expected next is compared first;
/// otherwise a hash is used that was chosen so that, where possible, no two names share a slot.
/// </summary>
internal sealed class KeyTable
{
    private const ulong Golden = 0x9E3779B97F4A7C15;

    // Names that are alike at both ends share a signature. Where more than this many slots would have to be passed, all of a name is hashed.
    private const int LongestProbe = 64;

    private readonly byte[][] _names;
    private readonly KeyEntry[] _entries;
    private readonly int[] _slots;
    private readonly ulong _multiplier;
    private readonly int _shift;
    private readonly bool _hashesAll;

    /// <param name="names">Distinct names.</param>
    /// <param name="plans">Their plans; null for a table of values.</param>
    public KeyTable(byte[][] names, Plan[]? plans)
    {
        _names = names;
        _entries = new KeyEntry[plans?.Length ?? 0];
        for (int i = 0; i < _entries.Length; i++)
            _entries[i] = Entry(names[i], plans![i]);
        (_slots, _multiplier, _shift, IsPerfect, _hashesAll) = Hash(names);
    }

    public static KeyTable Empty { get; } = new([], []);

    public IReadOnlyList<byte[]> Names => _names;

    public int Count => _names.Length;

    /// <summary>Whether every name has a slot of its own, so that one comparison decides.</summary>
    public bool IsPerfect { get; }

    public ReadOnlySpan<KeyEntry> Entries => _entries;

    /// <summary>A number that is the same for equal names and rarely for others. Not for names an adversary chooses many of.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Signature(ReadOnlySpan<byte> name)
    {
        ref byte first = ref MemoryMarshal.GetReference(name);
        int length = name.Length;
        ulong key;
        if (length >= 8)
        {
            key = Unsafe.ReadUnaligned<ulong>(ref first)
                ^ BitOperations.RotateLeft(Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref first, length - 8)), 29);
        }
        else if (length >= 4)
        {
            key = Unsafe.ReadUnaligned<uint>(ref first)
                | ((ulong)Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref first, length - 4)) << 32);
        }
        else
        {
            key = length == 0 ? 0 : first | ((ulong)Unsafe.Add(ref first, length - 1) << 8) | ((ulong)Unsafe.Add(ref first, length / 2) << 16);
        }

        return key + ((ulong)length * Golden);
    }

    /// <summary>Index of the name, or -1.</summary>
    public int Find(ReadOnlySpan<byte> name, ulong signature)
    {
        int[] slots = _slots;
        if (_hashesAll)
            signature = All(name);
        for (int slot = (int)((signature * _multiplier) >> _shift); ; slot = (slot + 1) & (slots.Length - 1))
        {
            int index = slots[slot] - 1;
            if (index < 0 || name.SequenceEqual(_names[index]))
                return index;
            if (IsPerfect)
                return -1;
        }
    }

    private static KeyEntry Entry(byte[] name, Plan plan)
    {
        byte[] bytes = [.. name, (byte)'"', (byte)':'];

        // A name that a text can only write with an escape is never found by its bytes: there they are another name, or no JSON.
        bool isComparable = bytes.Length <= 32 && name.AsSpan().IndexOfAny((byte)'"', (byte)'\\') < 0 && !name.AsSpan().ContainsAnyInRange((byte)0, (byte)0x1F);
        KeyEntry entry = new() { Plan = plan, Length = bytes.Length, Needed = isComparable ? Math.Max(16, bytes.Length) : int.MaxValue };
        Span<byte> head = stackalloc byte[16];
        bytes.AsSpan(0, Math.Min(16, bytes.Length)).CopyTo(head);
        Span<byte> mask = stackalloc byte[16];
        mask[..Math.Min(16, bytes.Length)].Fill(0xFF);
        entry.Head = Vector128.Create<byte>(head);
        entry.Mask = Vector128.Create<byte>(mask);
        entry.Tail = bytes.Length >= 16 ? Vector128.Create<byte>(bytes.AsSpan(bytes.Length - 16)) : default;
        return entry;
    }

    private static (int[] Slots, ulong Multiplier, int Shift, bool IsPerfect, bool HashesAll) Hash(byte[][] names)
    {
        if (names.Length == 0)
            return ([0], 0, 63, true, false);
        ulong[] signatures = Array.ConvertAll(names, static n => Signature(n));
        int bits = BitOperations.Log2(BitOperations.RoundUpToPowerOf2((uint)Math.Max(2, names.Length * 2)));
        int[] slots = new int[1 << bits];
        ulong multiplier = Golden;

        // Many names hardly ever fit without a collision; it is not worth the time of trying long.
        for (int attempt = names.Length <= 48 ? 12 : 1; attempt > 0; attempt--)
        {
            if (Fill(slots, signatures, multiplier, 64 - bits, 0))
                return (slots, multiplier, 64 - bits, true, false);
            Array.Clear(slots);
            multiplier = (multiplier * 0xD1342543DE82EF95) | 1;
            if (attempt == 7)
                slots = new int[1 << ++bits];
        }

        if (Fill(slots, signatures, Golden, 64 - bits, LongestProbe))
            return (slots, Golden, 64 - bits, false, false);
        Array.Clear(slots);
        Fill(slots, Array.ConvertAll(names, static n => All(n)), Golden, 64 - bits, int.MaxValue);
        return (slots, Golden, 64 - bits, false, true);
    }

    /// <summary>A number for all bytes of a name; seeded per process, so that nobody can choose names that collide.</summary>
    private static ulong All(ReadOnlySpan<byte> name)
    {
        var hash = new HashCode();
        hash.AddBytes(name);
        return (uint)hash.ToHashCode();
    }

    private static bool Fill(int[] slots, ulong[] signatures, ulong multiplier, int shift, int longest)
    {
        for (int i = 0; i < signatures.Length; i++)
        {
            int slot = (int)((signatures[i] * multiplier) >> shift);
            for (int passed = 0; slots[slot] != 0; slot = (slot + 1) & (slots.Length - 1))
            {
                if (++passed > longest)
                    return false;
            }

            slots[slot] = i + 1;
        }

        return true;
    }
}
