namespace ApiGovernance.JsonSchema;

/// <summary>How a schema is compiled.</summary>
public sealed record SchemaCompileOptions
{
    /// <summary>The options used when none are given.</summary>
    public static SchemaCompileOptions Default { get; } = new();

    /// <summary>Dialect of the document that holds the schema; null takes it from <c>$schema</c>, else from the registry.</summary>
    public SchemaDialect? Dialect { get; init; }

    /// <summary>Which way the message travels.</summary>
    public SchemaDirection Direction { get; init; } = SchemaDirection.Any;

    /// <summary>Whether <c>format</c> is checked.</summary>
    public FormatMode Formats { get; init; } = FormatMode.Assertion;

    /// <summary>Whether the content of strings is checked.</summary>
    public ContentMode Content { get; init; } = ContentMode.Annotation;

    /// <summary>Formats beside those of the dialect; one of the same name and kind of value takes its place.</summary>
    public IReadOnlyList<CustomFormat> CustomFormats { get; init; } = [];

    /// <summary>Keywords beside those of the dialect.</summary>
    public IReadOnlyList<ISchemaKeyword> CustomKeywords { get; init; } = [];

    /// <summary>What runs the schema.</summary>
    public SchemaEngine Engine { get; init; } = SchemaEngine.Auto;

    /// <summary>Schema objects one compiled schema may consist of.</summary>
    public int MaxNodes { get; init; } = 200_000;

    /// <summary>Schema objects one validation may visit: what bounds the time of schemas with nested alternatives.</summary>
    public int MaxEvaluations { get; init; } = 20_000_000;
}

/// <summary>Something wrong with a schema.</summary>
/// <param name="Location">Document URI, '#', JSON pointer.</param>
/// <param name="Message">What is wrong and how to fix it.</param>
/// <param name="Fatal">True when there is no compiled schema because of it; false when only the one keyword is ignored.</param>
public sealed record SchemaProblem(string Location, string Message, bool Fatal)
{
    /// <summary>True when the keyword does work: what it says costs more, or is read more leniently, than it should.</summary>
    public bool IsWarning { get; init; }

    /// <summary>Where it is written; null when the document was registered without a <see cref="SchemaSourceLookup"/>.</summary>
    public SchemaSource? Source { get; init; }
}

/// <summary>The outcome of compiling a schema.</summary>
/// <param name="Schema">The compiled schema; null when a problem is fatal.</param>
/// <param name="Problems">Everything wrong with the schema and the schemas it refers to, in document order of discovery.</param>
public sealed record CompileResult(CompiledSchema? Schema, IReadOnlyList<SchemaProblem> Problems)
{
    /// <summary>Formats the schema names and validation does not check, each once: unknown to its dialect, or an annotation by choice.</summary>
    public IReadOnlyList<UncheckedFormat> UncheckedFormats { get; init; } = [];
}

/// <summary>A format that is named and not checked.</summary>
/// <param name="Format">The value of the keyword.</param>
/// <param name="Location">Where it is named first: document URI, '#', JSON pointer.</param>
/// <param name="IsKnown">It could be checked, and is an annotation because <see cref="SchemaCompileOptions.Formats"/> says so.</param>
public sealed record UncheckedFormat(string Format, string Location, bool IsKnown);
