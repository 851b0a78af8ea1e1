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

    /// <summary>The unescaped strings of the tape.</summary>
    public readonly TextBuffer Side = new();

    public int[] Open = new int[64];

    /// <summary>Keys of open objects; used by the streaming engine.</summary>
    public readonly Streaming.KeyLog Keys = new();

    /// <summary>Bits of names of open objects with more than 64; used by the streaming engine.</summary>
    public ulong[] Words = new ulong[16];
    public int WordCount;

    /// <summary>Tokens evaluated so far by the in-place subschemas of a node that looks at unevaluated values.</summary>
    public IntStack Evaluated = new();

    /// <summary>The dynamic scope: ids of the schema resources entered.</summary>
    public IntStack Scope = new();

    /// <summary>Discriminators being followed: instruction and value.</summary>
    public IntStack Dispatched = new();

    public static JsonBuffers Rent()
    {
        JsonBuffers buffers = s_spare ?? new JsonBuffers();
        s_spare = null;
        buffers.Reset();
        return buffers;
    }

    /// <summary>Forgets everything: what follows begins as with new buffers.</summary>
    public void Reset()
    {
        TokenCount = 0;
        Side.Count = 0;
        Evaluated.Count = 0;
        Scope.Count = 0;
        Keys.Count = 0;
        Keys.Unescaped.Count = 0;
        WordCount = 0;
    }

    public void Return()
    {
        // One huge document must not pin its memory to a thread for ever.
        if (Tokens.Length <= KeptTokens && Side.Bytes.Length <= KeptBytes && Evaluated.Capacity <= KeptTokens && !Keys.IsLarge)
            s_spare = this;
    }

    public JsonView View(ReadOnlySpan<byte> source) => new(source, Side.Written, Tokens.AsSpan(0, TokenCount));

    public void GrowTokens() => Array.Resize(ref Tokens, Tokens.Length * 2);

    /// <summary>Words for one bit per name, all zero; gives the index of the first.</summary>
    public int RentWords(int names)
    {
        int words = (names + 63) >> 6;
        if (Words.Length - WordCount < words)
            Array.Resize(ref Words, Math.Max(Words.Length * 2, WordCount + words));
        Words.AsSpan(WordCount, words).Clear();
        WordCount += words;
        return WordCount - words;
    }

    public void ReturnWords(int names) => WordCount -= (names + 63) >> 6;

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

    public ReadOnlySpan<int> Items => _items.AsSpan(0, Count);

    public int Top => _items[Count - 1];

    public void Push(int value)
    {
        if (Count == _items.Length)
            Array.Resize(ref _items, Count * 2);
        _items[Count++] = value;
    }
}
