using ApiGovernance.JsonSchema.Parameters;
using ApiGovernance.OpenApi.Model;

namespace ApiGovernance.Gateway.Validation;

/// <summary>From the answers of a contract to plans.</summary>
/// <param name="contract">Resolves references.</param>
/// <param name="schemas">Compiles for answers.</param>
/// <param name="canonical">The same with what canonical marks demand; null where nothing is asked of them.</param>
internal sealed class ResponsePlanning(ApiContract contract, SchemaCompiling schemas, SchemaCompiling? canonical)
{
    private readonly BodyPlanning bodies = new(contract, schemas.Compile, canonical is null ? null : canonical.Compile);

    public ResponsePlans Plan(ApiOperation operation) => new(operation.Responses.Select(Plan));

    private ResponsePlan Plan(ApiResponse response)
    {
        ApiHeader[] headers = [.. response.Headers.Where(header => !header.IsIgnored)];
        return new ResponsePlan(
            response.Status,
            headers.Length == 0 ? null : ParameterSet.Create(headers.Select(Header)),
            response.Content.Count == 0 ? null : bodies.Plan(response.Content));
    }

    private ParameterDescription Header(ApiHeader header) => new()
    {
        Name = header.Name,
        In = ParameterIn.Header,
        Required = header.Required,
        Explode = header.Explode,
        Schema = schemas.Compile(header.Schema),
        ContentType = header.ContentType,
    };
}
