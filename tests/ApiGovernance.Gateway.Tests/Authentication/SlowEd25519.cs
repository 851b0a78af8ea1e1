using System.Numerics;
using System.Security.Cryptography;

namespace ApiGovernance.Gateway.Tests.Authentication;

/// <summary>Ed25519 as RFC 8032 writes it, in numbers of any length: slow, and plain enough to hold the fast one against.</summary>
internal static class SlowEd25519
{
    private static readonly BigInteger P = BigInteger.Pow(2, 255) - 19;
    private static readonly BigInteger Order = BigInteger.Pow(2, 252) + BigInteger.Parse("27742317777372353535851937790883648493", System.Globalization.CultureInfo.InvariantCulture);
    private static readonly BigInteger D = Mod(-121665 * Inverse(121666));
    private static readonly BigInteger RootOfMinusOne = BigInteger.ModPow(2, (P - 1) / 4, P);
    private static readonly Point Base = Decode(Encoded(Mod(4 * Inverse(5)), isOdd: false))!.Value;
    private static readonly Point Neutral = new(0, 1, 1, 0);

    public static bool Verify(ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature)
    {
        if (publicKey.Length != 32 || signature.Length != 64 || Decode(publicKey) is not { } key || Decode(signature[..32]) is null)
            return false;
        var s = new BigInteger(signature[32..], isUnsigned: true);
        // Else the same signature could be written in several ways.
        if (s >= Order)
            return false;
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA512);
        hash.AppendData(signature[..32]);
        hash.AppendData(publicKey);
        hash.AppendData(message);
        BigInteger k = new BigInteger(hash.GetHashAndReset(), isUnsigned: true) % Order;
        // R = [s]B - [k]A, both multiples in one walk over the bits.
        Point minusKey = new(Mod(-key.X), key.Y, key.Z, Mod(-key.T));
        Point both = Add(Base, minusKey);
        Point sum = Neutral;
        for (int bit = 255; bit >= 0; bit--)
        {
            sum = Add(sum, sum);
            bool ofBase = !((s >> bit) & 1).IsZero, ofKey = !((k >> bit) & 1).IsZero;
            if (ofBase || ofKey)
                sum = Add(sum, ofBase && ofKey ? both : ofBase ? Base : minusKey);
        }

        BigInteger inverse = Inverse(sum.Z);
        return Encoded(Mod(sum.Y * inverse), !Mod(sum.X * inverse).IsEven).AsSpan().SequenceEqual(signature[..32]);
    }

    /// <summary>RFC 8032, 5.1.5 and 5.1.6.</summary>
    public static (byte[] PublicKey, byte[] Signature) Sign(ReadOnlySpan<byte> seed, ReadOnlySpan<byte> message)
    {
        byte[] hash = SHA512.HashData(seed);
        hash[0] &= 0xf8;
        hash[31] = (byte)((hash[31] & 0x7f) | 0x40);
        var secret = new BigInteger(hash.AsSpan(0, 32), isUnsigned: true);
        byte[] key = Encode(Times(secret, Base));
        BigInteger r = new BigInteger(SHA512.HashData([.. hash[32..], .. message]), isUnsigned: true) % Order;
        byte[] point = Encode(Times(r, Base));
        BigInteger k = new BigInteger(SHA512.HashData([.. point, .. key, .. message]), isUnsigned: true) % Order;
        byte[] s = new byte[32];
        ((r + (k * secret)) % Order).TryWriteBytes(s, out _, isUnsigned: true);
        return (key, [.. point, .. s]);
    }

    private static Point Times(BigInteger scalar, Point point)
    {
        Point sum = Neutral;
        for (int bit = 255; bit >= 0; bit--)
        {
            sum = Add(sum, sum);
            if (!((scalar >> bit) & 1).IsZero)
                sum = Add(sum, point);
        }

        return sum;
    }

    private static byte[] Encode(Point point)
    {
        BigInteger inverse = Inverse(point.Z);
        return Encoded(Mod(point.Y * inverse), !Mod(point.X * inverse).IsEven);
    }

    /// <summary>RFC 8032, 5.1.3; null for bytes that are no point, or not in their one spelling.</summary>
    private static Point? Decode(ReadOnlySpan<byte> bytes)
    {
        bool isOdd = (bytes[31] & 0x80) != 0;
        BigInteger y = new BigInteger(bytes, isUnsigned: true) & ((BigInteger.One << 255) - 1);
        if (y >= P)
            return null;
        BigInteger u = Mod((y * y) - 1), v = Mod((D * y * y) + 1);
        BigInteger v3 = Mod(v * v * v);
        BigInteger x = Mod(u * v3 * BigInteger.ModPow(Mod(u * v3 * v3 * v), (P - 5) / 8, P));
        BigInteger check = Mod(v * x * x);
        if (check == Mod(-u))
            x = Mod(x * RootOfMinusOne);
        else if (check != u)
            return null;
        if (x.IsZero && isOdd)
            return null;
        if (x.IsEven == isOdd)
            x = P - x;
        return new Point(x, y, 1, Mod(x * y));
    }

    private static byte[] Encoded(BigInteger y, bool isOdd)
    {
        byte[] bytes = new byte[32];
        y.TryWriteBytes(bytes, out _, isUnsigned: true);
        if (isOdd)
            bytes[31] |= 0x80;
        return bytes;
    }

    /// <summary>RFC 8032, 5.1.4; it holds for doubling too.</summary>
    private static Point Add(in Point one, in Point other)
    {
        BigInteger a = Mod((one.Y - one.X) * (other.Y - other.X)), b = Mod((one.Y + one.X) * (other.Y + other.X));
        BigInteger c = Mod(2 * D * one.T * other.T), d = Mod(2 * one.Z * other.Z);
        BigInteger e = b - a, f = d - c, g = d + c, h = b + a;
        return new Point(Mod(e * f), Mod(g * h), Mod(f * g), Mod(e * h));
    }

    private static BigInteger Inverse(BigInteger value) => BigInteger.ModPow(value, P - 2, P);

    private static BigInteger Mod(BigInteger value)
    {
        BigInteger rest = value % P;
        return rest.Sign < 0 ? rest + P : rest;
    }

    /// <summary>In extended homogeneous coordinates.</summary>
    private readonly record struct Point(BigInteger X, BigInteger Y, BigInteger Z, BigInteger T);
}
