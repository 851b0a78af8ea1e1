using ApiGovernance.JsonSchema;

namespace ApiGovernance.Fuzzing.Targets;

/// <summary>The input is a schema, a line with <c>---</c> and an instance; the number of bytes chooses the dialect.</summary>
internal static class SchemaTarget
{
    private const string Uri = "fuzz:///schema.json";

    private static readonly SchemaDialect[] s_dialects = Enum.GetValues<SchemaDialect>();

    public static void Run(byte[] input)
    {
        int line = input.AsSpan().IndexOf("\n---\n"u8);
        ReadOnlyMemory<byte> schema = input.AsMemory(0, line < 0 ? input.Length : line);
        byte[] instance = line < 0 ? "{\"a\":[1,\"x\",null,{}]}"u8.ToArray() : input[(line + 5)..];
        var registry = new SchemaRegistry();
        registry.Add(Uri, schema, s_dialects[input.Length % s_dialects.Length]);
        CompileResult fast = Compile(registry, SchemaEngine.Auto);
        CompileResult tape = Compile(registry, SchemaEngine.Tape);
        FuzzFailure.Unless(fast.Schema is null == tape.Schema is null, "Only one engine compiles it.");
        FuzzFailure.Unless(fast.Schema is null == fast.Problems.Any(static problem => problem.Fatal), "A fatal problem and a schema, or neither.");
        FuzzFailure.Unless(fast.Problems.All(static problem => problem.Message.Length > 0 && problem.Location.StartsWith(Uri, StringComparison.Ordinal) | problem.Location.Length > 0), "A problem says nothing.");
        if (fast.Schema is null || tape.Schema is null)
            return;
        bool valid = tape.Schema.IsValid(instance);
        ValidationResult result = fast.Schema.Validate(instance);
        FuzzFailure.Unless(fast.Schema.IsValid(instance) == valid, $"{(valid ? "Valid" : "Invalid")} for the tape engine only.");
        FuzzFailure.Unless(result.IsValid == valid, "The explaining run says something else.");
        FuzzFailure.Unless(valid == (result.Input is null && result.Errors.Count == 0), "Invalid without an error, or an error in a valid text.");
        FuzzFailure.Unless(fast.Schema.Listing().ToString().Length > 0, "The program has no listing.");
    }

    // Fewer steps than a gateway allows: an input that needs them all is no finding, and slow.
    private static CompileResult Compile(SchemaRegistry registry, SchemaEngine engine) =>
        CompiledSchema.Compile(registry, Uri, new SchemaCompileOptions { Engine = engine, MaxEvaluations = 200_000 });
}
