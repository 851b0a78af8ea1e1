using ApiGovernance.Gateway.Authentication;

namespace ApiGovernance.Gateway.Tests.Authentication;

/// <summary>Against the vectors of the authors' reference code (<c>vectors_sip128</c>): key 00 01 .. 0f, text 00 01 .. of the length.</summary>
public sealed class SipHashTests
{
    [Theory]
    [InlineData(0, "a3817f04ba25a8e66df67214c7550293")]
    [InlineData(1, "da87c1d86b99af44347659119b22fc45")]
    [InlineData(7, "a1f1ebbed8dbc153c0b84aa61ff08239")]
    [InlineData(8, "3b62a9ba6258f5610f83e264f31497b4")]
    [InlineData(15, "5493e99933b0a8117e08ec0f97cfc3d9")]
    [InlineData(63, "5150d1772f50834a503e069a973fbd7c")]
    public void It_is_what_its_authors_published(int length, string hash)
    {
        byte[] text = [.. Enumerable.Range(0, length).Select(i => (byte)i)];

        var (first, second) = SipHash.Hash(0x0706050403020100, 0x0f0e0d0c0b0a0908, text);

        Convert.ToHexStringLower([.. BitConverter.GetBytes(first), .. BitConverter.GetBytes(second)]).ShouldBe(hash);
    }

    [Fact]
    public void A_token_has_the_same_hash_each_time_and_no_other_token_has_it()
    {
        string[] tokens = ["", "a", "b", "ab", "é", "?", "e\u0301", new('x', 255), new('x', 256), new('x', 5000), new('x', 5001)];

        tokens.Select(token => TokenHash.Of(token)).Distinct().Count().ShouldBe(tokens.Length);
        tokens.Select(token => TokenHash.Of(token)).ShouldBe(tokens.Select(token => TokenHash.Of(new string(token))));
    }
}
