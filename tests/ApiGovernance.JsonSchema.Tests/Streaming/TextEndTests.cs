using System.Text;

namespace ApiGovernance.JsonSchema.Tests.Streaming;

/// <summary>Nothing is read past the end of a text, whichever vector or table is at work there.</summary>
public sealed class TextEndTests
{
    private const string Schema = """
        {
          "properties": {
            "": {"type": "integer"}, "a": {"type": "number", "multipleOf": 0.01}, "fourteen_bytes": {"type": "string"},
            "kind": {"enum": ["x", "four", "eight_by", "a_long_value_of_twenty"]}, "code": {"pattern": "^[A-Z]{3}-[0-9]{6}$"},
            "short": {"pattern": "^[a-z]{4}$"}, "words": {"pattern": "^(ab|cd)+[0-9]*$"}, "any": {"pattern": "é+x|y.z"},
            "a_name_of_thirty_bytes_and_one": {"format": "date-time"}, "a_name_that_is_longer_than_thirty_two_bytes": true,
            "list": {"type": "array", "items": {"type": "string", "maxLength": 70}, "uniqueItems": true, "contains": {"maxLength": 3}}
          },
          "oneOf": [
            {"properties": {"tag": {"const": "one"}}, "required": ["tag"]},
            {"properties": {"tag": {"const": "another_one"}, "of": {"minimum": 1}}, "required": ["tag"]},
            {"properties": {"tag": {"type": "null"}}}
          ]
        }
        """;

    [Fact]
    public void Every_prefix_of_a_text_may_end_where_memory_does()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.Is64BitProcess, "Needs mmap.");
        using var memory = new GuardedMemory(2);
        var both = new BothEngines(Schema);
        foreach (string value in Texts())
        {
            byte[] text = Encoding.UTF8.GetBytes(value);
            for (int length = 0; length <= text.Length; length++)
            {
                ReadOnlySpan<byte> cut = memory.AtEnd(text.AsSpan(0, length));
                bool valid = both.Auto.IsValid(cut);
                valid.ShouldBe(both.Accepts(cut.ToArray()), value);
            }
        }
    }

    private static IEnumerable<string> Texts()
    {
        yield return """{"":1,"a":0.25,"fourteen_bytes":"v","kind":"eight_by","code":"ABC-123456","short":"abcd","words":"abcd12","any":"éééx"}""";
        yield return """{"tag":null,"a_name_of_thirty_bytes_and_one":"2024-02-29T10:00:00.5Z","a_name_that_is_longer_than_thirty_two_bytes":[true,false,null]}""";
        yield return """{"of":1.5e3,"list":["a\u00e9","\ud83d\ude00","abc\n"],"kind":"a_long_value_of_twenty","tag":"another_one"}""";
        yield return "{ \"x\" :  [ -1 , -0.5 , 1E+10 ,\n\t\r [ ] , { } , \"\\\\\\\"\" ] \n ,        \"tag\"            :     \"one\"                 }                 ";
        for (int length = 0; length <= 66; length++)
        {
            string run = new('k', length);
            yield return $"{{\"tag\":\"one\",\"{run}\":\"{run}\"}}";
            yield return $"{{\"list\":[\"{run}\",\"a\"]{new string(' ', length)}}}";
            yield return $"{{\"a\":{new string('1', length + 1)}}}";
        }
    }
}
