using System.Text.Json;
using ApiGovernance.JsonSchema.Formats;

namespace ApiGovernance.JsonSchema.Tests;

/// <summary>Formats that the suite does not cover: those of the registry of OpenAPI, and the corners of the others.</summary>
public sealed class FormatTests
{
    [Theory]
    [InlineData("int8", "127 -128 1e2 1.0", "128 -129 0.5")]
    [InlineData("int16", "32767 -32768", "32768 -32769")]
    [InlineData("int32", "2147483647 -2147483648 2147483647.0", "2147483648 1.5")]
    [InlineData("int64", "9223372036854775807 \"9223372036854775807\" \"-5\"", "9223372036854775808 \"9223372036854775808\" \"1.5\" \"x\" \"1e3\" \"\" \"-\"")]
    [InlineData("uint8", "0 255", "256 -1")]
    [InlineData("uint16", "65535", "65536 -1")]
    [InlineData("uint32", "4294967295", "4294967296 -1")]
    [InlineData("uint64", "18446744073709551615 \"18446744073709551615\"", "18446744073709551616 -1 \"-1\"")]
    [InlineData("double-int", "9007199254740991 -9007199254740991", "9007199254740992 0.5")]
    [InlineData("float", "3.4028235e38 340282346638528859811704183484516925440 1e-400", "3.4028236e38 1e39 -1e39")]
    [InlineData("double", "1.7976931348623157e308 -1.7976931348623157e308", "1.8e308 1e400")]
    [InlineData("decimal", "1.5 \"1.50\" \"-0.1\" \"12\"", "\"1,5\" \"1.\" \".5\" \"1e5\" \"+1\"")]
    [InlineData("decimal128", "1234567890123456789012345678901234 9.999e6144 1e-6176 \"0.1\"", "12345678901234567890123456789012345 1e6145 1e-6177")]
    [InlineData("unixtime", "0 1767225600 -1 \"1767225600\"", "0.5 \"soon\"")]
    [InlineData("sf-integer", "999999999999999 -999999999999999", "1000000000000000 0.5")]
    [InlineData("sf-decimal", "999999999999.999 -0.001 12", "1000000000000 0.0001")]
    [InlineData("sf-string", "\"\\\"a b\\\"\" \"\\\"\\\\\\\\\\\"\"", "\"a\" \"\\\"\" \"\\\"é\\\"\" \"\\\"a\\\\b\\\"\"")]
    [InlineData("sf-token", "\"*a/b:c\" \"text/html\"", "\"\" \"1a\" \"a b\" \"é\"")]
    [InlineData("sf-binary", "\":aGk=:\" \"::\"", "\"aGk=\" \":aGk:\" \":\"")]
    [InlineData("sf-boolean", "\"?0\" \"?1\"", "\"?2\" \"true\" \"?\"")]
    [InlineData("byte", "\"\" \"aGk=\" \"aGkh\" \"+/==\"", "\"aGk\" \"a=k=\" \"aGk%\" \"aG\\nk=\" \"====\" \"-_==\"")]
    [InlineData("base64url", "\"aGk\" \"aGk=\" \"-_8\" \"\"", "\"a\" \"+/8\" \"aGk==\"")]
    [InlineData("char", "\"a\" \"é\" \"😀\"", "\"\" \"ab\" \"😀😀\"")]
    [InlineData("date-time-local", "\"2026-01-31T12:00:00\" \"2026-01-31t12:00:00.5\"", "\"2026-01-31T12:00:00Z\" \"2026-02-29T12:00:00\" \"2026-01-31\"")]
    [InlineData("time-local", "\"12:00:00\" \"23:59:60\" \"12:00:00.001\"", "\"12:00\" \"12:00:00Z\" \"24:00:00\" \"12:00:60\" \"12:00:00.\"")]
    [InlineData("http-date", "\"Sun, 06 Nov 1994 08:49:37 GMT\" \"Sunday, 06-Nov-94 08:49:37 GMT\" \"Sun Nov  6 08:49:37 1994\"",
        "\"Sun, 6 Nov 1994 08:49:37 GMT\" \"Sun, 31 Feb 1994 08:49:37 GMT\" \"Sun, 06 Nov 1994 08:49:37 UTC\" \"1994-11-06T08:49:37Z\" \"\"")]
    [InlineData("media-range", "\"*/*\" \"text/*\" \"text/html;level=1\" \"a/b ; q=0.5;p=\\\";x\\\"\"", "\"*\" \"*/html\" \"text\" \"text/\" \"text/html;=1\" \"text/html;a\" \"te xt/html\"")]
    [InlineData("language", "\"en\" \"de-CH-1996\" \"zh-Hant-TW\" \"x-own\" \"i-klingon\" \"sl-rozaj-biske\" \"en-a-bbb-x-a\" \"es-419\"",
        "\"\" \"e\" \"en-\" \"-en\" \"en--US\" \"en_US\" \"a-DE\" \"en-x\" \"en-a\" \"abcdefghi\"")]
    [InlineData("ipv4-cidr", "\"10.0.0.0/8\" \"1.2.3.4/32\" \"0.0.0.0/0\"", "\"10.0.0.0\" \"10.0.0.0/33\" \"10.0.0/8\" \"10.0.0.0/08\" \"10.0.0.0/\"")]
    [InlineData("ipv6-cidr", "\"2001:db8::/32\" \"::1/128\"", "\"::1\" \"::1/129\" \"1.2.3.4/8\"")]
    [InlineData("uuid", "\"6BA7B810-9dad-11d1-80b4-00c04fd430c8\"", "\"6ba7b8109dad11d180b400c04fd430c8\" \"{6ba7b810-9dad-11d1-80b4-00c04fd430c8}\"")]
    [InlineData("email", "\"a@b\" \"a.b+c@example.com\"", "\"a@-b\" \"a@b_c\" \"a@xn--x\" \"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa@b.c\"")]
    [InlineData("idn-hostname", "\"bücher.example\" \"faß.de\" \"xn--bcher-kva.example\"", "\"Bücher.example\" \"a_b\" \"☃.net\" \"xn--ls8h.la\"")]
    public void A_format_of_the_registry_accepts_and_refuses(string format, string valid, string invalid)
    {
        CompiledSchema schema = TestSchemas.Compile($$"""{"format": "{{format}}"}""", SchemaDialect.OpenApi31);
        foreach (string json in Values(valid))
            schema.Accepts(json).ShouldBeTrue($"{format}: {json}");
        foreach (string json in Values(invalid))
            schema.Accepts(json).ShouldBeFalse($"{format}: {json}");
    }

    [Theory]
    [InlineData("binary")]
    [InlineData("commonmark")]
    [InlineData("html")]
    [InlineData("password")]
    public void Formats_that_every_value_has_are_annotations_and_not_called_unchecked(string format)
    {
        CompileResult result = TestSchemas.TryCompile($$"""{"format": "{{format}}"}""", SchemaDialect.OpenApi30);
        result.UncheckedFormats.ShouldBeEmpty();
        result.Schema.ShouldNotBeNull().Accepts("\"\\u0001\"").ShouldBeTrue();
    }

    [Fact]
    public void A_draft_has_the_formats_it_names()
    {
        Names(SchemaDialect.Draft4).ShouldBe(["date-time", "email", "hostname", "ipv4", "ipv6", "uri"]);
        Names(SchemaDialect.Draft6).Except(Names(SchemaDialect.Draft4)).ShouldBe(["json-pointer", "uri-reference", "uri-template"]);
        Names(SchemaDialect.Draft7).Except(Names(SchemaDialect.Draft6))
            .ShouldBe(["date", "idn-email", "idn-hostname", "iri", "iri-reference", "regex", "relative-json-pointer", "time"]);
        Names(SchemaDialect.Draft201909).Except(Names(SchemaDialect.Draft7)).ShouldBe(["duration", "uuid"]);
        Names(SchemaDialect.Draft202012).ShouldBe(Names(SchemaDialect.Draft201909));
    }

    [Fact]
    public void No_format_throws_or_hangs_on_any_text()
    {
        string[] texts = ["", "-", ".", "@", "[", "]", ":", "//", "{", "%", "%4", "é", "😀", "\0", "xn--", "xn---", "P", "?", "=", new string('a', 100_000), new string('.', 1000)];
        foreach ((_, FormatDefinition format) in FormatCatalog.All.Where(static f => !f.Format.OfNumber))
        {
            foreach (string text in texts)
                Should.NotThrow(() => format.Check(System.Text.Encoding.UTF8.GetBytes(text)), $"{format.Name}: {text}");
        }
    }

    private static string[] Names(SchemaDialect dialect) =>
    [
        .. FormatCatalog.All.Where(static f => f.Origin != FormatOrigin.OpenApi).Select(static f => f.Format.Name)
            .Where(name => FormatCatalog.Find(name, dialect).Length > 0).Distinct().Order(StringComparer.Ordinal),
    ];

    /// <summary>JSON values one after the other.</summary>
    private static IEnumerable<string> Values(string list)
    {
        using JsonDocument array = JsonDocument.Parse("[" + Separated(list) + "]");
        return [.. array.RootElement.EnumerateArray().Select(static v => v.GetRawText())];
    }

    private static string Separated(string list)
    {
        bool quoted = false;
        var text = new System.Text.StringBuilder();
        for (int i = 0; i < list.Length; i++)
        {
            if (list[i] == '\\')
                text.Append(list[i++]);
            else if (list[i] == '"')
                quoted = !quoted;
            text.Append(list[i] == ' ' && !quoted ? ',' : list[i]);
        }

        return text.ToString();
    }
}
