namespace ApiGovernance.Diff.Tests.Soundness;

/// <summary>What the generators speak of: little, so that two schemas and a value often speak of the same.</summary>
internal static class Words
{
    /// <summary>Names that schemas describe.</summary>
    public static readonly string[] Names = ["a", "b", "c", "id", "kind", "x-1", "é"];

    /// <summary>Names that no schema of a pair ever describes; a pattern may match one.</summary>
    public static readonly string[] Fresh = ["u1", "zz", "other", "ab", "x-9", "N"];

    public static readonly string[] Texts = ["", "a", "b", "ab", "abc", "open", "closed", "12", "1", "é", "😀", "a b", "A_b", "aaaa", "x-1", "ABC", "n/a"];

    public static readonly (string Pattern, string[] Matches)[] Patterns =
    [
        ("^a", ["a", "ab", "abc", "aaaa", "a b", "aé"]), ("^[a-z]+$", ["a", "abc", "open", "zzzzzz"]), ("^[a-z0-9]+$", ["a", "12", "a1", "open", "z9"]),
        ("^\\d{2,4}$", ["12", "123", "9999"]), ("^\\d+$", ["1", "12", "123456"]), ("[0-9]", ["1", "a1b", "x-1"]), ("^[A-Z]{3}$", ["ABC", "XYZ"]), ("^[A-Z]{2,3}$", ["AB", "ABC"]),
        ("^(open|closed)$", ["open", "closed"]), ("^(open|closed|lost)$", ["open", "closed", "lost"]), ("^x-", ["x-1", "x-9", "x-", "x-long-name"]), ("^.{0,3}$", ["", "a", "abc", "é"]),
        ("^\\S*$", ["", "a", "open", "a-b"]), ("b$", ["b", "ab", "a b"]), ("^[^a]*$", ["", "b", "12", "é"]),
    ];

    /// <summary>Formats with texts that have them.</summary>
    public static readonly (string Format, string[] Texts)[] Formats =
    [
        ("date", ["2026-07-31", "1999-01-01"]), ("date-time", ["2026-07-31T12:00:00Z", "1999-01-01T00:00:00+02:00"]), ("uuid", ["3f2504e0-4f89-11d3-9a0c-0305e82c3301"]),
        ("email", ["a@b.cc"]), ("uri", ["https://a.example/x"]), ("uri-reference", ["/x", "https://a.example/x", "b"]), ("ipv4", ["127.0.0.1"]), ("password", ["secret", "a"]), ("x-own", ["a", "1"]),
    ];

    public static readonly string[] NumberFormats = ["int32", "int64", "float", "double"];

    public static readonly decimal[] Numbers = [0, 1, 2, 3, 5, 10, -1, 0.5m, 1.5m, 2.25m, 100, -3, 2147483648m, 9223372036854775808m];

    public static readonly decimal[] Steps = [1, 2, 3, 4, 0.5m, 0.1m, 0.25m, 5, 10, 1.5m];

    public static string[] Matches(string pattern) => Array.Find(Patterns, known => known.Pattern == pattern).Matches ?? [];
}
