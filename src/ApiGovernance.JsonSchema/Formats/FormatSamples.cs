namespace ApiGovernance.JsonSchema.Formats;

/// <summary>Values of each format: a usual one first, then those that other formats are likely not to have.</summary>
internal static class FormatSamples
{
    private static readonly string s_digits = new('7', 40);

    private static readonly Dictionary<string, string[]> s_texts = new(StringComparer.Ordinal)
    {
        ["date-time"] = ["2026-01-31T12:00:00Z", "1998-12-31t23:59:60.5+00:00"],
        ["email"] = ["user@example.com", "a@b", "\"a b\"@[127.0.0.1]", "o'hara{x}@example.com", "\"(\\\"\"@[IPv6:::1]"],
        ["hostname"] = ["example.com", "a", "1", "xn--bcher-kva.example", "EXAMPLE-9.org"],
        ["ipv4"] = ["192.0.2.1"],
        ["ipv6"] = ["2001:db8::1", "::", "::ffff:192.0.2.1"],
        ["uri"] = ["https://example.com/orders?id=1#top", "urn:a", "a:", "http://[::1]/%20", "a:***"],
        ["uri-reference"] = ["/orders?id=1#top", "", "a", "//a:1", "?", "%20", "(*", "http://[::1]/"],
        ["uri-template"] = ["/orders/{id}", "", "a", "{+a,b*}", "é", "(", "[", "\uE000"],
        ["json-pointer"] = ["/orders/0", "", "/a b", "/\"é<", "/(", "/%", "/a~1"],
        ["date"] = ["2026-01-31"],
        ["time"] = ["12:00:00Z", "23:59:60.5+00:00"],
        ["idn-email"] = ["użytkownik@bücher.example", "user@example.com", "\"a b\"@a", "\"(\"@a"],
        ["idn-hostname"] = ["bücher.example", "a", "例え.jp", "xn--bcher-kva.example", "a\u3002b"],
        ["iri"] = ["https://bücher.example/orders", "a:", "urn:a", "http://[::1]/", "a:?\uE000", "a:("],
        ["iri-reference"] = ["/bücher", "", "a", "é", "(*", "?\uE000"],
        ["relative-json-pointer"] = ["1/a", "0", "0#", "10/a b", "0/(", "0/\"", "0/%", "0/é"],
        ["regex"] = ["^[a-z]+$", "", "a", " ", "\"", "é", "/(~2)"],
        ["duration"] = ["P1D", "PT12H", "P1W", $"P{s_digits}{s_digits}D"],
        ["uuid"] = ["6ba7b810-9dad-11d1-80b4-00c04fd430c8"],
        ["int64"] = ["1", "-1", "-9223372036854775808", "1.0"],
        ["uint64"] = ["1", "18446744073709551615", "1.0", new string('0', 80)],
        ["decimal"] = ["1.5", "-0.1", s_digits],
        ["decimal128"] = ["1.5", "-0.1"],
        ["unixtime"] = ["1767225600", "-1", s_digits, "1.0"],
        ["sf-string"] = ["\"a b\"", "\"\"", "\"(\""],
        ["sf-token"] = ["a", "*", "text/html:1", "a#b", "a%"],
        ["sf-binary"] = [":aGk=:", "::", ":+/++:"],
        ["sf-boolean"] = ["?1", "?0"],
        ["byte"] = ["aGk=", "", "+/++", "abcdefg="],
        ["base64url"] = ["aGk", "", "-_8", "ab"],
        ["char"] = ["a", "é", " ", "\"", "(", "%", "1", "-"],
        ["date-time-local"] = ["2026-01-31T12:00:00", "2026-01-31t12:00:00.5"],
        ["time-local"] = ["12:00:00", "23:59:60.5"],
        ["http-date"] = ["Sat, 31 Jan 2026 12:00:00 GMT", "Saturday, 31-Jan-26 12:00:00 GMT", "Sat Jan 31 12:00:00 2026"],
        ["media-range"] = ["text/*", "*/*", "text/html; q=\"(\"", "a/b"],
        ["language"] = ["en", "de-CH-1996", "x-a", "en-AU", "x-" + string.Join('-', Enumerable.Repeat("longer", 10))],
        ["ipv4-cidr"] = ["10.0.0.0/8"],
        ["ipv6-cidr"] = ["2001:db8::/32"],
    };

    private static readonly Dictionary<string, string[]> s_numbers = new(StringComparer.Ordinal)
    {
        ["int8"] = ["1", "-1", "127", "-128"],
        ["int16"] = ["1", "-1", "32767", "-32768"],
        ["int32"] = ["1", "-1", "2147483647", "-2147483648"],
        ["int64"] = ["1", "-1", "9223372036854775807", "-9223372036854775808"],
        ["uint8"] = ["1", "255"],
        ["uint16"] = ["1", "65535"],
        ["uint32"] = ["1", "4294967295"],
        ["uint64"] = ["1", "18446744073709551615"],
        ["double-int"] = ["1", "-1", "9007199254740991"],
        ["float"] = ["1.5", "-1", "3e38", "1e-7000"],
        ["double"] = ["1.5", "-1", "1e308", "1e-7000"],
        ["decimal"] = ["1.5", "-1", "1e7000", s_digits],
        ["decimal128"] = ["1.5", "-1", "1e6000", "0.0001"],
        ["unixtime"] = ["1767225600", "-1", "1e400", s_digits],
        ["sf-integer"] = ["1", "-1", "999999999999999"],
        ["sf-decimal"] = ["1.5", "-1", "999999999999.999"],
    };

    /// <summary>Texts of which each format of strings refuses one.</summary>
    public static string[] OddTexts { get; } = ["a", "-", "%", "(", ""];

    /// <summary>Numbers of which each format refuses one, unless every number has it: the nearest beyond a range first.</summary>
    public static string[] OddNumbers { get; } =
    [
        "-1", "128", "256", "32768", "65536", "2147483648", "4294967296", "1000000000000000", "9007199254740992", "9223372036854775808",
        "18446744073709551616", "0.5", "1e39", "1e400", "1e7000",
    ];

    public static string[] Of(string format, bool ofNumber) => (ofNumber ? s_numbers : s_texts).GetValueOrDefault(format, []);

    public static string? First(string format, bool ofNumber) => Of(format, ofNumber) is [var first, ..] ? first : null;
}
