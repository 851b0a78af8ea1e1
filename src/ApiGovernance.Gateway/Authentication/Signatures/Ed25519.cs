using System.Numerics;
using System.Security.Cryptography;

namespace ApiGovernance.Gateway.Authentication.Signatures;

/// <summary>
/// Verifies Ed25519 signatures (RFC 8032, 5.1.7), which .NET 10 does not have. It holds no secret, so it need not take the same time for all
/// inputs.
/// </summary>
internal static class Ed25519
{
    private static readonly BigInteger P = BigInteger.Pow(2, 255) - 19;
    private static readonly BigInteger Order = BigInteger.Pow(2, 252) + BigInteger.Parse("27742317777372353535851937790883648493", System.Globalization.CultureInfo.InvariantCulture);
    private static readonly Field25519 D = Field25519.Of((P - (121665 * BigInteger.ModPow(121666, P - 2, P) % P)) % P);
    private static readonly Field25519 TwiceD = D + D;
    private static readonly Field25519 RootOfMinusOne = Field25519.Of(BigInteger.ModPow(2, (P - 1) / 4, P));
    private static readonly Point Base = Decode(Field25519.Of(4 * BigInteger.ModPow(5, P - 2, P) % P).ToBytes())!.Value;
    private static readonly Point Neutral = new(Field25519.Zero, Field25519.One, Field25519.One, Field25519.Zero);

    public static bool Verify(ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature)
    {
        if (publicKey.Length != 32 || signature.Length != 64 || Decode(publicKey) is not { } key || Decode(signature[..32]) is null)
            return false;
        ReadOnlySpan<byte> s = signature[32..];
        // Else the same signature could be written in several ways.
        if (new BigInteger(s, isUnsigned: true) >= Order)
            return false;
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA512);
        hash.AppendData(signature[..32]);
        hash.AppendData(publicKey);
        hash.AppendData(message);
        Span<byte> k = stackalloc byte[32];
        (new BigInteger(hash.GetHashAndReset(), isUnsigned: true) % Order).TryWriteBytes(k, out _, isUnsigned: true);
        // R = [s]B - [k]A, both multiples in one walk over the bits.
        Point minusKey = new(Field25519.Zero - key.X, key.Y, key.Z, Field25519.Zero - key.T);
        Point both = Add(Base, minusKey);
        Point sum = Neutral;
        for (int bit = 252; bit >= 0; bit--)
        {
            sum = Double(sum);
            bool ofBase = IsSet(s, bit), ofKey = IsSet(k, bit);
            if (ofBase || ofKey)
                sum = Add(sum, ofBase && ofKey ? both : ofBase ? Base : minusKey);
        }

        Field25519 inverse = sum.Z.Inverse();
        byte[] encoded = (sum.Y * inverse).ToBytes();
        if ((sum.X * inverse).IsOdd)
            encoded[31] |= 0x80;
        return encoded.AsSpan().SequenceEqual(signature[..32]);
    }

    /// <summary>Both scalars are below the order, which has 253 bits.</summary>
    private static bool IsSet(ReadOnlySpan<byte> scalar, int bit) => ((scalar[bit >> 3] >> (bit & 7)) & 1) != 0;

    /// <summary>RFC 8032, 5.1.3; null for bytes that are no point, or not in their one spelling.</summary>
    private static Point? Decode(ReadOnlySpan<byte> bytes)
    {
        bool isOdd = (bytes[31] & 0x80) != 0;
        var y = Field25519.Read(bytes);
        byte[] canonical = y.ToBytes();
        if (!canonical.AsSpan(0, 31).SequenceEqual(bytes[..31]) || canonical[31] != (bytes[31] & 0x7f))
            return null;
        Field25519 square = y * y, u = square - Field25519.One, v = (D * square) + Field25519.One;
        Field25519 v3 = v * v * v;
        Field25519 x = u * v3 * (u * v3 * v3 * v).PowerForRoots();
        Field25519 check = v * x * x;
        if (check.Is(Field25519.Zero - u))
            x *= RootOfMinusOne;
        else if (!check.Is(u))
            return null;
        if (x.IsZero && isOdd)
            return null;
        if (x.IsOdd != isOdd)
            x = Field25519.Zero - x;
        return new Point(x, y, Field25519.One, x * y);
    }

    /// <summary>RFC 8032, 5.1.4.</summary>
    private static Point Add(in Point one, in Point other)
    {
        Field25519 a = (one.Y - one.X) * (other.Y - other.X), b = (one.Y + one.X) * (other.Y + other.X);
        Field25519 c = one.T * TwiceD * other.T, d = one.Z * other.Z;
        d += d;
        Field25519 e = b - a, f = d - c, g = d + c, h = b + a;
        return new Point(e * f, g * h, f * g, e * h);
    }

    /// <inheritdoc cref="Add"/>
    private static Point Double(in Point point)
    {
        Field25519 a = point.X * point.X, b = point.Y * point.Y, c = point.Z * point.Z;
        c += c;
        Field25519 sum = point.X + point.Y, h = a + b;
        Field25519 e = h - (sum * sum), g = a - b, f = c + g;
        return new Point(e * f, g * h, f * g, e * h);
    }

    /// <summary>In extended homogeneous coordinates.</summary>
    private readonly record struct Point(Field25519 X, Field25519 Y, Field25519 Z, Field25519 T);
}
