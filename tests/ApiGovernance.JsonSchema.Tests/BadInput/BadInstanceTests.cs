using System.Text;

namespace ApiGovernance.JsonSchema.Tests.BadInput;

/// <summary>Texts that are wrong or hostile: each has an answer that names the place, in both engines.</summary>
public sealed class BadInstanceTests
{
    private const string Recursive = """
        {"$ref": "#/$defs/n", "$defs": {"n": {"properties": {"c": {"$ref": "#/$defs/n"}}, "items": {"$ref": "#/$defs/n"}, "type": ["object", "array"]}}}
        """;

    private static readonly SchemaEngine[] s_engines = [SchemaEngine.Auto, SchemaEngine.Tape];

    [Theory]
    [InlineData("{\"c\":", "}")]
    [InlineData("[", "]")]
    public void A_million_levels_are_an_error_not_an_overflow(string open, string close)
    {
        foreach (CompiledSchema schema in Compile(Recursive))
        {
            byte[] json = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(open, 1_000_000)));
            schema.IsValid(json).ShouldBeFalse();
            JsonInputError error = schema.Validate(json).Input.ShouldNotBeNull();
            error.Message.ShouldBe("The text nests deeper than 64 levels.");
            error.ByteOffset.ShouldBe(64 * open.Length);

            // No setting takes the bound away.
            schema.Validate(json, 20, new JsonInputLimits { MaxDepth = int.MaxValue }).Input.ShouldNotBeNull().Message.ShouldContain("1000 levels");
            byte[] deep = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(open, 999)) + "[]" + string.Concat(Enumerable.Repeat(close, 999)));
            schema.IsValid(deep, new JsonInputLimits { MaxDepth = 1000 }).ShouldBeTrue();
        }
    }

    [Theory]
    [InlineData("1e400", true)]
    [InlineData("1e-300", true)]
    [InlineData("3e-300", true)]
    [InlineData("1e-301", false)]
    [InlineData("1.5e-300", false)]
    [InlineData("123456789012345678901234567890.000000000000000001", true)]
    [InlineData("1e999999999", true)]
    [InlineData("1e-999999999", false)]
    [InlineData("-0", true)]
    [InlineData("0e99999999999999999999999", true)]
    public void Numbers_far_beyond_a_double_are_exact(string number, bool multiple)
    {
        foreach (CompiledSchema schema in Compile("""{"multipleOf": 1e-300}"""))
            schema.Accepts(number).ShouldBe(multiple, number);
        foreach (CompiledSchema schema in Compile("""{"minimum": -1e400, "maximum": 1e400, "multipleOf": 7e-400}"""))
            schema.Accepts("1e400").ShouldBeFalse();
        foreach (CompiledSchema schema in Compile("""{"maximum": 1e400}"""))
            schema.Accepts("1.0000000000000000000000001e400").ShouldBeFalse();
    }

    [Fact]
    public void A_number_of_a_million_digits_is_decided()
    {
        byte[] json = Encoding.UTF8.GetBytes(new string('7', 1_000_000));
        foreach (CompiledSchema schema in Compile("""{"multipleOf": 7, "minimum": 1}"""))
            schema.IsValid(json).ShouldBeTrue();
        foreach (CompiledSchema schema in Compile("""{"multipleOf": 0.02}"""))
            schema.Validate(json).Errors.ShouldBeEmpty();
        foreach (CompiledSchema schema in Compile("""{"multipleOf": 2}"""))
            schema.Validate(json).Errors.ShouldHaveSingleItem().Found.ShouldBe("an integer of 1000000 digits");
    }

    [Fact]
    public void A_hundred_megabytes_are_validated_and_more_than_the_limit_is_refused()
    {
        CompiledSchema schema = TestSchemas.Compile("""{"type": "array", "items": {"type": "object", "required": ["id"], "properties": {"id": {"type": "integer"}, "t": {"maxLength": 80}}}}""");
        ReadOnlySpan<byte> item = ",{\"id\":12345678,\"t\":\"some text that is neither short nor long, to fill up\"}"u8;
        byte[] json = new byte[100 * 1024 * 1024];
        int end = 0;
        for (; end + item.Length < json.Length - 1; end += item.Length)
            item.CopyTo(json.AsSpan(end));
        json[0] = (byte)'[';
        json[end] = (byte)']';
        json.AsSpan(end + 1).Fill((byte)' ');
        schema.IsValid(json).ShouldBeTrue();
        json[end - 2] = (byte)'\n';
        JsonInputError broken = schema.Validate(json).Input.ShouldNotBeNull();
        (broken.ByteOffset, broken.Message).ShouldBe((end - 2, "A string must not contain control characters; they have to be escaped."));

        JsonInputError tooLarge = schema.Validate(new byte[(128 * 1024 * 1024) + 1]).Input.ShouldNotBeNull();
        tooLarge.Message.ShouldBe("The text has 134217729 bytes; at most 134217728 are taken (JsonInputLimits.MaxBytes).");
    }

    [Fact]
    public void A_text_that_is_cut_off_anywhere_is_refused_where_it_ends()
    {
        byte[] json = Encoding.UTF8.GetBytes("""{"c": [{"é\n": -1.5e+3, "x": "\u00e9\ud83d\ude00😀", "t": true, "n": null}, [], {}]}""");
        foreach (CompiledSchema schema in Compile("{}"))
        {
            schema.IsValid(json).ShouldBeTrue();
            for (int length = 0; length < json.Length; length++)
            {
                schema.IsValid(json.AsSpan(0, length)).ShouldBeFalse();
                JsonInputError error = schema.Validate(json.AsSpan(0, length)).Input.ShouldNotBeNull();
                error.ByteOffset.ShouldBeInRange(0, length);
                error.Message.ShouldNotBeNullOrWhiteSpace();
            }
        }
    }

    [Theory]
    [InlineData("utf-16", "UTF-16")]
    [InlineData("utf-16BE", "UTF-16")]
    [InlineData("utf-32", "UTF-32")]
    [InlineData("utf-32BE", "UTF-32")]
    public void Another_encoding_is_named(string encoding, string says)
    {
        Encoding other = Encoding.GetEncoding(encoding);
        foreach (byte[] json in (byte[][])[[.. other.GetPreamble(), .. other.GetBytes("{\"a\": 1}")], other.GetBytes("{\"a\": 1}"), other.GetBytes("[1]")])
        {
            foreach (CompiledSchema schema in Compile("{}"))
            {
                schema.IsValid(json).ShouldBeFalse();
                JsonInputError error = schema.Validate(json).Input.ShouldNotBeNull();
                error.Message.ShouldBe($"The text is {says}; JSON is sent as UTF-8 (RFC 8259, 8.1).");
                (error.ByteOffset, error.Line, error.Column).ShouldBe((0, 1, 1));
            }
        }
    }

    [Theory]
    [InlineData(new byte[] { 0 }, 0)]
    [InlineData(new byte[] { (byte)'1', 0 }, 1)]
    [InlineData(new byte[] { (byte)'"', 0, (byte)'"' }, 1)]
    [InlineData(new byte[] { (byte)'[', (byte)'1', 0, (byte)']' }, 2)]
    [InlineData(new byte[] { 0xEF, 0xBB, 0xBF, (byte)'1' }, 0)]
    [InlineData(new byte[] { (byte)'1', 0xEF, 0xBB, 0xBF }, 1)]
    [InlineData(new byte[] { (byte)'[', 0xEF, 0xBB, 0xBF, (byte)'1', (byte)']' }, 1)]
    [InlineData(new byte[] { (byte)'"', 0xC0, 0x80, (byte)'"' }, 1)]
    [InlineData(new byte[] { (byte)'"', 0xE0, 0x80, 0xAF, (byte)'"' }, 1)]
    [InlineData(new byte[] { (byte)'"', 0xF0, 0x80, 0x80, 0xAF, (byte)'"' }, 1)]
    [InlineData(new byte[] { (byte)'"', 0xF4, 0x90, 0x80, 0x80, (byte)'"' }, 1)]
    [InlineData(new byte[] { (byte)'"', 0xED, 0xA0, 0xBD, 0xED, 0xB8, 0x80, (byte)'"' }, 1)]
    [InlineData(new byte[] { (byte)'"', 0x80, (byte)'"' }, 1)]
    [InlineData(new byte[] { (byte)'"', 0xE2, 0x82, (byte)'"' }, 1)]
    public void Nuls_marks_and_bytes_that_are_no_utf8_are_refused_with_their_place(byte[] json, int offset)
    {
        foreach (CompiledSchema schema in Compile("{}"))
        {
            schema.IsValid(json).ShouldBeFalse();
            schema.Validate(json).Input.ShouldNotBeNull().ByteOffset.ShouldBe(offset);
        }
    }

    [Fact]
    public void Memory_taken_for_a_large_text_is_not_kept()
    {
        CompiledSchema schema = TestSchemas.Compile("{}", options: new SchemaCompileOptions { Engine = SchemaEngine.Tape });
        byte[] json = Encoding.UTF8.GetBytes("[" + string.Join(',', Enumerable.Repeat("1", 4_000_000)) + "]");
        schema.IsValid(json).ShouldBeTrue();
        long after = GC.GetTotalMemory(forceFullCollection: true);
        for (int i = 0; i < 3; i++)
            schema.IsValid(json).ShouldBeTrue();
        // The tape of such a text is 64 MB.
        (GC.GetTotalMemory(forceFullCollection: true) - after).ShouldBeLessThan(32 * 1024 * 1024);
    }

    private static IEnumerable<CompiledSchema> Compile(string json) =>
        s_engines.Select(engine => TestSchemas.Compile(json, options: new SchemaCompileOptions { Engine = engine }));
}
