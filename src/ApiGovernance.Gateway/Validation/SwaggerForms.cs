using System.Text.Json;
using ApiGovernance.JsonSchema;
using ApiGovernance.JsonSchema.Parameters;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Model;

namespace ApiGovernance.Gateway.Validation;

/// <summary>
/// Swagger 2.0 has no schema for a form, only a parameter for each field: the schema is put together from these, so that forms of all
/// versions are validated in one way.
/// </summary>
internal static class SwaggerForms
{
    /// <returns>Null when the operation has no form fields.</returns>
    /// <param name="operation">The operation.</param>
    /// <param name="register">Makes a document known to the compiler.</param>
    /// <param name="compile">Compiles the schema at an address.</param>
    public static BodyPlan? Plan(ApiOperation operation, Action<string, byte[]> register, Func<string, CompiledSchema?> compile)
    {
        ApiParameter[] fields = [.. operation.Parameters.Where(parameter => parameter.In == ParameterLocation.Form)];
        if (fields.Length == 0)
            return null;
        string uri = SchemaPlaces.FormUri(operation.Pointer);
        register(uri, Schema(fields));
        FormSchema? form = compile(uri) is { } schema ? FormSchema.Create(schema, fields.Select(Encoding)) : null;
        return new BodyPlan(
            fields.Any(field => field.Required),
            MediaTypesOf(operation, fields).Select(name => new MediaTypePlan(name) { Form = form, IsDescribed = true }));
    }

    /// <summary>Swagger 2.0, Parameter Object: only these two types hold forms, and only the second holds files.</summary>
    private static string[] MediaTypesOf(ApiOperation operation, ApiParameter[] fields)
    {
        string[] named = [.. operation.Consumes.Where(type => type.StartsWith("application/x-www-form-urlencoded", StringComparison.Ordinal)
            || type.StartsWith("multipart/form-data", StringComparison.Ordinal))];
        if (named.Length > 0)
            return named;
        return fields.Any(field => field.IsFile) ? ["multipart/form-data"] : ["application/x-www-form-urlencoded", "multipart/form-data"];
    }

    private static FieldEncoding Encoding(ApiParameter field) => new()
    {
        Name = field.Name,
        Style = ParameterPlanning.Style(field.Style),
        Explode = field.Explode,
        AllowEmptyValue = field.AllowEmptyValue,
    };

    private static byte[] Schema(ApiParameter[] fields)
    {
        using MemoryStream text = new();
        using (Utf8JsonWriter writer = new(text))
        {
            writer.WriteStartObject();
            writer.WriteString("type", "object");
            if (fields.Any(field => field.Required))
            {
                writer.WriteStartArray("required");
                foreach (ApiParameter field in fields.Where(field => field.Required))
                    writer.WriteStringValue(field.Name);
                writer.WriteEndArray();
            }

            writer.WriteStartObject("properties");
            foreach (ApiParameter field in fields)
            {
                SchemaReference? schema = field.Schema;
                writer.WriteStartObject(field.Name);
                if (schema is not null && !field.IsFile)
                    writer.WriteString("$ref", SchemaPlaces.Uri(schema.DocumentUri, schema.Pointer));
                writer.WriteEndObject();
            }

            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        return text.ToArray();
    }
}
