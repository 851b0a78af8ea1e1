using System.Text;

namespace ApiGovernance.Fuzzing;

/// <summary>Makes new inputs from old ones; the same seed makes the same ones.</summary>
internal sealed class Mutator(Random random, IReadOnlyList<byte[]> corpus)
{
    private const int Longest = 64 * 1024;

    private static readonly byte[][] s_words =
    [
        .. new[]
        {
            "\"", "\\", "\\u0000", "\\ud800", "{", "}", "[", "]", ":", ",", "\n", "\r\n", "\t", "  ", "- ", "? ", ": ", "# ", "|\n", ">-\n", "&a ", "*a", "<<: ", "!!str ", "---\n", "...\n", "%YAML 1.2\n",
            "'", "''", "null", "true", "~", "0", "-0", "1e999", "1e-300", "0.1", "9007199254740993", "18446744073709551616", "1e400", "1.", "01", "\uFEFF", "é", "😀", "\u2028", "\0",
            "\"$ref\":\"#\"", "\"$ref\":\"#/a/b\"", "\"$id\":\"x\"", "$ref: '#'", "$ref: '#/components/schemas/Order'", "$ref: other.yaml", "%2F", "~1", "~0", "\"type\":\"object\"",
            "\"allOf\":[", "\"anyOf\":[{}]", "\"not\":{}", "\"enum\":[]", "\"pattern\":\"(a+)+$\"", "\"pattern\":\"[\"", "\"required\":[\"a\"]", "\"items\":", "\"minimum\":1", "\"multipleOf\":0",
            "\"unevaluatedProperties\":false", "\"additionalProperties\":{}", "\"$dynamicRef\":\"#n\"", "\"if\":{}", "\"const\":null", "\"uniqueItems\":true", "\"maxLength\":-1", "\"minItems\":99999999999999999999",
        }.Select(Encoding.UTF8.GetBytes),
    ];

    public byte[] Next()
    {
        List<byte> text = [.. corpus[random.Next(corpus.Count)]];
        for (int changes = 1 + (int)Math.Abs(random.NextDouble() * random.NextDouble() * 8); changes > 0; changes--)
            Change(text);
        if (text.Count > Longest)
            text.RemoveRange(Longest, text.Count - Longest);
        return [.. text];
    }

    private void Change(List<byte> text)
    {
        int at = random.Next(text.Count + 1);
        int length = Math.Min(text.Count - at, 1 + (random.Next(4) == 0 ? random.Next(200) : random.Next(8)));
        switch (random.Next(9))
        {
            case 0 when at < text.Count:
                text[at] = (byte)random.Next(256);
                break;
            case 1 when at < text.Count:
                text[at] ^= (byte)(1 << random.Next(8));
                break;
            case 2:
                text.RemoveRange(at, length);
                break;
            case 3:
                text.InsertRange(random.Next(text.Count + 1), text.GetRange(at, length));
                break;
            case 4 when length > 0:
                byte[] piece = [.. text.GetRange(at, length)];
                for (int times = random.Next(1, random.Next(8) == 0 ? 300 : 5); times > 0 && text.Count < Longest; times--)
                    text.InsertRange(at, piece);
                break;
            case 5:
                byte[] other = corpus[random.Next(corpus.Count)];
                int from = random.Next(other.Length + 1);
                text.InsertRange(at, other.AsSpan(from, Math.Min(other.Length - from, random.Next(64))).ToArray());
                break;
            case 6 when random.Next(4) == 0:
                text.RemoveRange(at, text.Count - at);
                break;
            default:
                text.InsertRange(at, s_words[random.Next(s_words.Length)]);
                break;
        }
    }
}
