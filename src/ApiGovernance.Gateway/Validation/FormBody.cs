using System.Buffers;
using System.Text;
using System.Text.Json;
using ApiGovernance.JsonSchema;

namespace ApiGovernance.Gateway.Validation;

/// <summary>A form body (<c>application/x-www-form-urlencoded</c>) read as the object that its schema describes.</summary>
internal static class FormBody
{
    /// <returns>Null when the form is as the schema says.</returns>
    public static ValidationResult? Check(ReadOnlySpan<byte> body, CompiledSchema schema, int maxErrors)
    {
        List<QueryPair> fields = [];
        QueryPairs.Read("?" + Encoding.UTF8.GetString(body), fields);
        ArrayBufferWriter<byte> json = new(body.Length + 64);
        using (Utf8JsonWriter writer = new(json))
        {
            JsonValueWriter.Object(
                writer, fields.ConvertAll(field => KeyValuePair.Create(field.Name.ToString(), QueryPairs.Decode(field.RawValue.Span))), schema);
        }

        return schema.IsValid(json.WrittenSpan) ? null : schema.Validate(json.WrittenSpan, maxErrors);
    }
}
