using ApiGovernance.Gateway.Authorization;
using ApiGovernance.Gateway.Routing;
using ApiGovernance.JsonSchema;
using ApiGovernance.JsonSchema.Parameters;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.OpenApi.Model;
using ApiGovernance.Protocol.Snapshots;

namespace ApiGovernance.Gateway.Validation;

/// <summary>From the bytes of a contract to operations that can be matched and validated. All work that can be done before a request.</summary>
internal sealed class ContractCompiler
{
    private readonly SchemaRegistry registry = new();
    private readonly List<string> problems = [];
    private readonly Dictionary<string, CompiledSchema?> schemas = new(StringComparer.Ordinal);
    private readonly SchemaCompileOptions options;
    private readonly BodyPlanning bodies;

    private ContractCompiler(ApiContract contract)
    {
        SchemaDialect dialect = contract.Format switch
        {
            ContractFormat.Swagger20 => SchemaDialect.Swagger20,
            ContractFormat.OpenApi30 => SchemaDialect.OpenApi30,
            _ => SchemaDialect.OpenApi31,
        };
        options = new SchemaCompileOptions { Direction = SchemaDirection.Request };
        bodies = new BodyPlanning(contract, Schema);
        foreach (SourceDocument document in contract.Bundle.Documents.Values)
            registry.Add(document.Uri, document.ToJson(), dialect, SchemaPlaces.Sources(document));
    }

    /// <returns>The contract, or why it cannot be served. Findings that leave the rest of a contract readable do not count.</returns>
    public static (CompiledContract? Contract, string? Reason) Compile(ApiVersionPart part, ReadOnlyMemory<byte> bytes)
    {
        ContractReadResult read = ContractReader.FromBytes(SchemaPlaces.ContractName, bytes);
        if (read.Contract is not { } contract)
        {
            Finding? error = read.Findings.FirstOrDefault(finding => finding.Severity == Severity.Error);
            return (null, $"The contract cannot be read: {error?.Message ?? "no reason was found"} ({error?.Source})");
        }

        ContractCompiler compiler = new(contract);
        CompiledOperation[] operations = [.. contract.Operations.Select((operation, index) => compiler.Compile(part, operation, index))];
        return compiler.problems.Count > 0
            ? (null, string.Join(" ", compiler.problems.Distinct().Take(5)))
            : (new CompiledContract(OperationMatcherBuilder.Build(operations), operations), null);
    }

    private CompiledOperation Compile(ApiVersionPart part, ApiOperation operation, int index) =>
        new(operation.Method, operation.Path, $"{part.BasePath}/{part.Version}{operation.Path}")
        {
            Index = index,
            Scopes = new ScopeRequirement(operation.Security),
            // Declared, but not in the template: the reader has reported it.
            Parameters = ParameterSet.Create(
                operation.Parameters.Where(ParameterPlanning.IsChecked).Select(parameter => ParameterPlanning.Describe(parameter, Schema(parameter.Schema))),
                OperationMatcherBuilder.ParameterNames(operation.Path)),
            Body = operation.RequestBody is { } body ? bodies.Plan(body) : SwaggerForms.Plan(operation, Register, Schema),
        };

    private void Register(string uri, byte[] schema) => registry.Add(uri, schema, SchemaDialect.Swagger20);

    private CompiledSchema? Schema(SchemaReference? reference) =>
        reference is null ? null : Schema(SchemaPlaces.Uri(reference.DocumentUri, reference.Pointer));

    private CompiledSchema? Schema(string uri)
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

/// <summary>A contract ready to be served; depends on its bytes, the base path and the version's name only.</summary>
internal sealed record CompiledContract(OperationMatcher Matcher, IReadOnlyList<CompiledOperation> Operations);
