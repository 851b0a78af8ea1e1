using ApiGovernance.JsonSchema.Input;

namespace ApiGovernance.JsonSchema.Parameters;

/// <summary>
/// Takes apart the text of a parameter whose value is one text: RFC 6570 with the table of style examples of OpenAPI 3.2, 4.12.5.
/// False without a problem: the text does not have the style's form.
/// </summary>
internal static class StyledText
{
    public static bool Scalar(ref ValueReader reader, ParameterPlan plan, ReadOnlySpan<char> text)
    {
        switch (plan.Declared.Style)
        {
            case SerializationStyle.Label:
                return text.StartsWith('.') && reader.Scalar(text[1..], plan.Shape);
            case SerializationStyle.Matrix:
                return Matrix(plan, text, out ReadOnlySpan<char> value) && reader.Scalar(value, plan.Shape);
            default:
                return reader.Scalar(text, plan.Shape);
        }
    }

    public static bool Array(ref ValueReader reader, ParameterPlan plan, ReadOnlySpan<char> text)
    {
        Delimiter delimiter = plan.Delimiter;
        bool named = false;
        switch (plan.Declared.Style)
        {
            case SerializationStyle.Label when !text.StartsWith('.'):
                return false;
            case SerializationStyle.Label:
                delimiter = plan.Declared.Explode ? Delimiter.Dot : Delimiter.Comma;
                text = text[1..];
                break;
            case SerializationStyle.Matrix when plan.Declared.Explode:
                if (!text.StartsWith(';'))
                    return false;
                (delimiter, named) = (Delimiter.Semicolon, true);
                text = text[1..];
                break;
            case SerializationStyle.Matrix when !Matrix(plan, text, out text):
                return false;
        }

        int array = reader.Tape.Append(JsonKind.Array, 0, 0);
        int count = 0;
        for (Parts parts = new(text, delimiter); parts.MoveNext(); count++)
        {
            ReadOnlySpan<char> item = parts.Current;
            if (named && !Assigned(plan, item, out item))
                return false;
            if (!(delimiter == Delimiter.HeaderComma ? reader.HeaderItem(item, plan.Shape.Items) : reader.Scalar(item, plan.Shape.Items)))
                return false;
        }

        reader.Tape.Close(array, count);
        return true;
    }

    public static bool Object(ref ValueReader reader, ParameterPlan plan, ReadOnlySpan<char> text)
    {
        bool assigned = plan.Declared.Explode;
        Delimiter delimiter = plan.Delimiter;
        switch (plan.Declared.Style)
        {
            case SerializationStyle.Label when !text.StartsWith('.'):
                return false;
            case SerializationStyle.Label:
                delimiter = assigned ? Delimiter.Dot : Delimiter.Comma;
                text = text[1..];
                break;
            case SerializationStyle.Matrix when assigned:
                if (!text.StartsWith(';'))
                    return false;
                delimiter = Delimiter.Semicolon;
                text = text[1..];
                break;
            case SerializationStyle.Matrix when !Matrix(plan, text, out text):
                return false;
        }

        int obj = reader.Tape.Append(JsonKind.Object, 0, 0);
        int count = 0;
        for (Parts parts = new(text, delimiter); parts.MoveNext(); count++)
        {
            ReadOnlySpan<char> key = parts.Current;
            ReadOnlySpan<char> value;
            if (!assigned)
            {
                if (!parts.MoveNext())
                    return false;
                value = parts.Current;
            }
            else if (!Split(key, out key, out value) && plan.Declared.Style != SerializationStyle.Matrix)
            {
                return false;
            }

            if (!reader.Key(key, out ReadOnlySpan<byte> name))
                return false;
            ValueShape shape = plan.Shape.Property(name);
            if (!(delimiter == Delimiter.HeaderComma ? reader.HeaderItem(value, shape) : reader.Scalar(value, shape)))
                return false;
        }

        return reader.Finish(obj, count);
    }

    /// <summary><c>;name=value</c>, or <c>;name</c> for an empty value.</summary>
    private static bool Matrix(ParameterPlan plan, ReadOnlySpan<char> text, out ReadOnlySpan<char> value)
    {
        value = default;
        return text.StartsWith(';') && !text[1..].Contains(';') && Assigned(plan, text[1..], out value);
    }

    private static bool Assigned(ParameterPlan plan, ReadOnlySpan<char> part, out ReadOnlySpan<char> value)
    {
        Split(part, out ReadOnlySpan<char> name, out value);
        return name.SequenceEqual(plan.Declared.Name)
            || (name.Contains('%') && Uri.UnescapeDataString(name).Equals(plan.Declared.Name, StringComparison.Ordinal));
    }

    private static bool Split(ReadOnlySpan<char> part, out ReadOnlySpan<char> name, out ReadOnlySpan<char> value)
    {
        int equals = part.IndexOf('=');
        name = equals < 0 ? part : part[..equals];
        value = equals < 0 ? default : part[(equals + 1)..];
        return equals >= 0;
    }
}
