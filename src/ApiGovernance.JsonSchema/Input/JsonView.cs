namespace ApiGovernance.JsonSchema.Input;

/// <summary>A parsed JSON text: the bytes it came from, its unescaped strings and its tape.</summary>
internal readonly ref struct JsonView(ReadOnlySpan<byte> source, ReadOnlySpan<byte> side, ReadOnlySpan<JsonToken> tokens)
{
    private readonly ReadOnlySpan<byte> _source = source;
    private readonly ReadOnlySpan<byte> _side = side;

    public readonly ReadOnlySpan<JsonToken> Tokens = tokens;

    public JsonKind Kind(int token) => Tokens[token].Kind;

    public int Count(int container) => Tokens[container].Length;

    public int Next(int token) => Tokens[token].Next;

    /// <summary>The content of a scalar: a number's text, a string's unescaped UTF-8.</summary>
    public ReadOnlySpan<byte> Text(int token)
    {
        ref readonly JsonToken t = ref Tokens[token];
        return (t.Decoded ? _side : _source).Slice(t.Start, t.Length);
    }
}
