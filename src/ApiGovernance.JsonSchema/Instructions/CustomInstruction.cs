using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using ApiGovernance.JsonSchema.Evaluation;
using ApiGovernance.JsonSchema.Input;

namespace ApiGovernance.JsonSchema.Instructions;

/// <summary>A keyword given in code: the value is written out as JSON for its rule.</summary>
internal sealed class CustomInstruction(SchemaNode site, string keyword, string step, ISchemaKeywordRule rule) : Instruction(site, keyword)
{
    private static readonly JsonWriterOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? t_buffer;

    public override bool Run(ref Evaluator e, int token, bool track)
    {
        // Taken, not shared: a rule may itself validate.
        ArrayBufferWriter<byte> buffer = t_buffer ?? new ArrayBufferWriter<byte>(256);
        t_buffer = null;
        using (var writer = new Utf8JsonWriter(buffer, s_options))
            Write(writer, e.View, token);
        string? message = rule.Check(new SchemaValue(buffer.WrittenSpan, Kind(e.View.Kind(token))));
        buffer.ResetWrittenCount();
        t_buffer = buffer;
        return message is null || (e.Collecting && e.Report(token, Site, step, Keyword, message, null));
    }

    private static JsonValueKind Kind(JsonKind kind) => kind switch
    {
        JsonKind.Null => JsonValueKind.Null,
        JsonKind.False => JsonValueKind.False,
        JsonKind.True => JsonValueKind.True,
        JsonKind.Number => JsonValueKind.Number,
        JsonKind.String => JsonValueKind.String,
        JsonKind.Array => JsonValueKind.Array,
        _ => JsonValueKind.Object,
    };

    /// <summary>Writes a value and all in it, without recursion: its depth is the sender's.</summary>
    private static void Write(Utf8JsonWriter writer, JsonView view, int token)
    {
        int end = view.Next(token);
        var open = new Stack<(int End, bool IsObject)>();
        for (int at = token; at < end || open.Count > 0;)
        {
            if (open.TryPeek(out (int End, bool IsObject) container) && at >= container.End)
            {
                open.Pop();
                if (container.IsObject)
                    writer.WriteEndObject();
                else
                    writer.WriteEndArray();
                continue;
            }

            if (open.Count > 0 && container.IsObject)
                writer.WritePropertyName(view.Text(at++));
            WriteOne(writer, view, at);
            if (view.Kind(at) is JsonKind.Array or JsonKind.Object)
                open.Push((view.Next(at), view.Kind(at) == JsonKind.Object));
            at++;
        }
    }

    private static void WriteOne(Utf8JsonWriter writer, JsonView view, int token)
    {
        switch (view.Kind(token))
        {
            case JsonKind.Null:
                writer.WriteNullValue();
                break;
            case JsonKind.False or JsonKind.True:
                writer.WriteBooleanValue(view.Kind(token) == JsonKind.True);
                break;
            case JsonKind.Number:
                writer.WriteRawValue(view.Text(token), skipInputValidation: true);
                break;
            case JsonKind.String:
                writer.WriteStringValue(view.Text(token));
                break;
            case JsonKind.Array:
                writer.WriteStartArray();
                break;
            default:
                writer.WriteStartObject();
                break;
        }
    }
}
