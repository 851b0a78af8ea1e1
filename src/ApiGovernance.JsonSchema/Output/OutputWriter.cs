using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ApiGovernance.JsonSchema.Output;

/// <summary>Writes a result in the output formats of JSON Schema 2020-12, 12.4 (2019-09, 10.4, has the same).</summary>
internal static class OutputWriter
{
    private static readonly JsonWriterOptions s_json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = 100_000 };

    public static void Write(ValidationResult result, OutputFormat format, IBufferWriter<byte> output)
    {
        using var writer = new Utf8JsonWriter(output, s_json);
        if (format == OutputFormat.Flag)
        {
            writer.WriteStartObject();
            writer.WriteBoolean("valid", result.IsValid);
            writer.WriteEndObject();
            return;
        }

        OutputUnit root = OutputTree.Of(result);
        if (format == OutputFormat.Detailed)
            WriteDetailed(writer, root, result.IsValid);
        else
            WriteBasic(writer, root, result.IsValid);
    }

    private static void WriteDetailed(Utf8JsonWriter writer, OutputUnit unit, bool valid)
    {
        writer.WriteStartObject();
        WriteUnit(writer, unit, valid);
        if (unit.Children.Count > 0)
        {
            writer.WriteStartArray(valid ? "annotations" : "errors");
            foreach (OutputUnit child in unit.Children)
                WriteDetailed(writer, child, valid);
            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }

    private static void WriteBasic(Utf8JsonWriter writer, OutputUnit root, bool valid)
    {
        writer.WriteStartObject();
        writer.WriteBoolean("valid", valid);
        writer.WriteString("keywordLocation", "");
        writer.WriteString("instanceLocation", "");
        if (!valid || root.Annotation is not null || root.Children.Count > 0)
        {
            writer.WriteStartArray(valid ? "annotations" : "errors");
            WriteFlat(writer, root, valid);
            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }

    /// <summary>A branch is listed as well, as the specification's example does; among annotations it would say nothing.</summary>
    private static void WriteFlat(Utf8JsonWriter writer, OutputUnit unit, bool valid)
    {
        if (!valid || unit.Annotation is not null)
        {
            writer.WriteStartObject();
            WriteUnit(writer, unit, valid);
            if (!valid && unit.Error is null)
                writer.WriteString("error", "A subschema had errors.");
            writer.WriteEndObject();
        }

        foreach (OutputUnit child in unit.Children)
            WriteFlat(writer, child, valid);
    }

    private static void WriteUnit(Utf8JsonWriter writer, OutputUnit unit, bool valid)
    {
        writer.WriteBoolean("valid", valid);
        writer.WriteString("keywordLocation", unit.KeywordLocation);
        if (unit.AbsoluteKeywordLocation is { } absolute)
            writer.WriteString("absoluteKeywordLocation", absolute);
        writer.WriteString("instanceLocation", unit.InstanceLocation);
        if (unit.Error is { } error)
            writer.WriteString("error", error);
        if (unit.Annotation is { } annotation)
        {
            writer.WritePropertyName("annotation");
            writer.WriteRawValue(annotation, skipInputValidation: true);
        }
    }
}
