using System.Runtime.InteropServices;
using System.Text.Json;
using ApiGovernance.JsonSchema.Evaluation;
using ApiGovernance.JsonSchema.Input;
using ApiGovernance.JsonSchema.Instructions;
using ApiGovernance.JsonSchema.Numbers;
using ApiGovernance.JsonSchema.Patterns;
using ApiGovernance.JsonSchema.Registry;

namespace ApiGovernance.JsonSchema.Compilation;

/// <summary>
/// Reads the keywords of one schema object and gathers its instructions. A keyword of the wrong type is reported and ignored.
/// </summary>
internal sealed class NodeBuilder(SchemaCompiler compiler, SchemaNode node, JsonElement element, DialectRules rules)
{
    private static readonly JsonTypes[] s_kindTypes =
        [JsonTypes.Null, JsonTypes.Boolean, JsonTypes.Boolean, JsonTypes.Number, JsonTypes.String, JsonTypes.Array, JsonTypes.Object];

    private readonly List<Instruction>[] _byKind = [[], [], [], [], [], [], []];

    public SchemaCompiler Compiler => compiler;

    public SchemaNode Node => node;

    public JsonElement Element => element;

    public DialectRules Rules => rules;

    /// <summary>The vocabularies the meta-schema has: keywords of others are not seen.</summary>
    public Vocabularies Vocabularies { get; } = compiler.VocabulariesOf(node);

    /// <summary>Adds an instruction for the kinds of value it can fail.</summary>
    public void Add(JsonTypes kinds, Instruction instruction)
    {
        for (int kind = 0; kind < _byKind.Length; kind++)
        {
            if ((kinds & s_kindTypes[kind]) != 0)
                _byKind[kind].Add(instruction);
        }
    }

    public void Seal() => node.Seal(_byKind);

    public bool TryGet(string keyword, out JsonElement value)
    {
        value = default;
        return Vocabularies.Has(keyword) && element.TryGetProperty(keyword, out value);
    }

    public bool TryGet(string keyword, JsonValueKind kind, string expected, out JsonElement value)
    {
        if (!TryGet(keyword, out value))
            return false;
        if (value.ValueKind == kind)
            return true;
        Wrong(keyword, expected);
        return false;
    }

    public void Wrong(string keyword, string expected) =>
        compiler.Problem(node, keyword, $"'{keyword}' must be {expected}; it is ignored.", fatal: false);

    public bool IsTrue(string keyword) => TryGet(keyword, out JsonElement value) && value.ValueKind == JsonValueKind.True;

    /// <summary>A count: a non-negative number without fraction, however written.</summary>
    public bool TryGetCount(string keyword, out long count)
    {
        count = 0;
        if (!TryGet(keyword, out JsonElement value))
            return false;
        if (value.ValueKind == JsonValueKind.Number)
        {
            ExactDecimal number = ExactDecimal.Parse(JsonMarshal.GetRawUtf8Value(value));
            if (number is { IsInteger: true, IsNegative: false })
            {
                count = value.TryGetDecimal(out decimal small) && small <= long.MaxValue ? (long)small : long.MaxValue;
                return true;
            }
        }

        Wrong(keyword, "a non-negative integer");
        return false;
    }

    public bool TryGetNumber(string keyword, out ExactDecimal number, out string text)
    {
        number = default;
        text = "";
        if (!TryGet(keyword, JsonValueKind.Number, "a number", out JsonElement value))
            return false;
        number = ExactDecimal.Parse(JsonMarshal.GetRawUtf8Value(value));
        text = value.GetRawText();
        return true;
    }

    public string[]? Strings(string keyword, JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(static v => v.ValueKind == JsonValueKind.String))
            return [.. value.EnumerateArray().Select(static v => v.GetString()!).Distinct(StringComparer.Ordinal)];
        Wrong(keyword, "an array of strings");
        return null;
    }

    public JsonLiteral? Literal(string keyword, JsonElement value)
    {
        JsonLiteral? literal = JsonLiteral.TryParse(JsonMarshal.GetRawUtf8Value(value));
        if (literal is null)
            Wrong(keyword, "valid Unicode text");
        return literal;
    }

    /// <summary>The node of a subschema at a path of one or two steps below this schema.</summary>
    public SchemaNode Child(JsonElement value, string keyword, string? step = null)
    {
        string pointer = JsonPointer.Append(node.Pointer, keyword);
        return compiler.NodeAt(new SchemaTarget(node.Document, step is null ? pointer : JsonPointer.Append(pointer, step), value));
    }

    public bool IsSchema(JsonElement value, string keyword)
    {
        if (value.ValueKind is JsonValueKind.Object or JsonValueKind.True or JsonValueKind.False)
            return true;
        Wrong(keyword, "a schema");
        return false;
    }

    /// <summary>Notes that a schema applies to the same value as this one.</summary>
    public SchemaNode InPlace(SchemaNode child, string keyword)
    {
        node.InPlace.Add((child, keyword));
        return child;
    }

    public EcmaPattern? Pattern(string suffix, string source)
    {
        EcmaPattern? pattern = compiler.Pattern(source, out string? error);
        if (pattern is null)
            compiler.Problem(node, suffix, $"The pattern '{source}' cannot be used: {error}. It is ignored.", fatal: false);
        else if (pattern.Legacy is { } strict)
            compiler.Warning(node, suffix, $"The pattern '{source}' is not one of ECMA-262 with the flag u, which JSON Schema asks for: {strict}. It is read without that flag.");
        else if (pattern.Engine == PatternEngine.Backtracking)
            compiler.Warning(node, suffix, $"The pattern '{source}' needs backtracking, because of lookaround or a backreference; a text that takes too long is refused.");
        return pattern;
    }

    public static string EscapeStep(string step) => JsonPointer.Append("", step)[1..];
}
