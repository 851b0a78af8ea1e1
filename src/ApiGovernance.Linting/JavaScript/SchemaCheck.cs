using System.Text;
using System.Text.RegularExpressions;
using ApiGovernance.JsonSchema;
using ApiGovernance.Linting.Functions;
using ApiGovernance.Linting.Views;
using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.Linting.JavaScript;

/// <summary>The schema that a function declares for its input or its options.</summary>
internal sealed partial class SchemaCheck
{
    private const string Uri = "ruleset:///function";

    // What a missing value cannot satisfy; every other keyword asks only values of its type.
    private static readonly string[] AskAnyValue = ["type", "enum", "const", "anyOf", "oneOf", "allOf", "not", "$ref"];

    // A format of the validator that Spectral uses, and of no draft.
    private static readonly CustomFormat[] Formats = [new("url", "the URL of a host on the web", static text => Url().IsMatch(Encoding.UTF8.GetString(text)))];

    private readonly CompiledSchema _schema;
    private readonly int _reach;
    private readonly bool _missingPasses;
    private readonly string? _message;

    /// <exception cref="RulesetScriptException">The schema does not compile.</exception>
    public SchemaCheck(DocumentNode schema)
    {
        SchemaRegistry registry = new();
        registry.Add(Uri, schema.ToJson(), SchemaDialect.Draft7);
        CompileResult compiled = CompiledSchema.Compile(registry, Uri + "#", new SchemaCompileOptions { CustomFormats = Formats });
        if (compiled.Schema is null || compiled.Problems.Any(static problem => !problem.IsWarning))
            throw new RulesetScriptException($"a schema of a function does not compile: {string.Join("; ", compiled.Problems.Select(problem => problem.Message))}");
        _schema = compiled.Schema;
        _reach = SchemaReach.Of(schema);
        _missingPasses = !AskAnyValue.Any(keyword => schema[keyword] is not null);
        _message = schema["errorMessage"]?.AsString;
    }

    /// <summary>What is wrong with a value; null when nothing is. A value that is missing is no value of any type.</summary>
    public SchemaProblem? Check(ViewNode value) => value.Exists
        ? Check(ViewJson.Write(value, _reach))
        : _missingPasses ? null : new SchemaProblem("", _message ?? "invalid input", _message);

    /// <summary>The same for a value outside of a document.</summary>
    public SchemaProblem? Check(DocumentNode value) => Check(value.ToJson());

    [GeneratedRegex(@"^(https?|ftp)://([^\s/?#@]*@)?([^\s/?#@:.{}]+\.)+[^\s/?#@:.{}0-9]{2,}(:[0-9]{2,5})?(/\S*)?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Url();

    private SchemaProblem? Check(byte[] json)
    {
        ValidationResult result = _schema.Validate(json, 1);
        return result.IsValid ? null : new SchemaProblem(result.Errors[0].InstancePointer, result.Errors[0].Message, _message);
    }
}

/// <param name="Pointer">Of the value concerned, from the value that was checked.</param>
/// <param name="Declared">The words that the schema has for it (`errorMessage`).</param>
internal sealed record SchemaProblem(string Pointer, string Message, string? Declared);
