using System.Buffers;
using ApiGovernance.JsonSchema;
using ApiGovernance.JsonSchema.Observation;

namespace ApiGovernance.Gateway.Validation;

/// <summary>
/// JSON texts one after the other: each on a line of its own (NDJSON), or begun by a record separator (RFC 7464). With an
/// <c>itemSchema</c> each is validated for itself; a <c>schema</c> is that of the array of all (OpenAPI 3.2, 4.14.3).
/// </summary>
internal static class SequenceBody
{
    private const byte RecordSeparator = 0x1E;

    /// <param name="records">What begins a text; else each is a line. A reader that goes by the other would see other texts.</param>
    public static ValidationResult Check(ReadOnlySpan<byte> body, bool records, MediaTypePlan plan, int maxErrors, FieldUsage? usage, JsonInputLimits? limits)
    {
        if (records && !body.IsEmpty && body[0] != RecordSeparator)
            return new ValidationResult(false, new JsonInputError("The first text has no record separator before it (RFC 7464).", 0, 1, 1), []);
        List<SchemaError> errors = [];
        ArrayBufferWriter<byte>? array = plan.Schema is null ? null : new(body.Length + 16);
        int index = 0;
        int line = 1;
        while (!body.IsEmpty && errors.Count < maxErrors)
        {
            int end = records ? body[1..].IndexOf(RecordSeparator) + 1 : body.IndexOf((byte)'\n');
            ReadOnlySpan<byte> item = end <= 0 && (records || end < 0) ? body : body[..end];
            body = item.Length == body.Length ? default : body[(records ? end : end + 1)..];
            int lines = item.Count((byte)'\n') + (records ? 0 : 1);
            ReadOnlySpan<byte> text = (records ? item.TrimStart(RecordSeparator) : item).Trim(" \t\r\n"u8);
            if (!text.IsEmpty)
            {
                ValidationResult result = usage is not null && plan.ItemSchema is { } schema
                    ? schema.Validate(text, usage, maxErrors - errors.Count, limits)
                    : (plan.ItemSchema ?? AnyJson.Schema).Validate(text, maxErrors - errors.Count, limits);
                if (result.Input is { } input)
                    return new ValidationResult(false, input with { Line = line + input.Line - 1 }, []);
                string place = $"/{index++}";
                errors.AddRange(result.Errors.Select(error => error with { InstancePointer = place + error.InstancePointer }));
                array?.Write(array.WrittenCount == 0 ? "["u8 : ","u8);
                array?.Write(text);
            }

            line += lines;
        }

        if (errors.Count > 0 || array is null)
            return new ValidationResult(errors.Count == 0, null, errors);
        array.Write(index == 0 ? "[]"u8 : "]"u8);
        // Names are noted by one schema only: by that of the items, where there is one.
        return usage is not null && plan.ItemSchema is null
            ? plan.Schema!.Validate(array.WrittenSpan, usage, maxErrors, limits)
            : plan.Schema!.Validate(array.WrittenSpan, maxErrors, limits);
    }
}
