using System.Text.Json;
using ApiGovernance.Diff.Comparison.Schemas;

namespace ApiGovernance.Diff.Normalization;

/// <summary>What a schema says that allows or forbids nothing.</summary>
internal static class NoteWriter
{
    public static void Write(Utf8JsonWriter json, SchemaNotes notes)
    {
        if (notes.Default is { } value)
        {
            json.WritePropertyName("default");
            json.WriteRawValue(value.Text);
        }

        if (notes.ReadOnly)
            json.WriteBoolean("readOnly", true);
        if (notes.WriteOnly)
            json.WriteBoolean("writeOnly", true);
        if (notes.Deprecated)
            json.WriteBoolean("deprecated", true);
        if (notes.Sunset is { } sunset)
            json.WriteString("x-sunset", sunset);
        if (notes.Stability is { } stability)
            json.WriteString("x-stability-level", stability);
        if (notes.Xml is { } xml)
        {
            json.WritePropertyName("xml");
            json.WriteRawValue(xml.ToJson(), skipInputValidation: true);
        }

        if (notes.ExtensibleEnum.Count > 0)
        {
            json.WriteStartArray("x-extensible-enum");
            foreach (string one in notes.ExtensibleEnum)
                json.WriteStringValue(one);
            json.WriteEndArray();
        }
    }
}
