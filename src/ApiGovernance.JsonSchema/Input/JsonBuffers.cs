namespace ApiGovernance.JsonSchema.Input;

/// <summary>The working memory of one validation, kept per thread so that a steady stream of documents allocates nothing.</summary>
internal sealed class JsonBuffers
{
    private const int KeptTokens = 64 * 1024;
    private const int KeptBytes = 256 * 1024;

    [ThreadStatic]
    private static JsonBuffers? s_spare;

    private ulong[] _marks = [];

    public JsonToken[] Tokens = new JsonToken[256];
    public int TokenCount;
    public byte[] Side = new byte[256];
    public int SideCount;
    public int[] Open = new int[64];

    /// <summary>Tokens evaluated so far by the in-place subschemas of a node that looks at unevaluated values.</summary>
    public IntStack Evaluated = new();

    /// <summary>The dynamic scope: ids of the schema resources entered.</summary>
    public IntStack Scope = new();

    public static JsonBuffers Rent()
    {
        JsonBuffers buffers = s_spare ?? new JsonBuffers();
        s_spare = null;
        buffers.TokenCount = 0;
        buffers.SideCount = 0;
        buffers.Evaluated.Count = 0;
        buffers.Scope.Count = 0;
        return buffers;
    }

    public void Return()
    {
        // One huge document must not pin its memory to a thread for ever.
        if (Tokens.Length <= KeptTokens && Side.Length <= KeptBytes && Evaluated.Capacity <= KeptTokens)
            s_spare = this;
    }

    public JsonView View(ReadOnlySpan<byte> source) => new(source, Side.AsSpan(0, SideCount), Tokens.AsSpan(0, TokenCount));

    public void GrowTokens() => Array.Resize(ref Tokens, Tokens.Length * 2);

    public Span<byte> ReserveSide(int length)
    {
        if (Side.Length - SideCount < length)
            Array.Resize(ref Side, Math.Max(Side.Length * 2, SideCount + length));
        return Side.AsSpan(SideCount);
    }

    /// <summary>One bit per token; all zero between uses.</summary>
    public ulong[] MarksForTokens()
    {
        int words = (TokenCount >> 6) + 1;
        if (_marks.Length < words)
            _marks = new ulong[Math.Max(words, 16)];
        return _marks;
    }
}

internal sealed class IntStack
{
    private int[] _items = new int[32];

    public int Count;

    public int Capacity => _items.Length;

    public int this[int index] => _items[index];

    public int Top => _items[Count - 1];

    public void Push(int value)
    {
        if (Count == _items.Length)
            Array.Resize(ref _items, Count * 2);
        _items[Count++] = value;
    }
}
