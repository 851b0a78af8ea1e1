namespace ApiGovernance.JsonSchema.Compilation;

/// <summary>What compiling has to tell beside the compiled schema.</summary>
internal sealed class CompilerFindings
{
    private readonly List<SchemaProblem> _problems = [];
    private readonly Dictionary<string, UncheckedFormat> _unchecked = new(StringComparer.Ordinal);
    private readonly HashSet<string> _told = new(StringComparer.Ordinal);

    public bool IsFatal => _problems.Exists(static p => p.Fatal);

    public void Add(SchemaProblem problem) => _problems.Add(problem);

    public void Add(UncheckedFormat format) => _unchecked.TryAdd(format.Format, format);

    /// <summary>Whether a thing that concerns many places has not been told yet.</summary>
    public bool IsFirst(string thing) => _told.Add(thing);

    public CompileResult Result(CompiledSchema? schema) => new(schema, _problems)
    {
        UncheckedFormats = [.. _unchecked.Values.OrderBy(static f => f.Format, StringComparer.Ordinal)],
    };
}
