using ApiGovernance.Gateway.Authorization;
using ApiGovernance.Gateway.Routing;
using ApiGovernance.JsonSchema;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.OpenApi.Model;
using ApiGovernance.Protocol.Snapshots;

namespace ApiGovernance.Gateway.Validation;

/// <summary>From the bytes of a contract to operations that can be matched and validated. All work that can be done before a request.</summary>
internal sealed class ContractCompiler
{
    private readonly SchemaRegistry registry;
    private readonly List<string> problems = [];
    private readonly SchemaCompiling requests;
    private readonly BodyPlanning bodies;
    private readonly ResponsePlanning? responses;

    private ContractCompiler(ApiContract contract, bool withResponses, Dictionary<string, CompiledSchema> canonical)
    {
        registry = ContractSchemas.Register(contract);
        requests = new SchemaCompiling(registry, new SchemaCompileOptions { Direction = SchemaDirection.Request }, problems);
        CanonicalKeyword[] marks = canonical.Count == 0 ? [] : [new CanonicalKeyword(canonical)];
        bodies = new BodyPlanning(contract, requests.Compile, Marked(SchemaDirection.Request) is { } marked ? marked.Compile : null);
        if (withResponses)
            responses = new ResponsePlanning(contract, new SchemaCompiling(registry, new SchemaCompileOptions { Direction = SchemaDirection.Response }, problems), Marked(SchemaDirection.Response));

        SchemaCompiling? Marked(SchemaDirection direction) =>
            marks.Length == 0 ? null : new SchemaCompiling(registry, new SchemaCompileOptions { Direction = direction, CustomKeywords = marks }, problems);
    }

    /// <returns>The contract, or why it cannot be served. Findings that leave the rest of a contract readable do not count.</returns>
    /// <param name="part">What is served.</param>
    /// <param name="bytes">The contract.</param>
    /// <param name="canonical">The schemas of the part's canonical entities, by hash; null where it has none.</param>
    public static (CompiledContract? Contract, string? Reason) Compile(
        ApiVersionPart part, ReadOnlyMemory<byte> bytes, IReadOnlyDictionary<string, ReadOnlyMemory<byte>>? canonical = null)
    {
        ContractReadResult read = ContractReader.FromBytes(SchemaPlaces.ContractName, bytes);
        if (read.Contract is not { } contract)
        {
            Finding? error = read.Findings.FirstOrDefault(finding => finding.Severity == Severity.Error);
            return (null, $"The contract cannot be read: {error?.Message ?? "no reason was found"} ({error?.Source})");
        }

        bool withResponses = ValidationSettings.NeedsResponses(part);
        List<string> unusable = [];
        // A contract without a mark has nothing that could be held against an entity.
        bool isMarked = canonical is not null && bytes.Span.IndexOf("x-canonical"u8) >= 0;
        Dictionary<string, CompiledSchema> entities = isMarked ? CanonicalSchemas.Compile(part.Canonical, canonical!, unusable) : [];
        ContractCompiler compiler = new(contract, withResponses, entities);
        compiler.problems.AddRange(unusable);
        CompiledOperation[] operations = [.. contract.Operations.Select((operation, index) => compiler.Compile(part, operation, index))];
        return compiler.problems.Count > 0
            ? (null, string.Join(" ", compiler.problems.Distinct().Take(5)))
            : (new CompiledContract(OperationMatcherBuilder.Build(operations), operations, withResponses, part.Canonical), null);
    }

    private CompiledOperation Compile(ApiVersionPart part, ApiOperation operation, int index)
    {
        string[] matrix = [.. operation.Parameters.Where(p => p is { In: ParameterLocation.Path, Style: ParameterStyle.Matrix }).Select(p => p.Name)];
        return new(operation.Method, operation.Path, $"{part.BasePath}/{part.Version}{operation.Path}")
        {
            Index = index,
            Scopes = new ScopeRequirement(operation.Security),
            // Declared, but not in the template: the reader has reported it.
            Parameters = new OperationParameters(
                operation.Parameters.Where(ParameterPlanning.IsChecked).Select(parameter => ParameterPlanning.Describe(parameter, requests.Compile(parameter.Schema))),
                OperationMatcherBuilder.ParameterNames(operation.Path)),
            QueryParameters = [.. operation.Parameters.Where(parameter => parameter.In == ParameterLocation.Query).Select(parameter => parameter.Name)],
            UnderscoredHeaders = [.. operation.Parameters.Where(p => p.In == ParameterLocation.Header && p.Name.Contains('_', StringComparison.Ordinal)).Select(p => p.Name)],
            TakesSemicolons = matrix.Length > 0 || operation.Path.Contains(';', StringComparison.Ordinal),
            MatrixParameters = matrix,
            IsWebSocket = operation.Method == "GET" && operation.Node["x-apigov-websocket"]?.AsBoolean == true,
            Body = operation.RequestBody is { } body ? bodies.Plan(body) : SwaggerForms.Plan(operation, Register, requests.Compile),
            IsStream = operation.Node["x-apigov-stream"]?.AsBoolean == true,
            // OpenAPI 3.1 need not say anything about answers; then none can break it.
            Responses = operation.Responses.Count == 0 ? null : responses?.Plan(operation),
        };
    }

    private void Register(string uri, byte[] schema) => registry.Add(uri, schema, SchemaDialect.Swagger20);
}

/// <summary>A contract ready to be served; depends on its bytes, the base path, the version's name, and whether answers are looked at.</summary>
/// <param name="HasResponses">Answers are compiled.</param>
/// <param name="Canonical">The entities that its marks were compiled with.</param>
internal sealed record CompiledContract(
    OperationMatcher Matcher, IReadOnlyList<CompiledOperation> Operations, bool HasResponses, IReadOnlyList<SnapshotCanonical> Canonical)
{
    /// <summary>Whether it has all that is needed to serve a version as the part says.</summary>
    public bool Covers(ApiVersionPart part) => (HasResponses || !ValidationSettings.NeedsResponses(part)) && Canonical.SequenceEqual(part.Canonical);
}
