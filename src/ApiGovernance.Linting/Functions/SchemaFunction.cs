using ApiGovernance.JsonSchema;
using ApiGovernance.Linting.Views;
using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.Linting.Functions;

/// <summary>`schema`: the value satisfies a JSON Schema (draft 7 unless `dialect` or `$schema` says otherwise).</summary>
internal static class SchemaFunction
{
    private const string Uri = "ruleset:///schema";

    private static readonly JsonInputLimits Limits = new() { MaxBytes = int.MaxValue, MaxDepth = 1000 };

    public static LintFunction Create(FunctionOptions options) => Create(options, Dialect(options));

    public static LintFunction Create(FunctionOptions options, SchemaDialect dialect)
    {
        DocumentNode schema = options.Node?["schema"] ?? throw options.Missing("a `schema`");
        if (!schema.IsObject)
            throw new FunctionOptionException(schema, "`schema` must be an object.");
        SchemaRegistry registry = new();
        registry.Add(Uri, Nullable(schema).ToJson(), dialect);
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

        ValidationResult result = schema.Validate(ViewJson.Write(target.View[node], reach), allErrors ? 100 : 20, Limits);
        if (result.IsValid)
            return;
        // Not read is not valid, but it is no fault of the document either.
        if (result.Input is { } input)
            throw new LintFunctionException($"a value of this document cannot be validated: {input.Message}");
        // One message per place: deeper ones are causes of the same fault.
        foreach (SchemaError error in (allErrors ? result.Errors : FirstFault.Of(result.Errors)).DistinctBy(error => error.InstancePointer))
        {
            IReadOnlyList<string> below = JsonPointer.Parse(error.InstancePointer) ?? [];
            // That two items are equal is told of their array, as by Spectral.
            string message = error.Keyword == "uniqueItems" ? $"must not have equal items; item {below[^1]} (from 0) repeats an earlier one" : error.Message;
            if (error.Keyword == "uniqueItems")
                below = [.. below.Take(below.Count - 1)];
            results.Report(Sentence(below.Count == 0 ? target.Subject : $"\"{below[^1]}\" property ", message), below);
        }
    }

    /// <summary>`nullable: true` beside `type`, as Ajv knows it in every draft: null is one of the types.</summary>
    private static DocumentNode Nullable(DocumentNode node)
    {
        if (node.IsArray)
            return DocumentNode.Array(node.Span, [.. node.Items.Select(Nullable)]);
        if (!node.IsObject)
            return node;
        bool nullable = node["nullable"]?.AsBoolean == true;
        return DocumentNode.Object(node.Span, [.. node.Members.Select(member => member with
        {
            Value = nullable && member is { Name: "type", Value.Kind: NodeKind.String }
                ? DocumentNode.Array(member.Value.Span, [member.Value, DocumentNode.String(member.Value.Span, "null")])
                : member.Name is "const" or "enum" or "default" or "examples" ? member.Value : Nullable(member.Value),
        })]);
    }

    private static string Sentence(string subject, string message)
    {
        const string Value = "The value ";
        if (message.StartsWith(Value, StringComparison.Ordinal))
            return subject + message[Value.Length..];
        return char.IsUpper(message[0]) ? $"{subject.TrimEnd()}: {message}" : subject + message;
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
