using ApiGovernance.JsonSchema.Input;

namespace ApiGovernance.JsonSchema.Parameters;

/// <summary>Reads one value onto the tape. The first fault ends it.</summary>
internal ref struct ValueReader(ValueTape tape, TextEncoding encoding, bool asText)
{
    public readonly ValueTape Tape = tape;

    /// <summary>The text in which positions are counted: the value as it was sent.</summary>
    public ReadOnlySpan<char> Whole { get; set; }

    /// <summary>What is wrong with the text, as the end of a sentence; null while nothing is, or when it does not have the style's form.</summary>
    public string? Problem { get; set; }

    /// <summary>The schema left open whether a text is a string; reading all such as strings may give another answer.</summary>
    public bool Ambiguous { get; private set; }

    public bool Scalar(scoped ReadOnlySpan<char> raw, ValueShape shape)
    {
        if (!Decode(raw, out int start, out int length))
            return false;
        Ambiguous |= Tape.AppendScalar(shape, start, length, asText);
        return true;
    }

    /// <summary>The content of a quoted string of a header field (RFC 9110, 5.6.4), or the text itself.</summary>
    public bool HeaderItem(scoped ReadOnlySpan<char> raw, ValueShape shape)
    {
        if (raw.Length < 2 || raw[0] != '"' || raw[^1] != '"')
            return Scalar(raw, shape);
        ReadOnlySpan<char> content = raw[1..^1];
        if (!content.Contains('\\'))
            return Scalar(content, shape);
        Span<char> plain = content.Length <= 256 ? stackalloc char[256] : new char[content.Length];
        int count = 0;
        for (int i = 0; i < content.Length; i++)
        {
            if (content[i] == '\\' && i + 1 < content.Length)
                i++;
            plain[count++] = content[i];
        }

        return Scalar(plain[..count], shape);
    }

    public bool Key(scoped ReadOnlySpan<char> raw, out ReadOnlySpan<byte> name)
    {
        name = default;
        if (!Decode(raw, out int start, out int length))
            return false;
        Tape.Append(JsonKind.String, start, length);
        name = Tape.Text(start, length);
        return true;
    }

    public bool Json(scoped ReadOnlySpan<char> raw)
    {
        if (!Decode(raw, out int start, out int length))
            return false;
        if (Tape.TryAppendJson(start, length, out JsonInputError? error))
            return true;
        Problem = $"is not valid JSON: {error!.Message}";
        return false;
    }

    /// <summary>An object must not name a property twice.</summary>
    public bool Finish(int container, int count)
    {
        Tape.Close(container, count);
        if (!Tape.HasDuplicateKey(container))
            return true;
        Problem = "names a property more than once";
        return false;
    }

    private bool Decode(scoped ReadOnlySpan<char> raw, out int start, out int length)
    {
        if (Tape.TryAppendText(raw, encoding, out start, out length, out TextFault fault))
            return true;
        int offset = Whole.Overlaps(raw, out int at) ? at : 0;
        Problem = $"{fault.Message} (character {offset + fault.Position + 1} of its value)";
        return false;
    }
}
