using System.Text;
using ApiGovernance.JsonSchema.Tests.Differential;
using CsCheck;

namespace ApiGovernance.JsonSchema.Tests.Scanner;

/// <summary>Texts that are JSON, nearly JSON, or the bytes of JSON in disorder.</summary>
internal sealed class RandomTexts : Gen<byte[]>
{
    private static readonly string[] s_pieces =
    [
        "{", "}", "[", "]", ",", ":", " ", "\n", "\r\n", "\t", "\"a\"", "\"b\":", "\"\\u0061\"", "\"é\"", "\"", "\\", "\\u", "\\ud83d", "\\ude00", "\\n", "\\x",
        "1", "-", "-0", "0", "00", "1.5", "2e3", "1E-2", ".", "e", "+", "true", "false", "null", "tru", "nulll", "\u0001", "\u0000", "[]", "{}", "{\"a\":1}",
        "\"a\":1,\"a\":2", "NaN", "//", "\uFEFF", "😀", "18446744073709551616", "1e400",
    ];

    private static readonly byte[] s_bytes = "{}[]:,\"\\ \n\t0123456789-+.eEtrufalsn/ab"u8.ToArray();

    public override byte[] Generate(PCG pcg, Size? min, out Size size)
    {
        byte[] text = Make(new Dice(pcg));
        size = new Size((ulong)text.Length);
        return text;
    }

    public static byte[] Valid(Dice dice, int depth) => Encoding.UTF8.GetBytes(RandomValue.Of(dice, depth, huge: true).Write(dice));

    private static byte[] Make(Dice dice)
    {
        if (dice.Chance(25))
            return Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, dice.Between(0, 9)).Select(_ => dice.Pick<string>(s_pieces))));
        List<byte> text = [.. Valid(dice, dice.Between(0, 5))];
        for (int changes = dice.Chance(25) ? 0 : dice.Between(1, 3); changes > 0 && text.Count > 0; changes--)
            Change(dice, text);
        return [.. text];
    }

    private static void Change(Dice dice, List<byte> text)
    {
        int at = dice.Below(text.Count);
        byte other = dice.Chance(60) ? dice.Pick<byte>(s_bytes) : (byte)dice.Below(256);
        switch (dice.Below(6))
        {
            case 0:
                text.RemoveAt(at);
                break;
            case 1:
                text.Insert(at, other);
                break;
            case 2:
                text.RemoveRange(at, text.Count - at);
                break;
            case 3:
                text.InsertRange(at, text.GetRange(dice.Below(at + 1), at - dice.Below(at + 1) is > 0 and var length ? Math.Min(length, text.Count - at) : 0));
                break;
            case 4:
                text.InsertRange(at, Encoding.UTF8.GetBytes(dice.Pick<string>(s_pieces)));
                break;
            default:
                text[at] = other;
                break;
        }
    }
}
