using System.Text;
using ApiGovernance.Fuzzing.Targets;

namespace ApiGovernance.JsonSchema.Tests.Scanner;

/// <summary>Vectors are 16, 32 or 64 bytes wide: runs of every length up to 80, at every place in a vector, with every oddity in them.</summary>
public sealed class VectorEdgeTests
{
    private const int Longest = 80;

    public static TheoryData<string> Oddities() => ["", "\"", "\\n", "\\\"", "\\u00e9", "\\ud83d\\ude00", "\\ud83d", "\\ude00", "\\", "\\x", "\n", "\u001f", "\0", "\u007f", "é", "😀"];

    [Theory]
    [MemberData(nameof(Oddities))]
    public void Strings_and_keys(string oddity)
    {
        byte[] odd = Encoding.UTF8.GetBytes(oddity);
        for (int length = 0; length <= Longest; length++)
        {
            for (int at = 0; at <= length; at++)
            {
                byte[] text = [.. Run('a', at), .. odd, .. Run('b', length - at)];
                byte[] indent = Run(' ', (length + at) % 33);
                Check([.. indent, (byte)'"', .. text, (byte)'"']);
                Check([.. indent, .. "{\""u8, .. text, .. "\":0}"u8]);
                if ((length + at) % 7 == 0)
                    Check([.. indent, .. "[\""u8, .. text, .. "\",\""u8, .. text, .. "\"] "u8, .. Run(' ', at)]);
            }
        }
    }

    [Theory]
    [InlineData(0x80)]
    [InlineData(0xBF)]
    [InlineData(0xC0)]
    [InlineData(0xE2)]
    [InlineData(0xED)]
    [InlineData(0xF4)]
    [InlineData(0xFF)]
    public void Bytes_that_are_no_utf8(byte wrong)
    {
        for (int length = 0; length <= Longest; length++)
        {
            for (int at = 0; at <= length; at++)
                Check([.. Run(' ', at % 17), (byte)'"', .. Run('a', at), wrong, .. Run('b', length - at), (byte)'"']);
        }
    }

    [Fact]
    public void Every_alignment()
    {
        for (int length = 0; length <= Longest; length++)
        {
            for (int indent = 0; indent <= 64; indent++)
            {
                byte[] text = [.. Run(' ', indent), .. "{\""u8, .. Run('k', length), .. "\":\""u8, .. Run('v', length), .. "\"}"u8];
                Check(text);
                Check(text[..^1]);
                Check(text[..^2]);
            }
        }
    }

    [Theory]
    [InlineData(' ')]
    [InlineData('\n')]
    [InlineData('\t')]
    [InlineData('\r')]
    [InlineData('\v')]
    [InlineData('\u00a0')]
    public void White_space(char space)
    {
        byte[] odd = Encoding.UTF8.GetBytes([space]);
        for (int length = 0; length <= Longest; length++)
        {
            byte[] run = [.. Run(' ', length / 2), .. odd, .. Run(' ', length - (length / 2))];
            Check([.. run, .. "{"u8, .. run, .. "\"a\""u8, .. run, .. ":"u8, .. run, .. "[1"u8, .. run, .. ","u8, .. run, .. "2"u8, .. run, .. "]"u8, .. run, .. "}"u8, .. run]);
            Check(run);
            Check([.. "1"u8, .. run]);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData("0")]
    [InlineData("1.")]
    [InlineData("-0.")]
    [InlineData("1e")]
    [InlineData("1E+")]
    [InlineData("0.5e-")]
    [InlineData("+")]
    [InlineData(".")]
    [InlineData("1e+-")]
    [InlineData("1.2.")]
    public void Numbers(string start)
    {
        for (int length = 0; length <= Longest; length++)
        {
            byte[] digits = [.. Encoding.ASCII.GetBytes(start), .. Run('7', length)];
            foreach (string end in (string[])["", ".", ".5", "e", "e5", "E-07", "-", "x", " ", "\"", ",", "\0"])
            {
                byte[] number = [.. digits, .. Encoding.ASCII.GetBytes(end)];
                Check([.. Run(' ', length % 16), .. number]);
                Check([.. "["u8, .. number, .. "]"u8]);
                Check([.. "{\"n\":"u8, .. number, .. ",\"m\":"u8, .. number, .. "}"u8]);
            }
        }
    }

    private static byte[] Run(char c, int length)
    {
        byte[] run = new byte[length];
        run.AsSpan().Fill((byte)c);
        return run;
    }

    private static void Check(byte[] json)
    {
        if (Readers.Disagreement(json, PlatformOracle.Accepts(json)) is { } disagreement)
            Assert.Fail($"{disagreement}: {Convert.ToHexString(json)} {Encoding.UTF8.GetString(json)}");
    }
}
