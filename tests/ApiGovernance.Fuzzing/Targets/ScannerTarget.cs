using System.Buffers;
using System.Text;
using ApiGovernance.JsonSchema;

namespace ApiGovernance.Fuzzing.Targets;

internal static class ScannerTarget
{
    private const string AcceptsEverything = """
        {"type": ["null", "boolean", "number", "string", "array", "object"], "properties": {"a": {"$ref": "#"}}, "additionalProperties": {"$ref": "#"},
         "items": {"$ref": "#"}, "maxLength": 100000000}
        """;

    private static readonly CompiledSchema[] s_readers =
    [
        Compile("{}", SchemaEngine.Auto), Compile(AcceptsEverything, SchemaEngine.Auto), Compile("{}", SchemaEngine.Tape),
    ];

    public static void Run(byte[] input)
    {
        bool expected = PlatformOracle.Accepts(input);
        var pieces = new ReadOnlySequence<byte>(input);
        if (input.Length > 1)
            pieces = Segment.Split(input, input[0] % input.Length);
        foreach (CompiledSchema reader in s_readers)
        {
            FuzzFailure.Unless(reader.IsValid(input) == expected, $"The platform {(expected ? "accepts" : "refuses")} it, the reader does not.");
            FuzzFailure.Unless(reader.IsValid(pieces) == expected, "In pieces it reads differently.");
        }

        JsonInputError? error = s_readers[0].Validate(input).Input;
        FuzzFailure.Unless(error is null == expected, "The explaining run reads differently.");
        FuzzFailure.Unless(error is null || (error.ByteOffset >= 0 && error.ByteOffset <= input.Length && error.Line > 0 && error.Column > 0), "The error is nowhere.");
    }

    private static CompiledSchema Compile(string schema, SchemaEngine engine)
    {
        var registry = new SchemaRegistry();
        registry.Add("fuzz:///schema.json", Encoding.UTF8.GetBytes(schema), SchemaDialect.Draft202012);
        return CompiledSchema.Compile(registry, "fuzz:///schema.json", new SchemaCompileOptions { Engine = engine }).Schema!;
    }

    private sealed class Segment : ReadOnlySequenceSegment<byte>
    {
        public static ReadOnlySequence<byte> Split(byte[] bytes, int at)
        {
            var first = new Segment { Memory = bytes.AsMemory(0, at) };
            var second = new Segment { Memory = bytes.AsMemory(at), RunningIndex = at };
            first.Next = second;
            return new ReadOnlySequence<byte>(first, 0, second, second.Memory.Length);
        }
    }
}
