using System.Text.Json;
using ApiGovernance.Gateway.Problems;
using ApiGovernance.JsonSchema;

namespace ApiGovernance.Gateway.Validation;

/// <summary>What <c>x-canonical: order</c> at a schema demands of its values.</summary>
/// <param name="entities">Canonical schemas by mark.</param>
internal sealed class CanonicalKeyword(IReadOnlyDictionary<string, CompiledSchema> entities) : ISchemaKeyword
{
    public const string Keyword = "x-canonical";

    public string Name => Keyword;

    public ISchemaKeywordRule? Compile(JsonElement value, SchemaKeywordContext context) =>
        value.ValueKind == JsonValueKind.String && value.GetString() is { } mark && entities.TryGetValue(mark, out CompiledSchema? schema)
            ? new Rule(mark.Split('@')[0], schema)
            : null;

    /// <summary>Holds a body that satisfies its own schema against the canonical ones in it.</summary>
    /// <returns>Null when there is nothing to say.</returns>
    public static Problem? Check(MediaTypePlan media, ReadOnlySpan<byte> body, int maxErrors, JsonInputLimits? limits)
    {
        if (media.Canonical is not { } schema || schema.IsValid(body, limits))
            return null;
        IReadOnlyList<SchemaError> all = schema.Validate(body, maxErrors, limits).Errors;
        SchemaError[] marked = [.. all.Where(error => error.Keyword == Keyword)];
        // Of alternatives only the one that came closest is told about, which need not be the one with the mark.
        ProblemError[] errors =
        [
            .. (marked.Length > 0 ? marked : all).Select(error => new ProblemError(error.Message)
            {
                Pointer = error.InstancePointer,
                Keyword = error.Keyword.Length == 0 ? null : error.Keyword,
                Schema = error.SchemaLocation.Length == 0 ? null : SchemaPlaces.Shown(error.SchemaLocation),
                Source = error.Source?.ToString(),
            }),
        ];
        return new Problem(ProblemTypes.ContractViolation, "The body is not in the canonical form of the entity that it carries.") { Members = [Problem.Member("errors", errors)] };
    }

    private sealed class Rule(string entity, CompiledSchema schema) : ISchemaKeywordRule
    {
        public string? Check(SchemaValue value)
        {
            if (schema.IsValid(value.Json))
                return null;
            ValidationResult result = schema.Validate(value.Json, 1);
            return result.Errors is [var error, ..]
                ? $"The canonical {entity} at '{error.InstancePointer}': {error.Message}"
                : null;
        }
    }
}
