namespace ApiGovernance.JsonSchema.Tests.Differential;

/// <summary>The words the generators speak: few, so that schema and instance often speak of the same.</summary>
internal static class Pools
{
    private static readonly string s_long = new('k', 70);

    /// <summary>Names of properties. The odd ones are those that pointers, hash tables and JavaScript treat specially.</summary>
    public static readonly string[] Names =
        ["a", "b", "c", "foo", "bar", "a", "b", "c", "x-1", "é", "", "a/b", "m~n", "x y", "日本", "😀", "constructor", "q\"t", "\u0001", "0", "%41", s_long];

    public static readonly string[] Texts =
        ["", "a", "b", "ab", "abc", "foo", "bar", "1", "12", "123", "é", "e\u0301", "😀", "a😀b", "日本", " ", "x y", "A_b", "\n", "\\", "\"", "a@b.cc", "aaaa", s_long];

    /// <summary>Spellings of numbers; some have more digits than a double holds.</summary>
    public static readonly string[] Numbers =
    [
        "0", "1", "2", "3", "5", "7", "10", "12", "-1", "-3", "100", "0", "1", "2", "3", "1.0", "1e0", "10e-1", "2.50", "2.5", "0.1", "0.2", "0.3", "0.01", "-0", "-0.0", "0e9",
        "1.5", "1e2", "1E+2", "1.5e-3", "1e-7", "123456789", "12345678901234", "9007199254740991", "1e21", "4.35", "19.99", "1e15",
    ];

    public static readonly string[] HugeNumbers =
    [
        "9007199254740993", "18446744073709551616", "1e400", "-1e400", "1e-400", "0.1000000000000000055511151231257827", "123456789012345678901234567890",
        "0.30000000000000000001", "1.00000000000000000000000001", "99999999999999999999e-20",
    ];

    /// <summary>Patterns of ECMA-262 (with the flag u) and texts that match them.</summary>
    public static readonly (string Pattern, string[] Matches)[] Patterns =
    [
        ("^a", ["a", "abc"]), ("b$", ["b", "ab"]), ("^[a-z]+$", ["abc", "foo"]), ("^\\d{2,4}$", ["12", "123"]), ("[0-9]", ["1", "x-1"]),
        ("^(foo|bar)$", ["foo", "bar"]), ("^.{2}$", ["ab", "é😀", "日本"]), ("^\\p{L}+$", ["é", "日本", "abc"]), ("^(?!x)", ["a", ""]), ("\\s", [" ", "x y", "\n"]),
        ("\\w$", ["A_b", "a"]), ("^$", [""]), ("^[^a]*$", ["b", "\n", "😀"]), ("a{2,}", ["aaaa"]), ("^\\u00e9$", ["é"]), ("^x-", ["x-1"]),
        ("^(a+)+$", ["aaaa", "a"]), ("\\bfoo\\b", ["foo", "a foo b"]), ("", ["", "a"]), ("^[\\w.-]+@[\\w-]+\\.[a-z]{2,}$", ["a@b.cc"]), ("(.)\\1", ["aaaa", "foo"]),
        ("^\\S*$", ["abc", "é"]), ("^[\\u{1F600}-\\u{1F64F}]$", ["😀"]), ("^\\D", ["a", "é1"]), ("o{1,2}$", ["foo"]), ("^.*$", ["", "a", "x y"]), ("^[a-c]{1,3}$", ["abc", "b"]),
    ];

    public static string Number(Dice dice, bool huge) => huge && dice.Chance(6) ? dice.Pick(HugeNumbers) : dice.Pick(Numbers);
}
