using System.Text.Json;
using ApiGovernance.JsonSchema;

namespace ApiGovernance.Gateway.Validation;

/// <summary>Writes the text of a parameter as the JSON value that it stands for.</summary>
internal static class JsonValueWriter
{
    public static void Primitive(Utf8JsonWriter writer, ReadOnlySpan<char> text, JsonTypes types)
    {
        if ((types & (JsonTypes.Number | JsonTypes.Integer)) != 0 && IsNumber(text))
            writer.WriteRawValue(text, skipInputValidation: true);
        else if ((types & JsonTypes.Boolean) != 0 && text is "true" or "false")
            writer.WriteBooleanValue(text is "true");
        else if ((types & JsonTypes.Null) != 0 && (types & JsonTypes.String) == 0 && text is "" or "null")
            writer.WriteNullValue();
        else
            Text(writer, text);
    }

    /// <summary>A string. Text with a lone surrogate is written as U+FFFD, which is what the writer makes of it.</summary>
    public static void Text(Utf8JsonWriter writer, ReadOnlySpan<char> text) => writer.WriteStringValue(text);

    public static void Array(Utf8JsonWriter writer, IReadOnlyList<string> items, JsonTypes itemTypes)
    {
        writer.WriteStartArray();
        foreach (string item in items)
            Primitive(writer, item, itemTypes);
        writer.WriteEndArray();
    }

    /// <summary>A property that is given more than once becomes an array where the schema wants one.</summary>
    public static void Object(Utf8JsonWriter writer, IReadOnlyList<KeyValuePair<string, string>> pairs, CompiledSchema? schema)
    {
        writer.WriteStartObject();
        foreach (var group in pairs.GroupBy(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal))
        {
            writer.WritePropertyName(group.Key);
            CompiledSchema? property = schema?.Property(group.Key);
            string[] values = [.. group];
            if (values.Length > 1 || property?.RootTypes is JsonTypes.Array)
                Array(writer, values, property?.ItemTypes ?? JsonTypes.Any);
            else
                Primitive(writer, values[0], property?.RootTypes ?? JsonTypes.Any);
        }

        writer.WriteEndObject();
    }

    /// <summary>The grammar of RFC 8259, 6: no leading plus, zeros or dot.</summary>
    private static bool IsNumber(ReadOnlySpan<char> text)
    {
        int at = text.StartsWith('-') ? 1 : 0;
        int whole = Digits(text, at);
        if (whole == 0 || (whole > 1 && text[at] == '0'))
            return false;
        at += whole;
        if (at < text.Length && text[at] == '.')
        {
            int fraction = Digits(text, at + 1);
            if (fraction == 0)
                return false;
            at += 1 + fraction;
        }

        if (at < text.Length && text[at] is 'e' or 'E')
        {
            at++;
            if (at < text.Length && text[at] is '+' or '-')
                at++;
            int exponent = Digits(text, at);
            if (exponent == 0)
                return false;
            at += exponent;
        }

        return at == text.Length;
    }

    private static int Digits(ReadOnlySpan<char> text, int from)
    {
        int at = from;
        while (at < text.Length && char.IsAsciiDigit(text[at]))
            at++;
        return at - from;
    }
}
