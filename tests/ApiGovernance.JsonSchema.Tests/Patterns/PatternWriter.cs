using System.Text;

namespace ApiGovernance.JsonSchema.Tests.Patterns;

/// <summary>Writes random patterns of ECMA-262 and random texts over a small alphabet in which they can match.</summary>
/// <param name="seed">What decides everything.</param>
/// <param name="lookaround">Lookahead and lookbehind occur.</param>
/// <param name="forDotNet">
/// No Unicode properties (.NET takes a tenth of a second to read such a class) and no empty alternatives: .NET 10 says that
/// <c>^(?:\d{1,3}|){2}</c> does not match "b", which it does in node and by the specification.
/// </param>
internal sealed class PatternWriter(int seed, bool lookaround, bool forDotNet = false)
{
    private static readonly string[] s_characters =
        ["a", "b", "c", "A", "1", "7", "_", "-", " ", "\n", "é", "ß", "٥", "字", "😀", "😂", "\u2028", "\uFEFF", "\u0085", "@"];

    private static readonly string[] s_atoms =
    [
        "a", "b", "c", "1", "_", "-", "é", "字", "😀", ".", "\\d", "\\D", "\\w", "\\W", "\\s", "\\S", "[abc]", "[^abc]", "[a-c1-7]", "[^]", "[]",
        "[😀-😂]", "[^😀]", "\\u{1F600}", "\\uD83D\\uDE00", "\\n", "\\x61", "\\cJ", "\\/", "[\\w-]", "[\\b\\-]", "[^\\S]",
        "\\p{L}", "\\P{L}", "\\p{Script=Han}", "[\\p{Lu}\\d_]", "[^\\p{L}]", "\\p{Emoji}", "\\p{scx=Grek}",
    ];

    private readonly Random _random = new(seed);
    private int _groups;

    public string Pattern()
    {
        string pattern = Disjunction(3);
        if (_random.Next(2) == 0)
            pattern = "^" + pattern;
        if (_random.Next(2) == 0)
            pattern += "$";
        return pattern;
    }

    public string[] Texts(int count) => [.. Enumerable.Range(0, count).Select(_ => Text())];

    private string Text()
    {
        var text = new StringBuilder();
        for (int length = _random.Next(9); length > 0; length--)
            text.Append(s_characters[_random.Next(_random.Next(3) == 0 ? s_characters.Length : 4)]);
        return text.ToString();
    }

    private string Disjunction(int depth)
    {
        int options = _random.Next(5) == 0 ? 2 + _random.Next(2) : 1;
        return string.Join('|', Enumerable.Range(0, options).Select(_ => Sequence(depth)));
    }

    private string Sequence(int depth) => string.Concat(Enumerable.Range(0, forDotNet ? 1 + _random.Next(3) : _random.Next(4)).Select(_ => Term(depth)));

    private string Term(int depth)
    {
        int kind = _random.Next(20);
        if (kind == 0)
            return _random.Next(4) switch { 0 => "\\b", 1 => "\\B", 2 => "^", _ => "$" };
        if (lookaround && kind == 1 && depth > 0)
            return (_random.Next(4) switch { 0 => "(?=", 1 => "(?!", 2 => "(?<=", _ => "(?<!" }) + Disjunction(depth - 1) + ")";
        string atom;
        if (kind < 6 && depth > 0)
        {
            bool capturing = _random.Next(2) == 0;
            atom = (capturing ? "(" : "(?:") + Disjunction(depth - 1) + ")";
            _groups += capturing ? 1 : 0;
        }
        else
        {
            atom = s_atoms[_random.Next(forDotNet ? s_atoms.Length - 7 : s_atoms.Length)];
        }

        return atom + Quantifier();
    }

    private string Quantifier()
    {
        string[] quantifiers = ["*", "+", "?", "{2}", "{1,3}", "{0,2}", "{2,}", "*?", "{1,2}?"];
        return _random.Next(2) == 0 ? "" : quantifiers[_random.Next(quantifiers.Length)];
    }
}
