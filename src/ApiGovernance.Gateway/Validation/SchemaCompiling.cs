using ApiGovernance.JsonSchema;
using ApiGovernance.OpenApi.Model;

namespace ApiGovernance.Gateway.Validation;

/// <summary>Compiles the schemas of a contract for one direction, each once.</summary>
/// <param name="registry">Has the contract's documents.</param>
/// <param name="options">Direction and keywords.</param>
/// <param name="problems">Where schemas that cannot be compiled are told.</param>
internal sealed class SchemaCompiling(SchemaRegistry registry, SchemaCompileOptions options, List<string> problems)
{
    private readonly Dictionary<string, CompiledSchema?> schemas = new(StringComparer.Ordinal);

    /// <summary>Null where there is none, and for one that cannot be compiled.</summary>
    public CompiledSchema? Compile(SchemaReference? reference) =>
        reference is null ? null : Compile(SchemaPlaces.Uri(reference.DocumentUri, reference.Pointer));

    public CompiledSchema? Compile(string uri)
    {
        if (schemas.TryGetValue(uri, out CompiledSchema? known))
            return known;
        CompileResult result = CompiledSchema.Compile(registry, uri, options);
        if (result.Schema is null)
        {
            SchemaProblem? fatal = result.Problems.FirstOrDefault(problem => problem.Fatal);
            problems.Add($"The schema at {SchemaPlaces.Shown(fatal?.Location ?? uri)} cannot be compiled: {fatal?.Message}{(fatal?.Source is { } source ? $" ({source})" : "")}");
        }

        schemas.Add(uri, result.Schema);
        return result.Schema;
    }
}
