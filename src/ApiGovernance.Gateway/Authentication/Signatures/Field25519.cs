using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace ApiGovernance.Gateway.Authentication.Signatures;

/// <summary>
/// A number modulo 2^255 - 19 in five limbs of 51 bits. Each result is reduced so far that its limbs are below 2^52, which is what the
/// multiplication needs; only <see cref="ToBytes"/> reduces to the end. It holds no secrets, so it need not take the same time for all.
/// </summary>
internal readonly struct Field25519(ulong l0, ulong l1, ulong l2, ulong l3, ulong l4)
{
    private const ulong Mask = (1UL << 51) - 1;

    // 16 p in limbs: with it no subtraction goes below zero.
    private const ulong LowOf16P = 16 * (Mask - 18);
    private const ulong HighOf16P = 16 * Mask;

    private readonly ulong l0 = l0, l1 = l1, l2 = l2, l3 = l3, l4 = l4;

    public static Field25519 Zero => default;

    public static Field25519 One { get; } = new(1, 0, 0, 0, 0);

    public bool IsOdd => (ToBytes()[0] & 1) != 0;

    public bool IsZero => ToBytes().AsSpan().IndexOfAnyExcept((byte)0) < 0;

    /// <param name="bytes">32 in little endian; the highest bit does not count.</param>
    public static Field25519 Read(ReadOnlySpan<byte> bytes) => new(
        BinaryPrimitives.ReadUInt64LittleEndian(bytes) & Mask,
        (BinaryPrimitives.ReadUInt64LittleEndian(bytes[6..]) >> 3) & Mask,
        (BinaryPrimitives.ReadUInt64LittleEndian(bytes[12..]) >> 6) & Mask,
        (BinaryPrimitives.ReadUInt64LittleEndian(bytes[19..]) >> 1) & Mask,
        (BinaryPrimitives.ReadUInt64LittleEndian(bytes[24..]) >> 12) & Mask);

    /// <summary>For constants.</summary>
    public static Field25519 Of(BigInteger value)
    {
        byte[] bytes = new byte[32];
        value.TryWriteBytes(bytes, out _, isUnsigned: true);
        return Read(bytes);
    }

    public static Field25519 operator +(in Field25519 a, in Field25519 b) => Reduced(a.l0 + b.l0, a.l1 + b.l1, a.l2 + b.l2, a.l3 + b.l3, a.l4 + b.l4);

    public static Field25519 operator -(in Field25519 a, in Field25519 b) => Reduced(
        a.l0 + LowOf16P - b.l0, a.l1 + HighOf16P - b.l1, a.l2 + HighOf16P - b.l2, a.l3 + HighOf16P - b.l3, a.l4 + HighOf16P - b.l4);

    // Good code from the first call on: a check runs it thousands of times.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static Field25519 operator *(in Field25519 a, in Field25519 b)
    {
        // What exceeds 2^255 comes back times 19.
        ulong b1 = b.l1 * 19, b2 = b.l2 * 19, b3 = b.l3 * 19, b4 = b.l4 * 19;
        UInt128 c0 = Math.BigMul(a.l0, b.l0) + Math.BigMul(a.l4, b1) + Math.BigMul(a.l3, b2) + Math.BigMul(a.l2, b3) + Math.BigMul(a.l1, b4);
        UInt128 c1 = Math.BigMul(a.l1, b.l0) + Math.BigMul(a.l0, b.l1) + Math.BigMul(a.l4, b2) + Math.BigMul(a.l3, b3) + Math.BigMul(a.l2, b4) + (c0 >> 51);
        UInt128 c2 = Math.BigMul(a.l2, b.l0) + Math.BigMul(a.l1, b.l1) + Math.BigMul(a.l0, b.l2) + Math.BigMul(a.l4, b3) + Math.BigMul(a.l3, b4) + (c1 >> 51);
        UInt128 c3 = Math.BigMul(a.l3, b.l0) + Math.BigMul(a.l2, b.l1) + Math.BigMul(a.l1, b.l2) + Math.BigMul(a.l0, b.l3) + Math.BigMul(a.l4, b4) + (c2 >> 51);
        UInt128 c4 = Math.BigMul(a.l4, b.l0) + Math.BigMul(a.l3, b.l1) + Math.BigMul(a.l2, b.l2) + Math.BigMul(a.l1, b.l3) + Math.BigMul(a.l0, b.l4) + (c3 >> 51);
        ulong low = ((ulong)c0 & Mask) + ((ulong)(c4 >> 51) * 19);
        return new(low & Mask, ((ulong)c1 & Mask) + (low >> 51), (ulong)c2 & Mask, (ulong)c3 & Mask, (ulong)c4 & Mask);
    }

    public bool Is(in Field25519 other) => ToBytes().AsSpan().SequenceEqual(other.ToBytes());

    /// <summary>1 / this; 0 for 0.</summary>
    public Field25519 Inverse()
    {
        Field25519 long250 = Power250(out Field25519 eleventh);
        return Squared(long250, 5) * eleventh;
    }

    /// <summary>To the power of (p - 5) / 8 = 2^252 - 3.</summary>
    public Field25519 PowerForRoots() => Squared(Power250(out _), 2) * this;

    /// <summary>The number itself, in 32 bytes of little endian.</summary>
    public byte[] ToBytes()
    {
        Field25519 r = Reduced(l0, l1, l2, l3, l4);
        // Whether it is p or more: then 19 more carry over the highest bit.
        ulong q = (r.l0 + 19) >> 51;
        q = (r.l1 + q) >> 51;
        q = (r.l2 + q) >> 51;
        q = (r.l3 + q) >> 51;
        q = (r.l4 + q) >> 51;
        ulong a = r.l0 + (19 * q), b = r.l1 + (a >> 51), c = r.l2 + (b >> 51), d = r.l3 + (c >> 51), e = r.l4 + (d >> 51);
        (a, b, c, d, e) = (a & Mask, b & Mask, c & Mask, d & Mask, e & Mask);
        byte[] bytes = new byte[32];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, a | (b << 51));
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(8), (b >> 13) | (c << 38));
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(16), (c >> 26) | (d << 25));
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(24), (d >> 39) | (e << 12));
        return bytes;
    }

    private static Field25519 Reduced(ulong l0, ulong l1, ulong l2, ulong l3, ulong l4) => new(
        (l0 & Mask) + ((l4 >> 51) * 19), (l1 & Mask) + (l0 >> 51), (l2 & Mask) + (l1 >> 51), (l3 & Mask) + (l2 >> 51), (l4 & Mask) + (l3 >> 51));

    /// <summary>To the power of 2^250 - 1, and of 11, by the usual chain of squares.</summary>
    private Field25519 Power250(out Field25519 eleventh)
    {
        Field25519 square = this * this;
        Field25519 ninth = this * Squared(square, 2);
        eleventh = square * ninth;
        Field25519 ones5 = ninth * (eleventh * eleventh);
        Field25519 ones10 = Squared(ones5, 5) * ones5;
        Field25519 ones20 = Squared(ones10, 10) * ones10;
        Field25519 ones40 = Squared(ones20, 20) * ones20;
        Field25519 ones50 = Squared(ones40, 10) * ones10;
        Field25519 ones100 = Squared(ones50, 50) * ones50;
        Field25519 ones200 = Squared(ones100, 100) * ones100;
        return Squared(ones200, 50) * ones50;
    }

    private static Field25519 Squared(Field25519 value, int times)
    {
        for (; times > 0; times--)
            value *= value;
        return value;
    }
}
