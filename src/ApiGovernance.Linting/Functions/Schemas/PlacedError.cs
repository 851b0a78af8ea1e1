using ApiGovernance.JsonSchema;
using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.Linting.Functions.Schemas;

/// <summary>One error of a validation with what deciding between errors needs: where, which keyword, and which member it speaks of.</summary>
/// <param name="Pointer">JSON pointer of the value that Ajv reports: for a member that is not allowed, of the object that has it.</param>
/// <param name="Keyword">As Ajv names it.</param>
/// <param name="Member">The member that is missing or not allowed; null for other keywords.</param>
/// <param name="Message">A sentence for people.</param>
internal sealed record PlacedError(string Pointer, string Keyword, string? Member, string Message)
{
    /// <summary>Names from the value that was validated to the one concerned.</summary>
    public IReadOnlyList<string> Below { get; init; } = JsonPointer.Parse(Pointer) ?? [];

    public static PlacedError Of(SchemaError error)
    {
        if (error.Keyword != "additionalProperties")
            return new PlacedError(error.InstancePointer, error.Keyword, error.Keyword == "required" ? error.Expected : null, error.Message);
        int last = error.InstancePointer.LastIndexOf('/');
        IReadOnlyList<string> names = JsonPointer.Parse(error.InstancePointer) ?? [];
        return last < 0
            ? new PlacedError("", error.Keyword, null, error.Message)
            : new PlacedError(error.InstancePointer[..last], error.Keyword, names[^1], error.Message);
    }
}
