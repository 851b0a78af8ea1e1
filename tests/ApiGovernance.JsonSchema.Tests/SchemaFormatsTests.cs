using System.Text;
using ApiGovernance.JsonSchema.Formats;
using ApiGovernance.Testing;

namespace ApiGovernance.JsonSchema.Tests;

public sealed class SchemaFormatsTests
{
    private static readonly SchemaDialect[] s_dialects = Enum.GetValues<SchemaDialect>();

    private static readonly string[] s_names = [.. FormatCatalog.All.Select(static f => f.Format.Name).Distinct().Order(StringComparer.Ordinal)];

    [Theory]
    [InlineData(SchemaDialect.OpenApi30, "uuid", true)]
    [InlineData(SchemaDialect.Draft202012, "uuid", true)]
    [InlineData(SchemaDialect.Draft4, "uuid", false)]
    [InlineData(SchemaDialect.Draft4, "int32", true)]
    [InlineData(SchemaDialect.OpenApi31, "password", false)]
    [InlineData(SchemaDialect.OpenApi31, "order-number", false)]
    public void A_format_is_known_where_the_dialect_checks_it(SchemaDialect dialect, string format, bool known) =>
        SchemaFormats.IsKnown(dialect, format).ShouldBe(known);

    [Theory]
    [InlineData("date", "2026-01-31", true)]
    [InlineData("date", "2026-02-31", false)]
    [InlineData("int64", "12", true)]
    [InlineData("int64", "x", false)]
    [InlineData("int32", "x", null)]
    [InlineData("password", "x", null)]
    public void A_text_has_a_format_or_not_or_the_format_is_none_of_texts(string format, string text, bool? match) =>
        SchemaFormats.IsMatch(SchemaDialect.OpenApi30, format, Encoding.UTF8.GetBytes(text)).ShouldBe(match);

    [Theory]
    [InlineData("int32", "2147483647", true)]
    [InlineData("int32", "2147483648", false)]
    [InlineData("int64", "1.5", false)]
    [InlineData("float", "1e39", false)]
    [InlineData("date", "1", null)]
    [InlineData("order-number", "1", null)]
    public void A_number_has_a_format_or_not_or_the_format_is_none_of_numbers(string format, string number, bool? match) =>
        SchemaFormats.IsNumberMatch(SchemaDialect.OpenApi30, format, Encoding.UTF8.GetBytes(number)).ShouldBe(match);

    [Fact]
    public void A_dialect_decides_what_a_format_means()
    {
        SchemaFormats.IsMatch(SchemaDialect.Draft6, "hostname", "ab--cd"u8).ShouldBe(true);
        SchemaFormats.IsMatch(SchemaDialect.Draft7, "hostname", "ab--cd"u8).ShouldBe(false);
        SchemaFormats.IsMatch(SchemaDialect.Draft6, "date", "?"u8).ShouldBeNull();
    }

    [Fact]
    public void Every_format_has_samples_that_have_it_and_one_that_has_not()
    {
        foreach (SchemaDialect dialect in s_dialects)
        {
            foreach (string format in s_names)
            {
                if (IsChecked(dialect, format, ofNumber: false))
                {
                    FormatSamples.Of(format, ofNumber: false).ShouldNotBeEmpty(format);
                    foreach (string sample in FormatSamples.Of(format, ofNumber: false))
                        SchemaFormats.IsMatch(dialect, format, Encoding.UTF8.GetBytes(sample)).ShouldBe(true, $"{format}: {sample}");
                    SchemaFormats.Sample(format).ShouldNotBeNullOrEmpty();
                    string odd = SchemaFormats.NonSample(dialect, format).ShouldNotBeNull(format);
                    SchemaFormats.IsMatch(dialect, format, Encoding.UTF8.GetBytes(odd)).ShouldBe(false, format);
                }

                if (IsChecked(dialect, format, ofNumber: true))
                {
                    FormatSamples.Of(format, ofNumber: true).ShouldNotBeEmpty(format);
                    foreach (string sample in FormatSamples.Of(format, ofNumber: true))
                        SchemaFormats.IsNumberMatch(dialect, format, Encoding.UTF8.GetBytes(sample)).ShouldBe(true, $"{format}: {sample}");
                    SchemaFormats.NumberSample(format).ShouldNotBeNullOrEmpty();
                    string? odd = SchemaFormats.NumberNonSample(dialect, format);
                    if (odd is null)
                        format.ShouldBe("decimal");
                    else
                        SchemaFormats.IsNumberMatch(dialect, format, Encoding.UTF8.GetBytes(odd)).ShouldBe(false, format);
                }
            }
        }
    }

    [Fact]
    public void A_format_of_another_kind_of_value_has_no_sample()
    {
        SchemaFormats.Sample("int32").ShouldBeNull();
        SchemaFormats.NumberSample("date").ShouldBeNull();
        SchemaFormats.Sample("order-number").ShouldBeNull();
        SchemaFormats.NonSample(SchemaDialect.OpenApi31, "int32").ShouldBeNull();
        SchemaFormats.NumberNonSample(SchemaDialect.OpenApi31, "int32").ShouldBe("2147483648");
        SchemaFormats.NonSample(SchemaDialect.Draft4, "date").ShouldBeNull();
    }

    [Theory]
    [InlineData("uri-reference", "uri", true)]
    [InlineData("uri", "uri-reference", false)]
    [InlineData("iri-reference", "uri", true)]
    [InlineData("idn-email", "email", true)]
    [InlineData("date-time", "date", false)]
    [InlineData("date", "date", true)]
    [InlineData("int64", "int32", null)]
    [InlineData("date", "order-number", null)]
    [InlineData("order-number", "order-number", null)]
    public void A_format_includes_another_or_does_not_or_it_is_not_known(string wide, string narrow, bool? included) =>
        SchemaFormats.Includes(SchemaDialect.OpenApi31, wide, narrow).ShouldBe(included);

    [Theory]
    [InlineData("int64", "int32", true)]
    [InlineData("int32", "int64", false)]
    [InlineData("double", "float", true)]
    [InlineData("float", "double", false)]
    [InlineData("int64", "uint64", false)]
    [InlineData("date", "int32", null)]
    public void The_same_of_numbers(string wide, string narrow, bool? included) =>
        SchemaFormats.IncludesNumbers(SchemaDialect.OpenApi31, wide, narrow).ShouldBe(included);

    [Fact]
    public void What_is_not_included_has_a_value_that_shows_it()
    {
        SchemaFormats.SampleBeyond(SchemaDialect.OpenApi31, "uri", "uri-reference").ShouldBe("/orders?id=1#top");
        SchemaFormats.SampleBeyond(SchemaDialect.OpenApi31, "uri-reference", "uri").ShouldBeNull();
        SchemaFormats.SampleBeyond(SchemaDialect.OpenApi31, "uri", "int32").ShouldBeNull();
        SchemaFormats.NumberSampleBeyond(SchemaDialect.OpenApi31, "int32", "int64").ShouldBe("9223372036854775807");
    }

    /// <summary>
    /// All pairs in one table. What is neither included nor refuted is of formats that no contract takes for one another, such as dates
    /// and patterns.
    /// </summary>
    [Fact]
    public void All_pairs_are_as_approved()
    {
        var table = new StringBuilder();
        foreach (string narrow in s_names)
        {
            Line(table, narrow, IsChecked(SchemaDialect.OpenApi31, narrow, ofNumber: false) ? "texts" : null, SchemaFormats.Includes);
            Line(table, narrow, IsChecked(SchemaDialect.OpenApi31, narrow, ofNumber: true) ? "numbers" : null, SchemaFormats.IncludesNumbers);
        }

        Golden.Match(table.ToString(), "format-inclusions");
    }

    [Fact]
    public void Nothing_of_the_corpus_speaks_against_an_inclusion()
    {
        byte[][] texts = [.. FormatCorpus.Texts().Select(Encoding.UTF8.GetBytes)];
        byte[][] numbers = [.. FormatCorpus.Numbers().Select(Encoding.UTF8.GetBytes)];
        // Dialects differ in which formats they have, and before draft 7 in what a host name is.
        foreach (SchemaDialect dialect in (ReadOnlySpan<SchemaDialect>)[SchemaDialect.Draft6, SchemaDialect.OpenApi31])
        {
            NothingSpeaksAgainst(dialect, texts, SchemaFormats.Includes, SchemaFormats.IsMatch);
            NothingSpeaksAgainst(dialect, numbers, SchemaFormats.IncludesNumbers, SchemaFormats.IsNumberMatch);
        }
    }

    private delegate bool? Inclusion(SchemaDialect dialect, string wide, string narrow);

    private delegate bool? Match(SchemaDialect dialect, string format, ReadOnlySpan<byte> value);

    private static void NothingSpeaksAgainst(SchemaDialect dialect, byte[][] values, Inclusion includes, Match match)
    {
        foreach (string narrow in s_names)
        {
            string[] wider = [.. s_names.Where(wide => wide != narrow && includes(dialect, wide, narrow) == true)];
            if (wider.Length == 0)
                continue;
            byte[][] members = [.. values.Where(v => match(dialect, narrow, v) == true)];
            members.Length.ShouldBeGreaterThan(100, $"{dialect}: too few values of {narrow} to say anything");
            foreach (string wide in wider)
                members.Where(v => match(dialect, wide, v) != true).Select(Encoding.UTF8.GetString).ShouldBeEmpty($"{dialect}: {narrow} within {wide}");
        }
    }

    private static void Line(StringBuilder table, string narrow, string? kind, Inclusion includes)
    {
        if (kind is null)
            return;
        string[] included = [.. s_names.Where(wide => wide != narrow && includes(SchemaDialect.OpenApi31, wide, narrow) == true)];
        string[] unknown = [.. s_names.Where(wide => IsChecked(SchemaDialect.OpenApi31, wide, kind == "numbers") && includes(SchemaDialect.OpenApi31, wide, narrow) is null)];
        table.Append($"{narrow} ({kind}): in {List(included)}; not known of {List(unknown)}\n");
    }

    private static string List(string[] names) => names.Length == 0 ? "none" : string.Join(' ', names);

    private static bool IsChecked(SchemaDialect dialect, string format, bool ofNumber) =>
        (ofNumber ? SchemaFormats.IsNumberMatch(dialect, format, "1"u8) : SchemaFormats.IsMatch(dialect, format, "1"u8)) is not null;
}
