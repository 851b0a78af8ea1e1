using System.Buffers;

namespace ApiGovernance.JsonSchema.Tests.Scanner;

/// <summary>
/// Every way by which a text is read, behind schemas that accept every value: whatever is refused is refused by the reader. The schemas
/// differ in the paths they take: nothing to check, typed plans, values kept for a second look.
/// </summary>
internal static class Readers
{
    private static readonly string[] s_acceptEverything =
    [
        "{}",
        """
        {"type": ["null", "boolean", "number", "string", "array", "object"], "properties": {"a": {"$ref": "#"}, "b": {"properties": {"a": {"$ref": "#"}}}},
         "additionalProperties": {"$ref": "#"}, "items": {"$ref": "#"}, "minLength": 0, "maxLength": 1000000, "maxItems": 1000000, "maxProperties": 1000000}
        """,
        """
        {"anyOf": [{"type": "object", "patternProperties": {"^a": {"$ref": "#"}}, "additionalProperties": {"$ref": "#"}}, {"maxItems": 1000000, "items": {"$ref": "#"}}],
         "pattern": "", "not": {"enum": [["never", {"to": "be"}, "met"]]}, "uniqueItems": false, "unevaluatedProperties": true}
        """,
    ];

    private static readonly (string Name, CompiledSchema Schema)[] s_readers =
    [
        .. s_acceptEverything.Select(static (schema, i) => ($"schema {i}", TestSchemas.Compile(schema))),
        .. s_acceptEverything.Select(static (schema, i) => ($"schema {i} on the tape", TestSchemas.Compile(schema, options: new() { Engine = SchemaEngine.Tape }))),
    ];

    /// <summary>How some way of reading disagrees with <paramref name="expected"/>; null when none does.</summary>
    public static string? Disagreement(byte[] json, bool expected, JsonInputLimits? limits = null)
    {
        foreach ((string name, CompiledSchema schema) in s_readers)
        {
            if (schema.IsValid(json, limits) != expected)
                return $"{name}: {(expected ? "refused" : "accepted")}";
        }

        ValidationResult result = s_readers[0].Schema.Validate(json, 20, limits);
        if (result.IsValid != expected || (result.Input is null) != expected || result.Errors.Count > 0)
            return $"the explaining run: {result}";
        return result.Input is { } error ? Misplaced(json, error) : null;
    }

    /// <summary>The same text in pieces must read the same, down to the place of the error.</summary>
    public static string? Disagreement(byte[] json, ReadOnlySequence<byte> pieces)
    {
        foreach ((string name, CompiledSchema schema) in s_readers)
        {
            if (schema.IsValid(pieces) != schema.IsValid(json))
                return $"{name}: {(schema.IsValid(json) ? "refused" : "accepted")} in pieces only";
        }

        JsonInputError? whole = s_readers[0].Schema.Validate(json).Input;
        JsonInputError? split = s_readers[0].Schema.Validate(pieces).Input;
        return whole == split ? null : $"{split} in pieces, {whole} in one";
    }

    private static string? Misplaced(ReadOnlySpan<byte> json, JsonInputError error)
    {
        if (error.ByteOffset < 0 || error.ByteOffset > json.Length)
            return $"the error is at {error.ByteOffset} of {json.Length} bytes";
        ReadOnlySpan<byte> before = json[..error.ByteOffset];
        int line = before.Count((byte)'\n') + 1;
        int column = error.ByteOffset - before.LastIndexOf((byte)'\n');
        return (line, column) == (error.Line, error.Column) ? null : $"{error} is at line {line}, column {column}";
    }
}
