using ApiGovernance.Diff.Comparison;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Findings;
using ApiGovernance.OpenApi.Model;

namespace ApiGovernance.Diff.Rules.Bodies;

/// <summary>Fields of a Swagger 2.0 form that may be sent without a value (`allowEmptyValue`). Later versions know only what the schema says of an empty text.</summary>
internal static class EmptyFields
{
    public static IEnumerable<Change> Check(OperationPair pair, ApiRequestBody before, ApiRequestBody after)
    {
        foreach (ApiParameter old in Fields(pair.Before).Where(field => field.Node["type"]?.AsString != "file"))
        {
            ApiParameter? now = Fields(pair.After).FirstOrDefault(field => field.Name == old.Name);
            if ((now?.AllowEmptyValue ?? TakesText(after, old.Name, pair.Contracts.After)) is not { } taken || taken == old.AllowEmptyValue)
                continue;
            string field = $"form field `{old.Name}`";
            if (!taken)
            {
                yield return new Change("request-parameter-empty-value-refused", now?.Place ?? after.Place, $"no longer takes the {field} without a value.") { Was = old.Place, Proof = Proof(pair, old, before) };
            }
            else if (now is not null)
            {
                yield return new Change("request-parameter-empty-value-allowed", now.Place, $"takes the {field} without a value now.") { Was = old.Place };
            }
        }
    }

    private static IEnumerable<ApiParameter> Fields(ApiOperation operation) => operation.Parameters.Where(parameter => parameter.In == ParameterLocation.Form);

    /// <summary>Null when the body has no such field.</summary>
    private static bool? TakesText(ApiRequestBody body, string name, ApiContract contract) =>
        body.Content.Select(type => type.Schema).OfType<SchemaReference>()
            .Select(schema => SchemaKinds.Property(new ResolvedNode(schema.DocumentUri, schema.Pointer, schema.Node), name, contract.Bundle)).FirstOrDefault(found => found is not null) is { } field
            ? (SchemaKinds.Of(new SchemaReference(field.DocumentUri, field.Pointer, field.Node), contract.Bundle) & ValueKinds.Text) != ValueKinds.None
            : null;

    /// <summary>The field alone, where the base asks for no other.</summary>
    private static Proof? Proof(OperationPair pair, ApiParameter field, ApiRequestBody before)
    {
        if (!before.Content.Any(type => MediaTypes.IsUrlEncoded(type.Name)) || Fields(pair.Before).Any(other => other.Required && other != field))
            return null;
        Proof proof = pair.Request().WithHeader("Content-Type", "application/x-www-form-urlencoded").Refused($" with the body {Uri.EscapeDataString(field.Name)}=", $"The field {field.Name} must have a value.");
        return proof with { Exchange = proof.Exchange with { Body = $"{Uri.EscapeDataString(field.Name)}=" } };
    }
}
