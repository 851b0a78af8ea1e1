using ApiGovernance.JsonSchema;
using ApiGovernance.Linting.Views;
using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.Linting.Functions;

/// <summary>`schema`: the value satisfies a JSON Schema (draft 7 unless `dialect` or `$schema` says otherwise).</summary>
internal static class SchemaFunction
{
    private const string Uri = "ruleset:///schema";

    public static LintFunction Create(FunctionOptions options) => Create(options, Dialect(options));

    public static LintFunction Create(FunctionOptions options, SchemaDialect dialect)
    {
        DocumentNode schema = options.Node?["schema"] ?? throw options.Missing("a `schema`");
        if (!schema.IsObject)
            throw new FunctionOptionException(schema, "`schema` must be an object.");
        SchemaRegistry registry = new();
        registry.Add(Uri, schema.ToJson(), dialect);
        CompileResult compiled = CompiledSchema.Compile(registry, Uri + "#");
        // A keyword that would be ignored is a question that would not be asked.
        if (compiled.Schema is not { } program || compiled.Problems.Any(static problem => !problem.IsWarning))
        {
            string problems = string.Join("; ", compiled.Problems.Select(problem => $"{problem.Location[Uri.Length..]} {problem.Message}"));
            string pointer = compiled.Problems[0].Location[(Uri.Length + 1)..];
            throw new FunctionOptionException(JsonPointer.Evaluate(schema, pointer) ?? schema, $"the schema does not compile: {problems}");
        }

        int reach = SchemaReach.Of(schema);
        bool allErrors = options.Boolean("allErrors") == true;
        return (target, results) => Check(program, reach, allErrors, target, results);
    }

    private static void Check(CompiledSchema schema, int reach, bool allErrors, LintTarget target, ICollection<FunctionResult> results)
    {
        if (target.Node is not { } node)
        {
            results.Report($"{target.Subject}must exist");
            return;
        }

        ValidationResult result = schema.Validate(ViewJson.Write(target.View[node], reach), allErrors ? 100 : 20);
        if (result.IsValid)
            return;
        // One message per place: deeper ones are causes of the same fault.
        foreach (SchemaError error in result.Errors.DistinctBy(error => error.InstancePointer))
        {
            IReadOnlyList<string> below = JsonPointer.Parse(error.InstancePointer) ?? [];
            // That two items are equal is told of their array, as by Spectral.
            string message = error.Keyword == "uniqueItems" ? $"must not have equal items; item {below[^1]} (from 0) repeats an earlier one" : error.Message;
            if (error.Keyword == "uniqueItems")
                below = [.. below.Take(below.Count - 1)];
            string subject = below.Count == 0 ? target.Subject : $"\"{below[^1]}\" property ";
            results.Report(subject + message, below);
        }
    }

    private static SchemaDialect Dialect(FunctionOptions options) => options.Choice("dialect", "auto", "draft4", "draft6", "draft7", "draft2019-09", "draft2020-12") switch
    {
        "draft4" => SchemaDialect.Draft4,
        "draft6" => SchemaDialect.Draft6,
        "draft2019-09" => SchemaDialect.Draft201909,
        "draft2020-12" => SchemaDialect.Draft202012,
        _ => SchemaDialect.Draft7,
    };
}
