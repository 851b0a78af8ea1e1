using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using ApiGovernance.JsonSchema;
using ApiGovernance.Linting.Views;
using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.Linting.Functions.Schemas;

/// <summary>A JSON Schema that a document contains, ready to judge values of the same document: examples and defaults.</summary>
/// <param name="Schema">Null when it cannot be used.</param>
/// <param name="Problem">What is wrong with it, in a sentence; null where nothing is to be said (a reference of it leads nowhere, which is told elsewhere).</param>
internal sealed record ContractSchema(CompiledSchema? Schema, string? Problem)
{
    private const string Uri = "contract:///document";

    // A view lives as long as a run over its document; several rules ask the same schemas.
    private static readonly ConditionalWeakTable<DocumentView, ConcurrentDictionary<DocumentNode, ContractSchema>> Known = [];

    /// <param name="schema">Draft 7 unless its `$schema` says otherwise.</param>
    public static ContractSchema Of(ViewNode schema) =>
        Known.GetValue(schema.View, static _ => new(ReferenceEqualityComparer.Instance)).GetOrAdd(schema.Node!, _ => Compile(schema));

    /// <summary>Says of a value what the schema says of it; each finding stands at its place below the target.</summary>
    /// <param name="below">Names from the target to the value.</param>
    public void Check(ViewNode value, IReadOnlyList<string> below, ICollection<FunctionResult> results)
    {
        if (Problem is not null)
            results.Report(Problem, below);
        if (Schema is null)
            return;
        foreach (PlacedError error in ErrorTree.Choose(ErrorSequence.Of(Schema, ViewJson.Write(value))))
            results.Add(error.Finding(below));
    }

    private static ContractSchema Compile(ViewNode schema)
    {
        byte[] bytes = ViewJson.Write(schema);
        SchemaRegistry registry = new();
        string pointer = "";
        bool refers = bytes.AsSpan().IndexOf("\"$ref\""u8) >= 0;
        if (refers)
        {
            // A schema that contains itself refers to the document, so the document has to be there.
            (bytes, pointer) = ([.. "{\"x-apigov-schema\":"u8, .. bytes, .. ","u8, .. schema.View.Bundle.ToSingleDocument().AsSpan(1)], "/x-apigov-schema");
        }

        registry.Add(Uri, bytes, SchemaDialect.Draft7);
        CompileResult compiled = CompiledSchema.Compile(registry, $"{Uri}#{pointer}");
        // A reference that leads nowhere is told where it stands.
        if (compiled.Schema is null && refers)
            return new ContractSchema(null, null);
        return compiled.Problems.FirstOrDefault(problem => !problem.IsWarning) is { } wrong
            ? new ContractSchema(null, $"The schema of this value cannot be used: {wrong.Message}")
            : new ContractSchema(compiled.Schema, null);
    }
}
