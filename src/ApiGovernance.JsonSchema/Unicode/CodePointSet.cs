namespace ApiGovernance.JsonSchema.Unicode;

/// <summary>A set of Unicode code points. Immutable; surrogates can be members but never occur in a text.</summary>
internal sealed class CodePointSet : IEquatable<CodePointSet>
{
    public const int Last = 0x10FFFF;

    // Low and high of each range in turn, ascending, no two of them touching.
    private readonly int[] _bounds;
    private readonly ulong _low;
    private readonly ulong _high;

    private CodePointSet(int[] bounds)
    {
        _bounds = bounds;
        for (int i = 0; i < bounds.Length && bounds[i] < 128; i += 2)
        {
            for (int c = bounds[i]; c <= Math.Min(127, bounds[i + 1]); c++)
            {
                if (c < 64)
                    _low |= 1UL << c;
                else
                    _high |= 1UL << (c - 64);
            }
        }
    }

    public static CodePointSet Empty { get; } = new([]);

    public static CodePointSet Any { get; } = new([0, Last]);

    public static CodePointSet Digit { get; } = Of((0x30, 0x39));

    public static CodePointSet Word { get; } = Of((0x30, 0x39), (0x41, 0x5A), (0x5F, 0x5F), (0x61, 0x7A));

    /// <summary>WhiteSpace and LineTerminator of ECMA-262, 12.2 and 12.3.</summary>
    public static CodePointSet Space { get; } = Of(
        (0x09, 0x0D), (0x20, 0x20), (0xA0, 0xA0), (0x1680, 0x1680), (0x2000, 0x200A),
        (0x2028, 0x2029), (0x202F, 0x202F), (0x205F, 0x205F), (0x3000, 0x3000), (0xFEFF, 0xFEFF));

    public static CodePointSet NotDigit { get; } = Digit.Complement();

    public static CodePointSet NotWord { get; } = Word.Complement();

    public static CodePointSet NotSpace { get; } = Space.Complement();

    /// <summary>What '.' stands for: everything but a LineTerminator.</summary>
    public static CodePointSet Dot { get; } = Of((0x0A, 0x0A), (0x0D, 0x0D), (0x2028, 0x2029)).Complement();

    public bool IsEmpty => _bounds.Length == 0;

    /// <summary>Low and high of each range in turn.</summary>
    public ReadOnlySpan<int> Bounds => _bounds;

    /// <summary>The one code point it consists of; -1 when there are more or none.</summary>
    public int Single => _bounds.Length == 2 && _bounds[0] == _bounds[1] ? _bounds[0] : -1;

    public static CodePointSet Of(int codePoint) => new([codePoint, codePoint]);

    public static CodePointSet Of(params ReadOnlySpan<(int Low, int High)> ranges)
    {
        (int Low, int High)[] sorted = ranges.ToArray();
        Array.Sort(sorted);
        var bounds = new List<int>(sorted.Length * 2);
        foreach ((int low, int high) in sorted)
        {
            if (bounds.Count > 0 && low <= bounds[^1] + 1)
            {
                bounds[^1] = Math.Max(bounds[^1], high);
            }
            else
            {
                bounds.Add(low);
                bounds.Add(high);
            }
        }

        return new CodePointSet([.. bounds]);
    }

    /// <param name="bounds">Low and high of each range in turn, ascending, no two touching.</param>
    public static CodePointSet FromBounds(int[] bounds) => new(bounds);

    public static CodePointSet Union(params ReadOnlySpan<CodePointSet> sets)
    {
        var ranges = new List<(int, int)>();
        foreach (CodePointSet set in sets)
        {
            for (int i = 0; i < set._bounds.Length; i += 2)
                ranges.Add((set._bounds[i], set._bounds[i + 1]));
        }

        return Of([.. ranges]);
    }

    public CodePointSet Complement()
    {
        var bounds = new List<int>(_bounds.Length + 2);
        int next = 0;
        for (int i = 0; i < _bounds.Length; i += 2)
        {
            if (_bounds[i] > next)
            {
                bounds.Add(next);
                bounds.Add(_bounds[i] - 1);
            }

            next = _bounds[i + 1] + 1;
        }

        if (next <= Last)
        {
            bounds.Add(next);
            bounds.Add(Last);
        }

        return new CodePointSet([.. bounds]);
    }

    public CodePointSet Except(CodePointSet other) => Union(Complement(), other).Complement();

    public bool Intersects(CodePointSet other)
    {
        int a = 0;
        int b = 0;
        while (a < _bounds.Length && b < other._bounds.Length)
        {
            if (_bounds[a + 1] < other._bounds[b])
                a += 2;
            else if (other._bounds[b + 1] < _bounds[a])
                b += 2;
            else
                return true;
        }

        return false;
    }

    public bool ContainsAscii(byte ascii) => ((ascii < 64 ? _low : _high) >> (ascii & 63) & 1) != 0;

    public bool Contains(int codePoint)
    {
        if (codePoint < 128)
            return ContainsAscii((byte)codePoint);
        int low = 0;
        int high = (_bounds.Length >> 1) - 1;
        while (low <= high)
        {
            int middle = (low + high) >> 1;
            if (codePoint < _bounds[middle * 2])
                high = middle - 1;
            else if (codePoint > _bounds[(middle * 2) + 1])
                low = middle + 1;
            else
                return true;
        }

        return false;
    }

    public bool Equals(CodePointSet? other) => other is not null && _bounds.AsSpan().SequenceEqual(other._bounds);

    public override bool Equals(object? obj) => obj is CodePointSet other && Equals(other);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (int bound in _bounds)
            hash.Add(bound);
        return hash.ToHashCode();
    }
}
