using System.Text;
using System.Text.Unicode;
using ApiGovernance.JsonSchema.Input;

namespace ApiGovernance.JsonSchema.Parameters;

/// <summary>
/// Reads the parts of a multipart form as one object (OpenAPI 3.1, 4.8.15): JSON parts are parsed, text parts are scalars, and of
/// anything else only that it is there, its type and its number of octets count.
/// </summary>
internal static class FormParts
{
    public static ValidationResult Validate(FormSchema form, CompiledSchema schema, ValueTape tape, IReadOnlyList<FormPart> parts, int maxErrors)
    {
        var errors = new List<SchemaError>();
        ValidationResult result = Try(form, schema, tape, parts, maxErrors, asText: false, errors, out bool ambiguous);
        if (!result.IsValid && errors.Count == 0 && ambiguous)
            result = Try(form, schema, tape, parts, maxErrors, asText: true, errors, out _);
        if (errors.Count == 0)
            return result;
        return new ValidationResult(false, null, [.. errors.Concat(result.Errors).Take(Math.Max(1, maxErrors))]);
    }

    private static ValidationResult Try(
        FormSchema form, CompiledSchema schema, ValueTape tape, IReadOnlyList<FormPart> parts, int maxErrors, bool asText, List<SchemaError> errors, out bool ambiguous)
    {
        ambiguous = false;
        tape.Reset();
        int root = tape.Append(JsonKind.Object, 0, 0);
        int count = 0;
        foreach (IGrouping<string, FormPart> group in parts.GroupBy(static part => part.Name, StringComparer.Ordinal))
        {
            FieldPlan field = form.Field(Encoding.UTF8.GetBytes(group.Key));
            tape.Append(JsonKind.String, tape.AppendText(field.NameUtf8), field.NameUtf8.Length);
            count++;
            FormPart[] values = [.. group];
            bool mayBeArray = (field.Shape.Types & JsonTypes.Array) != 0;
            bool isArray = mayBeArray && (values.Length > 1 || (field.Shape.Types & ~JsonTypes.Array) == 0)
                && !IsWholeArray(field, values) && !(field.IsDelimited && values.Length == 1);
            if (values.Length > 1 && !isArray)
                errors.Add(Error(field.Name, "The part is given more than once."));
            int array = isArray ? tape.Append(JsonKind.Array, 0, 0) : -1;
            foreach (FormPart part in isArray ? values : values[..1])
            {
                ValueShape shape = isArray ? field.Shape.Items : field.Shape;
                if (Append(tape, field, shape, part, asText, ref ambiguous) is { } problem)
                {
                    errors.Add(Error(field.Name, problem));
                    tape.Append(JsonKind.Null, 0, 0);
                }

                foreach (ParameterError header in field.Encoding?.Headers?.Validate(default, new PartHeaders(part), maxErrors) ?? [])
                    errors.Add(header.Error with { InstancePointer = FormSchema.Pointer(field.Name), Message = $"The part's header '{header.Name}': {header.Error.Message}" });
            }

            if (isArray)
                tape.Close(array, values.Length);
        }

        tape.Close(root, count);
        // What could not be read has no value that the schema could judge.
        if (errors.Count > 0)
            return new ValidationResult(false, null, []);
        return schema.Accepts(tape) ? ValidationResult.Valid : new ValidationResult(false, null, schema.Explain(tape, maxErrors));
    }

    /// <summary>One JSON part whose text is the array itself.</summary>
    private static bool IsWholeArray(FieldPlan field, FormPart[] values) =>
        values.Length == 1 && !field.IsDocument && values[0].ContentType is { } type && MediaKinds.Of(type) == MediaKind.Json
        && values[0].Content.Span.TrimStart(" \t\r\n"u8).StartsWith((byte)'[');

    /// <returns>Null, or what is wrong.</returns>
    private static string? Append(ValueTape tape, FieldPlan field, ValueShape shape, FormPart part, bool asText, ref bool ambiguous)
    {
        IReadOnlyList<string> allowed = field.Encoding?.ContentTypes ?? [];
        // RFC 7578, 4.4 makes text/plain the default; where the contract names one type only, leaving it out cannot be misread.
        string? type = part.ContentType ?? (allowed.Count == 1 ? allowed[0] : null);
        if (allowed.Count > 0 && !allowed.Any(range => MediaKinds.IsIn(type ?? "text/plain", range)))
            return $"The part's content type must be {string.Join(" or ", allowed)}.";
        ReadOnlySpan<byte> content = part.Content.Span;
        if (type is null ? field.IsDocument : MediaKinds.Of(type) == MediaKind.Json)
        {
            int start = tape.AppendText(content);
            return tape.TryAppendJson(start, content.Length, out JsonInputError? error)
                ? null
                : $"The part is not valid JSON: line {error!.Line}, column {error.Column}: {error.Message}";
        }

        if (part.FileName is not null || (type is not null && MediaKinds.Of(type) != MediaKind.Text))
        {
            tape.AppendOctets(content.Length);
            return null;
        }

        if (!Utf8.IsValid(content))
            return "The part is not valid UTF-8.";
        if (field.IsDelimited && shape == field.Shape && (shape.Types & JsonTypes.Array) != 0)
        {
            var reader = new ValueReader(tape, TextEncoding.None, asText);
            return StyledText.Array(ref reader, field.DelimitedPart, Encoding.UTF8.GetString(content)) ? null : $"The part {reader.Problem ?? "is not written in its style"}.";
        }

        ambiguous |= tape.AppendScalar(shape, tape.AppendText(content), content.Length, asText);
        return null;
    }

    private static SchemaError Error(string field, string message) => new(FormSchema.Pointer(field), "", "", message, null);

    private readonly struct PartHeaders(FormPart part) : IHeaderFields
    {
        public int Find(string name, out ReadOnlySpan<char> first)
        {
            foreach ((string known, string value) in part.Headers)
            {
                if (!known.Equals(name, StringComparison.OrdinalIgnoreCase))
                    continue;
                first = value;
                return 1;
            }

            first = default;
            return 0;
        }

        public ReadOnlySpan<char> Line(string name, int index) => Find(name, out ReadOnlySpan<char> value) > 0 ? value : default;
    }
}
