using ApiGovernance.JsonSchema.Input;

namespace ApiGovernance.JsonSchema.Parameters;

/// <summary>
/// Writes the tape that the evaluator reads straight from decoded text, so that a parameter never becomes JSON text. The texts stand
/// in the side buffer. The value of interest is token 0.
/// </summary>
internal sealed class ValueTape
{
    private byte[] _octets = [];

    public JsonBuffers Buffers { get; } = new();

    public JsonView View => Buffers.View(_octets);

    public void Reset()
    {
        Buffers.TokenCount = 0;
        Buffers.Side.Count = 0;
    }

    public ReadOnlySpan<byte> Text(int start, int length) => Buffers.Side.Bytes.AsSpan(start, length);

    /// <returns>Where the text stands.</returns>
    public int AppendText(ReadOnlySpan<byte> utf8)
    {
        int start = Buffers.Side.Count;
        Buffers.Side.Append(utf8);
        return start;
    }

    public bool TryAppendText(ReadOnlySpan<char> raw, TextEncoding encoding, out int start, out int length, out TextFault fault)
    {
        start = Buffers.Side.Count;
        bool decoded = TextDecoder.TryAppend(raw, encoding, ref Buffers.Side.Bytes, ref Buffers.Side.Count, out fault);
        length = Buffers.Side.Count - start;
        return decoded;
    }

    /// <summary>A value of text that already stands in the side buffer, as the JSON its shape asks for.</summary>
    /// <param name="shape">What is known of the value.</param>
    /// <param name="start">Where the text stands.</param>
    /// <param name="length">Its bytes.</param>
    /// <param name="asText">Where the schema leaves open whether the text is a string or, say, a number: take the string.</param>
    /// <returns>Whether the schema left it open and the other choice might be right as well.</returns>
    public bool AppendScalar(ValueShape shape, int start, int length, bool asText)
    {
        JsonKind literal = ScalarText.Kind(Text(start, length), shape.Types);
        int token = Append(literal, start, length);
        if (literal == JsonKind.String || (shape.Types & JsonTypes.String) == 0)
            return false;
        if (shape.IsKnown)
        {
            // Each value is judged by its own schema, so no combination has to be tried.
            if (!shape.Accepts(this, token))
                Buffers.Tokens[token].Kind = JsonKind.String;
            return false;
        }

        if (asText)
            Buffers.Tokens[token].Kind = JsonKind.String;
        return !asText;
    }

    public int Append(JsonKind kind, int start, int length)
    {
        if (Buffers.TokenCount == Buffers.Tokens.Length)
            Buffers.GrowTokens();
        int token = Buffers.TokenCount++;
        Buffers.Tokens[token] = new JsonToken { Start = start, Length = length, Next = token + 1, Kind = kind, Decoded = true };
        return token;
    }

    /// <summary>A string of so many octets whose content nobody looks at: a file.</summary>
    public void AppendOctets(int length)
    {
        if (_octets.Length < length)
        {
            _octets = new byte[Math.Max(length, 1024)];
            _octets.AsSpan().Fill((byte)'x');
        }

        int token = Append(JsonKind.String, 0, length);
        Buffers.Tokens[token].Decoded = false;
    }

    /// <param name="container">The token that <see cref="Append"/> gave for an array or an object.</param>
    /// <param name="count">Its items or properties.</param>
    public void Close(int container, int count)
    {
        ref JsonToken token = ref Buffers.Tokens[container];
        token.Length = count;
        token.Next = Buffers.TokenCount;
    }

    public bool HasDuplicateKey(int container) => Buffers.Tokens[container].Length > 1 && KeyIndex.FindDuplicate(View, container) >= 0;

    /// <summary>A value that is JSON text itself, and the same to every reader.</summary>
    public bool TryAppendJson(int start, int length, out JsonInputError? error)
    {
        int first = Buffers.TokenCount;
        // The scanner goes on reading these bytes even when unescaping makes the side buffer grow.
        ReadOnlySpan<byte> source = Text(start, length);
        if (!new JsonScanner(source, Buffers, JsonInputLimits.Default).Run(out error))
            return false;
        if (JsonPortability.Check(Text(start, length)) is { } unportable)
        {
            error = new JsonInputError(unportable, 0, 1, 1);
            return false;
        }

        foreach (ref JsonToken token in Buffers.Tokens.AsSpan(first, Buffers.TokenCount - first))
        {
            if (token.Decoded)
                continue;
            token.Start += start;
            token.Decoded = true;
        }

        return true;
    }

    /// <summary>One huge value must not pin its memory to a thread for ever.</summary>
    public void Trim()
    {
        if (_octets.Length > 1 << 20)
            _octets = [];
    }
}
