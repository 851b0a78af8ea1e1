using System.Diagnostics;
using System.Numerics;
using ApiGovernance.Gateway.Authentication.Signatures;

namespace ApiGovernance.Gateway.Tests.Authentication;

/// <summary>The fast arithmetic of Ed25519 against numbers of any length. RFC 8032's own vectors are in <see cref="SignatureVectorTests"/>.</summary>
public class Ed25519Tests(ITestOutputHelper output)
{
    private static readonly BigInteger P = BigInteger.Pow(2, 255) - 19;

    private static BigInteger Number(Field25519 value) => new(value.ToBytes(), isUnsigned: true);

    private static byte[] Bytes(BigInteger value)
    {
        byte[] bytes = new byte[32];
        value.TryWriteBytes(bytes, out _, isUnsigned: true).ShouldBeTrue();
        return bytes;
    }

    private static IEnumerable<BigInteger> Numbers()
    {
        Random random = new(25519);
        byte[] bytes = new byte[32];
        // Also those from p to 2^255 - 1, which are other spellings of 0 to 18, and limbs that are full or empty.
        for (int i = 0; i < 25; i++)
            yield return i;
        for (int i = 1; i < 40; i++)
            yield return BigInteger.Pow(2, 255) - i;
        for (int bit = 0; bit < 255; bit += 17)
            yield return BigInteger.Pow(2, bit) - 1;
        for (int i = 0; i < 100; i++)
        {
            random.NextBytes(bytes);
            yield return new BigInteger(bytes, isUnsigned: true) % BigInteger.Pow(2, 255);
        }
    }

    [Fact]
    public void Its_numbers_are_those_of_the_field()
    {
        BigInteger[] all = [.. Numbers()];
        foreach (BigInteger one in all)
        {
            var a = Field25519.Read(Bytes(one));
            Number(a).ShouldBe(one % P);
            Number(a.Inverse()).ShouldBe(BigInteger.ModPow(one, P - 2, P));
            Number(a.PowerForRoots()).ShouldBe(BigInteger.ModPow(one, (P - 5) / 8, P));
            foreach (BigInteger other in all)
            {
                var b = Field25519.Read(Bytes(other));
                if (Number(a + b) != (one + other) % P || Number(a - b) != (((one - other) % P) + P) % P || Number(a * b) != one * other % P
                    || Number((a - b) * (a - b - b)) != ((((one - other) * (one - other - other)) % P) + P) % P)
                    Assert.Fail($"{one} and {other}");
            }
        }
    }

    [Fact]
    public void It_says_what_the_slow_way_says_of_good_signatures_and_of_changed_ones()
    {
        Random random = new(8032);
        for (int i = 0; i < 40; i++)
        {
            byte[] seed = new byte[32], message = new byte[random.Next(200)];
            random.NextBytes(seed);
            random.NextBytes(message);
            (byte[] key, byte[] signature) = SlowEd25519.Sign(seed, message);
            Ed25519.Verify(key, message, signature).ShouldBeTrue($"{i}");
            SlowEd25519.Verify(key, message, signature).ShouldBeTrue($"{i}");

            byte[] changed = [.. signature], other = [.. key];
            changed[random.Next(64)] ^= (byte)(1 << random.Next(8));
            other[random.Next(32)] ^= (byte)(1 << random.Next(8));
            Ed25519.Verify(key, message, changed).ShouldBe(SlowEd25519.Verify(key, message, changed), $"{i}");
            Ed25519.Verify(other, message, signature).ShouldBe(SlowEd25519.Verify(other, message, signature), $"{i}");
        }
    }

    /// <summary>Points of small order and spellings that are none: what counts is that both ways agree.</summary>
    [Fact]
    public void It_says_what_the_slow_way_says_of_odd_keys()
    {
        byte[][] points =
        [
            Bytes(0), Bytes(1), Bytes(2), Bytes(P - 1), Bytes(P), Bytes(P + 1), Bytes(BigInteger.Pow(2, 255) - 1),
            Bytes(BigInteger.Pow(2, 255)), Bytes(BigInteger.Pow(2, 255) + 1), Bytes(BigInteger.Pow(2, 255) + P - 1), Bytes(BigInteger.Pow(2, 256) - 1),
            Convert.FromHexString("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a"),
            Convert.FromHexString("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05"),
        ];
        int taken = 0;
        foreach (byte[] key in points)
        {
            foreach (byte[] point in points)
            {
                byte[] signature = [.. point, .. new byte[32]];
                bool fast = Ed25519.Verify(key, "message"u8, signature);
                fast.ShouldBe(SlowEd25519.Verify(key, "message"u8, signature), $"{Convert.ToHexString(key)} {Convert.ToHexString(point)}");
                taken += fast ? 1 : 0;
            }
        }

        taken.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void It_is_fast_enough_for_strangers_to_ask()
    {
        (byte[] key, byte[] signature) = SlowEd25519.Sign(new byte[32], "message"u8);
        TimeSpan slow = Best(20, () => SlowEd25519.Verify(key, "message"u8, signature));
        TimeSpan fast = Best(1000, () => Ed25519.Verify(key, "message"u8, signature));

        output.WriteLine($"{fast.TotalMicroseconds:0} us a check; with numbers of any length {slow.TotalMicroseconds:0} us");
        fast.ShouldBeLessThan(slow / 4);
    }

    /// <summary>The best of many, since others use the machine, too.</summary>
    private static TimeSpan Best(int times, Func<bool> check)
    {
        TimeSpan best = TimeSpan.MaxValue;
        for (; times > 0; times--)
        {
            long start = Stopwatch.GetTimestamp();
            check().ShouldBeTrue();
            best = Stopwatch.GetElapsedTime(start) is var took && took < best ? took : best;
        }

        return best;
    }
}
