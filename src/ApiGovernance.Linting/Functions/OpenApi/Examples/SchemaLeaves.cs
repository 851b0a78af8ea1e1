using System.Buffers;
using System.Collections.Concurrent;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using ApiGovernance.JsonSchema;
using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.Linting.Functions.OpenApi.Examples;

/// <summary>
/// Compiles those keywords of schemas that look at a value as a whole: formats, patterns, bounds, uniqueness. The same few stand in
/// thousands of schemas, so each wording is compiled once.
/// </summary>
internal sealed class SchemaLeaves(SchemaDialect dialect)
{
    private const string Uri = "lint:///leaf";

    // Values of a few bytes are not worth a plan for reading them in one pass.
    private static readonly SchemaCompileOptions Options = new() { Engine = SchemaEngine.Tape };

    private static readonly JsonWriterOptions WriterOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    private readonly ConcurrentDictionary<string, SchemaLeaf> _known = new(StringComparer.Ordinal);

    /// <summary>The keywords of a schema, as far as it has them, as a schema of their own; null when it has none.</summary>
    /// <param name="type">The type of the values that it will be run on.</param>
    public SchemaLeaf? Of(DocumentNode schema, string[] keywords, string? type = null)
    {
        if (!keywords.Any(keyword => schema[keyword] is not null))
            return null;
        ArrayBufferWriter<byte> buffer = new(128);
        using (Utf8JsonWriter writer = new(buffer, WriterOptions))
        {
            writer.WriteStartObject();
            if (type is not null)
                writer.WriteString("type", type);
            foreach (string keyword in keywords)
            {
                if (schema[keyword] is not { } value)
                    continue;
                writer.WritePropertyName(keyword);
                writer.WriteRawValue(value.ToJson(), skipInputValidation: true);
            }

            writer.WriteEndObject();
        }

        return _known.GetOrAdd(Encoding.UTF8.GetString(buffer.WrittenSpan), Compile);
    }

    /// <summary>The schema of a string that matches a pattern.</summary>
    public SchemaLeaf Pattern(string pattern) =>
        _known.GetOrAdd($"{{\"type\":\"string\",\"pattern\":\"{JsonEncodedText.Encode(pattern, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"}}", Compile);

    private SchemaLeaf Compile(string json)
    {
        SchemaRegistry registry = new();
        registry.Add(Uri, Encoding.UTF8.GetBytes(json), dialect);
        CompileResult result = CompiledSchema.Compile(registry, Uri + "#", Options);
        string? problem = result.Problems.FirstOrDefault(static problem => !problem.IsWarning)?.Message;
        return new SchemaLeaf(result.Schema, problem);
    }
}

/// <param name="Schema">Null when it does not compile at all.</param>
/// <param name="Problem">Why it does not do all that it says; null when it does.</param>
internal sealed record SchemaLeaf(CompiledSchema? Schema, string? Problem);
