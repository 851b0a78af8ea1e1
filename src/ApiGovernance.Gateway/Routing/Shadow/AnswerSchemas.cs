using ApiGovernance.Gateway.Validation;
using ApiGovernance.JsonSchema;
using ApiGovernance.OpenApi.Model;

namespace ApiGovernance.Gateway.Routing.Shadow;

/// <summary>What a contract says of answers in JSON, compiled for a version whose shadow is compared by it. In the contract's order of operations.</summary>
internal sealed class AnswerSchemas
{
    private readonly ResponsePlans[] byOperation;

    private AnswerSchemas(ResponsePlans[] byOperation) => this.byOperation = byOperation;

    /// <param name="contract">The contract's bytes, which have been compiled for requests before.</param>
    /// <returns>Null when it cannot be read. Unlike where answers are validated, a schema that does not compile is no reason not to serve: it is not compared by.</returns>
    public static AnswerSchemas? Compile(ReadOnlyMemory<byte> contract)
    {
        if (ContractReader.FromBytes(SchemaPlaces.ContractName, contract).Contract is not { } read)
            return null;
        SchemaCompiling schemas = new(ContractSchemas.Register(read), new SchemaCompileOptions { Direction = SchemaDirection.Response }, []);
        ResponsePlanning planning = new(read, schemas, canonical: null);
        return new AnswerSchemas([.. read.Operations.Select(planning.Plan)]);
    }

    /// <summary>Whether an answer is what the contract says; null where that cannot be told: no JSON, no schema, or a status that the contract does not have.</summary>
    public bool? IsValid(CompiledOperation operation, int status, string? contentType, ReadOnlySpan<byte> body) =>
        ContentType.TryParse(contentType, out ContentType type) && type.IsJson && type.IsUtf8
            ? byOperation[operation.Index].Find(status)?.Body?.Find(type)?.Schema?.IsValid(body)
            : null;
}
