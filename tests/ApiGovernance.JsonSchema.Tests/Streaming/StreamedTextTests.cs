using System.Text;

namespace ApiGovernance.JsonSchema.Tests.Streaming;

/// <summary>What may stand anywhere: vectors read 16 and 32 bytes at once, and no text is a multiple of that.</summary>
public sealed class StreamedTextTests
{
    private const string Schema = """
        {"type": "object", "required": ["id"], "properties": {"id": {"type": "string", "maxLength": 90}, "a": {"type": "integer"},
         "aLongerPropertyName": {"type": "number"}, "aNameThatIsTooLongForTwoVectorsOfBytes": {"type": "boolean"},
         "kind": {"oneOf": [{"type": "null"}, {"type": "object", "required": ["t"], "properties": {"t": {"const": "x"}}}]},
         "list": {"type": "array", "items": {"type": ["string", "number", "null"]}, "uniqueItems": true}}}
        """;

    private static readonly BothEngines s_both = new(Schema);

    private static readonly string[] s_texts =
    [
        """{"id":"x","a":12,"aLongerPropertyName":1.25,"aNameThatIsTooLongForTwoVectorsOfBytes":true,"list":["a",1,null]}""",
        """ { "id" : "caf\u00e9 \ud83d\ude00" , "other" : [ { "id" : [ ] , "x" : { } } , -0.5e-7 , false ] , "list" : [ ] , "kind" : { "q" : "}" , "t" : "x" } } """,
        "{\"list\":[\"aé€😀\"],\r\n\t\"id\":\"0123456789abcdef0123456789abcdef\",\n        \"kind\":null}",
        """{"aNameThatIsTooLongForTwoVectorsOfBytes":false,"aLongerPropertyName":0,"\u0069d":"","zz":1,"zy":2}""",
    ];

    [Fact]
    public void Every_text_is_accepted_as_it_is()
    {
        foreach (string text in s_texts)
            s_both.Accepts(text).ShouldBeTrue(text);
    }

    [Fact]
    public void Cut_off_anywhere_it_is_refused()
    {
        foreach (string text in s_texts)
        {
            byte[] whole = Encoding.UTF8.GetBytes(text.TrimEnd());
            for (int length = 0; length < whole.Length; length++)
                s_both.Accepts(whole[..length]).ShouldBeFalse($"{length} bytes of {text}");
        }
    }

    [Fact]
    public void With_any_byte_changed_both_engines_agree()
    {
        byte[] replacements = [0, 1, 0x1F, (byte)' ', (byte)'"', (byte)'\\', (byte)',', (byte)':', (byte)'{', (byte)'}', (byte)'[', (byte)']', (byte)'0', (byte)'-',
            (byte)'.', (byte)'e', (byte)'a', (byte)'u', 0x7F, 0x80, 0xC3, 0xED, 0xFF];
        int accepted = 0;
        foreach (string text in s_texts)
        {
            byte[] bytes = Encoding.UTF8.GetBytes(text);
            for (int i = 0; i < bytes.Length; i++)
            {
                byte kept = bytes[i];
                foreach (byte replacement in replacements)
                {
                    bytes[i] = replacement;
                    accepted += s_both.Accepts(bytes) ? 1 : 0;
                }

                bytes[i] = kept;
            }
        }

        accepted.ShouldBeGreaterThan(500);
    }

    [Fact]
    public void Strings_keys_blanks_and_digits_may_have_any_length_at_any_place()
    {
        for (int length = 0; length <= 80; length++)
        {
            string letters = new('x', length);
            string blanks = new(' ', length);
            string digits = "1" + new string('0', length);
            s_both.Accepts($$"""{"id":"{{letters}}"}""").ShouldBeTrue();
            s_both.Accepts($$"""{"id":"{{letters}}\n"}""").ShouldBeTrue();
            s_both.Accepts($$"""{"id":"","{{letters}}":1}""").ShouldBeTrue();
            s_both.Accepts($$"""{"id":"","{{letters}}":1,"{{letters}}":2}""").ShouldBeFalse();
            s_both.Accepts($$"""{"{{letters}}\u0041":1,"{{letters}}A":2,"id":""}""").ShouldBeFalse();
            s_both.Accepts($$"""{{blanks}}{{{blanks}}"id"{{blanks}}:{{blanks}}"{{letters}}"{{blanks}},{{blanks}}"a":1{{blanks}}}{{blanks}}""").ShouldBeTrue();
            s_both.Accepts($$"""{"id":"","a":{{digits}}}""").ShouldBeTrue();
            s_both.Accepts($$"""{"id":"","a":-{{digits}}.{{new string('0', length + 1)}}}""").ShouldBeTrue();
            s_both.Accepts($$"""{"id":"","a":{{digits}}.{{new string('0', length)}}1}""").ShouldBeFalse();
            s_both.Accepts($$"""{"id":"{{letters}}""").ShouldBeFalse();
            s_both.Accepts($"{{\"id\":\"{letters}\u0001\"}}").ShouldBeFalse();
        }
    }

    [Theory]
    [InlineData(1000, true)]
    [InlineData(1001, false)]
    public void Nesting_is_bounded_whatever_the_schema(int depth, bool accepted)
    {
        var limits = new JsonInputLimits { MaxDepth = 1000 };
        var tree = new BothEngines("""{"type": ["object", "array"], "properties": {"n": {"$ref": "#"}}, "items": {"$ref": "#"}, "additionalProperties": false}""");
        string objects = string.Concat(Enumerable.Repeat("{\"n\":", depth - 1)) + "{}" + new string('}', depth - 1);
        tree.Accepts(objects, limits).ShouldBe(accepted);
        tree.Accepts(new string('[', depth) + new string(']', depth), limits).ShouldBe(accepted);
        new BothEngines("{}").Accepts(objects, limits).ShouldBe(accepted);
        s_both.Accepts("{\"id\":\"\",\"x\":" + new string('[', 1_000_000), limits).ShouldBeFalse();
    }

    [Fact]
    public void On_a_small_stack_deep_values_still_have_an_answer()
    {
        var limits = new JsonInputLimits { MaxDepth = 1000 };
        var tree = new BothEngines("""{"properties": {"n": {"allOf": [{"$ref": "#"}, {"minProperties": 0}]}}}""");
        string deep = string.Concat(Enumerable.Repeat("{\"n\":", 900)) + "1" + new string('}', 900);
        bool ended = false;
        var thread = new Thread(() => ended = tree.Auto.IsValid(Encoding.UTF8.GetBytes(deep), limits) || true, 192 * 1024);
        thread.Start();
        thread.Join(TimeSpan.FromSeconds(60)).ShouldBeTrue();
        ended.ShouldBeTrue();
    }
}
