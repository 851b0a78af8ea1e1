using System.Buffers;
using System.Text;

namespace ApiGovernance.JsonSchema.Tests;

public sealed class SequenceTests
{
    private static readonly CompiledSchema s_schema = TestSchemas.Compile("""
        {"type": "object", "required": ["id", "tags"], "properties": {
          "id": {"type": "integer", "minimum": 1}, "näme": {"type": "string", "pattern": "^[a-zé]+$", "maxLength": 20},
          "tags": {"type": "array", "uniqueItems": true, "items": {"enum": ["a", "b\n", "c"]}}, "price": {"multipleOf": 0.01}}}
        """);

    [Theory]
    [InlineData("{\"id\": 12,\n \"n\\u00e4me\": \"café\", \"tags\": [\"a\", \"b\\n\"], \"price\": -12.50e1}")]
    [InlineData("{\"id\": 0,\r\n \"näme\": \"CAF\\u00c9\",\n \"tags\": [\"a\", \"a\", \"\\ud83d\\ude00\"], \"price\": 1.005}")]
    [InlineData("{\"id\": 1, \"tags\": [],\n \"x\": tru }")]
    [InlineData("{\"id\": 1, \"tags\": [],\n \"id\": 2}")]
    [InlineData("{\"id\": 1, \"tags\": \"\\ud800\"}")]
    [InlineData("{\"id\": 1, \"tags\": [")]
    [InlineData("  x")]
    public void A_text_is_the_same_wherever_it_is_split(string json)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(json);
        ValidationResult whole = s_schema.Validate(bytes);
        for (int first = 0; first <= bytes.Length; first++)
        {
            Same(Segments.Of(bytes.AsMemory(0, first), bytes.AsMemory(first)), whole);
            for (int second = first; second <= bytes.Length; second += 7)
                Same(Segments.Of(bytes.AsMemory(0, first), bytes.AsMemory(first, second - first), default, bytes.AsMemory(second)), whole);
        }

        Same(Segments.Of([.. bytes.Select(static (_, i) => i).Select(i => (ReadOnlyMemory<byte>)bytes.AsMemory(i, 1))]), whole);
        Same(new ReadOnlySequence<byte>(bytes), whole);
    }

    [Fact]
    public void Invalid_utf8_has_its_offset_across_segments()
    {
        byte[] bytes = [.. "[\n\""u8, 0xE2, 0x82, .. "\"]"u8];
        for (int split = 0; split <= bytes.Length; split++)
        {
            JsonInputError error = s_schema.Validate(Segments.Of(bytes.AsMemory(0, split), bytes.AsMemory(split))).Input.ShouldNotBeNull();
            (error.ByteOffset, error.Line, error.Column).ShouldBe((3, 2, 2));
        }
    }

    [Fact]
    public void Segments_cost_no_allocation_in_a_steady_state()
    {
        byte[] bytes = Encoding.UTF8.GetBytes("{\"id\": 12, \"tags\": [\"a\"], \"filler\": \"" + new string('x', 20_000) + "\"}");
        ReadOnlySequence<byte> sequence = Segments.Of(bytes.AsMemory(0, 4096), bytes.AsMemory(4096, 4096), bytes.AsMemory(8192));
        for (int i = 0; i < 200; i++)
            s_schema.IsValid(sequence).ShouldBeTrue();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1000; i++)
            s_schema.IsValid(sequence);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(1000);
    }

    [Fact]
    public void A_text_beyond_the_limit_is_refused_unread()
    {
        var limits = new JsonInputLimits { MaxBytes = 10 };
        byte[] bytes = "[1, 2, 3, 4]"u8.ToArray();
        foreach (ReadOnlySequence<byte> sequence in (ReadOnlySequence<byte>[])[new(bytes), Segments.Of(bytes.AsMemory(0, 5), bytes.AsMemory(5))])
        {
            s_schema.IsValid(sequence, limits).ShouldBeFalse();
            s_schema.Validate(sequence, 20, limits).Input.ShouldNotBeNull().Message
                .ShouldBe("The text has 12 bytes; at most 10 are taken (JsonInputLimits.MaxBytes).");
        }

        TestSchemas.Compile("{}").IsValid("[1, 2, 3 ]"u8, limits).ShouldBeTrue();
    }

    private static void Same(ReadOnlySequence<byte> sequence, ValidationResult whole)
    {
        s_schema.IsValid(sequence).ShouldBe(whole.IsValid);
        ValidationResult result = s_schema.Validate(sequence);
        result.IsValid.ShouldBe(whole.IsValid);
        result.Input.ShouldBe(whole.Input);
        result.Errors.ShouldBe(whole.Errors);
    }

    private sealed class Segments : ReadOnlySequenceSegment<byte>
    {
        public static ReadOnlySequence<byte> Of(params ReadOnlyMemory<byte>[] parts)
        {
            var first = new Segments { Memory = parts[0] };
            Segments last = first;
            foreach (ReadOnlyMemory<byte> part in parts.Skip(1))
            {
                var next = new Segments { Memory = part, RunningIndex = last.RunningIndex + last.Memory.Length };
                last.Next = next;
                last = next;
            }

            return new ReadOnlySequence<byte>(first, 0, last, last.Memory.Length);
        }
    }
}
