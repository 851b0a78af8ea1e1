using System.Text.Json;

namespace ApiGovernance.JsonSchema;

/// <summary>A keyword of one's own, for <see cref="SchemaCompileOptions.CustomKeywords"/>.</summary>
public interface ISchemaKeyword
{
    /// <summary>The name of the keyword. A keyword of the dialect of that name keeps its meaning as well.</summary>
    string Name { get; }

    /// <summary>Makes the rule of one schema object. Called once for each that has the keyword; must not throw.</summary>
    /// <param name="value">The keyword's value; it lives as long as the registry that holds the schema.</param>
    /// <param name="context">Where it stands, and where to tell what is wrong with it.</param>
    /// <returns>The rule; null when the keyword demands nothing.</returns>
    ISchemaKeywordRule? Compile(JsonElement value, SchemaKeywordContext context);
}

/// <summary>What a keyword of one's own demands of values. Called by many threads at once.</summary>
public interface ISchemaKeywordRule
{
    /// <summary>Judges one value; must not throw.</summary>
    /// <returns>Null when the value satisfies the rule; else a sentence for people that says what it must be, and never repeats the value.</returns>
    string? Check(SchemaValue value);
}

/// <summary>A value as it is given to a custom rule; only valid during the call.</summary>
public readonly ref struct SchemaValue
{
    internal SchemaValue(ReadOnlySpan<byte> json, JsonValueKind kind)
    {
        Json = json;
        Kind = kind;
    }

    /// <summary>The value as JSON in UTF-8, without white space around its tokens.</summary>
    public ReadOnlySpan<byte> Json { get; }

    /// <summary>Its kind.</summary>
    public JsonValueKind Kind { get; }
}

/// <summary>Where a custom keyword stands.</summary>
public sealed class SchemaKeywordContext
{
    private readonly Action<string> _report;

    internal SchemaKeywordContext(string location, SchemaDialect dialect, Action<string> report)
    {
        Location = location;
        Dialect = dialect;
        _report = report;
    }

    /// <summary>Document URI, '#', JSON pointer to the keyword.</summary>
    public string Location { get; }

    /// <summary>The dialect of the schema.</summary>
    public SchemaDialect Dialect { get; }

    /// <summary>Reports that the keyword's value is wrong: it becomes a <see cref="SchemaProblem"/>, and the keyword should be ignored.</summary>
    public void Problem(string message) => _report(message);
}
