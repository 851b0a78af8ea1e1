namespace ApiGovernance.JsonSchema.Input;

/// <summary>A value a schema states (enum, const), parsed once with the same reader as instances.</summary>
internal sealed class JsonLiteral
{
    private static readonly JsonInputLimits s_limits = new() { MaxDepth = 512, AllowDuplicateKeys = true };

    private readonly byte[] _source;
    private readonly byte[] _side;
    private readonly JsonToken[] _tokens;

    private JsonLiteral(byte[] source, JsonBuffers buffers)
    {
        _source = source;
        _side = buffers.Side.Written.ToArray();
        _tokens = buffers.Tokens.AsSpan(0, buffers.TokenCount).ToArray();
    }

    public JsonView View => new(_source, _side, _tokens);

    public JsonKind Kind => _tokens[0].Kind;

    public static JsonLiteral? TryParse(ReadOnlySpan<byte> utf8Json)
    {
        byte[] source = utf8Json.ToArray();
        JsonBuffers buffers = JsonBuffers.Rent();
        JsonLiteral? literal = new JsonScanner(source, buffers, s_limits).Run(out _) ? new JsonLiteral(source, buffers) : null;
        buffers.Return();
        return literal;
    }

    public override string ToString() => System.Text.Encoding.UTF8.GetString(_source);
}
