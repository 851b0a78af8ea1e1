using System.Text;

namespace ApiGovernance.OpenApi.Tests.Documents;

/// <summary>Random JSON texts: every kind of value, escape and number form, with white space anywhere.</summary>
internal static class RandomJson
{
    private static readonly string[] Pieces =
        ["a", "key", "x-y", " ", "é", "€", "😀", "\u2028", ":", "#", "- ", "\\\"", "\\\\", "\\/", "\\n", "\\t", "\\u00e9", "\\ud83d\\ude00", "\\u0000", "'", "{", "0", "~", "%", "&"];

    private static readonly string[] Numbers = ["0", "-0", "1", "12.50", "1e3", "-1.5E+10", "1E400", "123456789012345678901234567890", "0.1"];
    private static readonly string[] Spaces = ["", "", "", " ", "\n", "\r\n  ", "\t"];

    public static string Text(Random random)
    {
        var text = new StringBuilder();
        text.Append(random.Next(2) == 0 ? "{" : "[");
        Fill(random, text, text[0] == '{', 0);
        return text.ToString();
    }

    private static void Value(Random random, StringBuilder text, int depth)
    {
        switch (random.Next(depth > 4 ? 4 : 6))
        {
            case 0:
                String(random, text);
                break;
            case 1:
                text.Append(Numbers[random.Next(Numbers.Length)]);
                break;
            case 2:
                text.Append(random.Next(2) == 0 ? "true" : "false");
                break;
            case 3:
                text.Append("null");
                break;
            case 4:
                text.Append('{');
                Fill(random, text, true, depth);
                break;
            default:
                text.Append('[');
                Fill(random, text, false, depth);
                break;
        }
    }

    private static void Fill(Random random, StringBuilder text, bool isObject, int depth)
    {
        int count = random.Next(5);
        for (int i = 0; i < count; i++)
        {
            text.Append(i > 0 ? "," : "").Append(Space(random));
            if (isObject)
            {
                text.Append('"').Append(i); // no two keys are the same
                String(random, text, quoted: false);
                text.Append('"').Append(Space(random)).Append(':').Append(Space(random));
            }

            Value(random, text, depth + 1);
            text.Append(Space(random));
        }

        text.Append(count == 0 ? Space(random) : "").Append(isObject ? '}' : ']');
    }

    private static void String(Random random, StringBuilder text, bool quoted = true)
    {
        text.Append(quoted ? "\"" : "");
        for (int i = random.Next(5); i > 0; i--)
            text.Append(Pieces[random.Next(Pieces.Length)]);
        text.Append(quoted ? "\"" : "");
    }

    private static string Space(Random random) => Spaces[random.Next(Spaces.Length)];
}
