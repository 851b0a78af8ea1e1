using System.Text;

namespace ApiGovernance.OpenApi.Tests.Documents;

/// <summary>Random texts that are mostly YAML: nested blocks of every kind of scalar, some of them damaged if asked.</summary>
internal static class RandomYaml
{
    private static readonly string[] Keys = ["k{0}", "\"k{0}\"", "k {0} ", "/p/{{x{0}}}", "20{0}", "'k{0}'"];
    private static readonly string[] Damage = [" ", "\n", "\"", "'", "#", ":", "-", "  ", "[", ",", "&", "é", ""];

    // '>' at a line's start stands for the indentation of the scalar's lines.
    private static readonly string[] Scalars =
    [
        "x", "x y", "1", "-0.50", "~", "true", "\"q\\n\\u00e9\"", "'it''s'", "\"\"", "[]", "{}", "[1, a, \"b\", {c: d}]", "{a: 1, \"b\":[x], c: 'y'}",
        "|\n>l1\n\n>l2", "|+\n>k\n\n", "|2-\n>  i\n>j", ">-\n>f1\n>f2\n>  m\n>f3", ">\n\n>g\n>\tt\n>h", "p1\n>p2\n\n> p3",
        "\"d1\n>d2 \\\n>d3\n\n>d4\"", "'s1\n>s2'", "[\n>a, # c\n>b]", "",
    ];

    /// <param name="damage">Sometimes one character is put in or taken out.</param>
    public static string Text(Random random, bool damage = false)
    {
        var text = new StringBuilder();
        for (int i = 0; i <= random.Next(3); i++)
            text.Append("top").Append(i).Append(':').Append(Node(random, 0, 0));
        if (random.Next(4) == 0)
            text.Replace("\n", "\r\n");
        if (damage && random.Next(3) == 0)
        {
            int at = random.Next(text.Length);
            text.Remove(at, random.Next(2)).Insert(at, Damage[random.Next(Damage.Length)]);
        }

        return text.ToString();
    }

    private static string Node(Random random, int column, int depth)
    {
        int kind = depth > 3 ? 0 : random.Next(5);
        if (kind < 2)
            return " " + Scalars[random.Next(Scalars.Length)].Replace("\n>", "\n" + new string(' ', column + 2), StringComparison.Ordinal) + (random.Next(4) == 0 ? " # c\n" : "\n");

        var text = new StringBuilder("\n");
        bool sequence = kind == 4;
        string indent = new(' ', column + (sequence && depth > 0 ? random.Next(2) * 2 : 1 + random.Next(3)));
        for (int i = 0; i <= random.Next(3); i++)
        {
            if (random.Next(6) == 0)
                text.Append(random.Next(2) == 0 ? "\n" : indent + "# d\n");
            if (!sequence)
                text.Append(indent).Append(Key(random, i)).Append(':').Append(Node(random, indent.Length, depth + 1));
            else if (random.Next(2) == 0)
                text.Append(indent).Append("- k:").Append(Node(random, indent.Length + 2, depth + 1)).Append(indent).Append("  j: 1\n");
            else
                text.Append(indent).Append('-').Append(Node(random, indent.Length, depth + 1));
        }

        return text.ToString();
    }

    private static string Key(Random random, int number) => string.Format(System.Globalization.CultureInfo.InvariantCulture, Keys[random.Next(Keys.Length)], number);
}
