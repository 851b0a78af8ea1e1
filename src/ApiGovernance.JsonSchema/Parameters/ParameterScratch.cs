namespace ApiGovernance.JsonSchema.Parameters;

/// <summary>The working memory of one check, kept per thread so that a steady stream of requests allocates nothing.</summary>
internal sealed class ParameterScratch
{
    [ThreadStatic]
    private static ParameterScratch? s_spare;

    private int[] _heads = new int[32];

    public ValueTape Tape { get; } = new();

    public PairIndex Query { get; } = new();

    public PairIndex Cookies { get; } = new();

    /// <summary>Names and values inside of one value.</summary>
    public PairIndex Items { get; } = new();

    public FieldTree Tree { get; } = new();

    /// <summary>What is wrong with the text of the parameter at hand, as the end of a sentence.</summary>
    public string? Problem { get; set; }

    /// <summary>What its schema has against it; only gathered when asked for.</summary>
    public IReadOnlyList<SchemaError>? Errors { get; set; }

    public static ParameterScratch Rent()
    {
        ParameterScratch scratch = s_spare ?? new ParameterScratch();
        s_spare = null;
        return scratch;
    }

    public void Return()
    {
        Tape.Trim();
        s_spare = this;
    }

    /// <summary>The first and, <paramref name="count"/> places on, the last pair of each parameter; all -1.</summary>
    public Span<int> Heads(int count)
    {
        if (_heads.Length < count * 2)
            _heads = new int[count * 2];
        Span<int> heads = _heads.AsSpan(0, count * 2);
        heads.Fill(-1);
        return heads;
    }
}
