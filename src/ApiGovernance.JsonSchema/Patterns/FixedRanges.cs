using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using ApiGovernance.JsonSchema.Unicode;

namespace ApiGovernance.JsonSchema.Patterns;

/// <summary>
/// Texts of one length, 4 to 16, with one range of ASCII for each place, such as <c>^[A-Z]{3}-[0-9]{6}$</c>: identifiers mostly are.
/// All places are compared at once. Places are read from the start and from the end, overlapping, so nothing outside the text is read.
/// </summary>
internal sealed class FixedRanges
{
    private readonly Vector128<byte> _low;
    private readonly Vector128<byte> _width;
    private readonly int _length;

    private FixedRanges(ReadOnlySpan<byte> low, ReadOnlySpan<byte> width)
    {
        _length = low.Length;
        _low = Load(low);
        _width = Load(width);
    }

    public static FixedRanges? TryCreate(List<(CodePointSet Set, int Min, int Max)> runs)
    {
        var low = new List<byte>();
        var width = new List<byte>();
        foreach ((CodePointSet set, int min, int max) in runs)
        {
            if (min != max || set.Bounds.Length != 2 || set.Bounds[1] > 0x7F || min > 16 - low.Count)
                return null;
            for (int i = 0; i < min; i++)
            {
                low.Add((byte)set.Bounds[0]);
                width.Add((byte)(set.Bounds[1] - set.Bounds[0]));
            }
        }

        return low.Count >= 4 ? new FixedRanges(CollectionsMarshal.AsSpan(low), CollectionsMarshal.AsSpan(width)) : null;
    }

    // A byte below the range wraps around to more than any width, so one comparison tells both ends.
    public bool Contains(ReadOnlySpan<byte> text) => text.Length == _length && Vector128.LessThanOrEqualAll(Load(text) - _low, _width);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> Load(ReadOnlySpan<byte> text)
    {
        ref byte first = ref MemoryMarshal.GetReference(text);
        if (text.Length >= 8)
        {
            ulong end = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref first, text.Length - 8));
            return Vector128.Create(Unsafe.ReadUnaligned<ulong>(ref first), end).AsByte();
        }

        ulong both = Unsafe.ReadUnaligned<uint>(ref first) | ((ulong)Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref first, text.Length - 4)) << 32);
        return Vector128.Create(both).AsByte();
    }
}
