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

    /// <summary>The name of a member is wrong, not its value.</summary>
    public bool IsKey { get; init; }

    /// <param name="below">Names from the target of the rule to the value that was validated.</param>
    public FunctionResult Finding(params IReadOnlyList<string> below) =>
        new(Keyword == "additionalProperties" && Member is not null ? $"`{Member}` is not expected here." : Message, [.. below, .. Below]) { IsKey = IsKey };

    public static PlacedError Of(SchemaError error, EvaluationWay way)
    {
        PlacedError placed = new(error.InstancePointer, error.Keyword, error.Keyword == "required" ? error.Expected : null, error.Message) { IsKey = way.IsOfName };
        // Ajv names the object or the array where one of its members or items is the fault.
        int last = error.InstancePointer.LastIndexOf('/');
        return (last < 0 ? "" : error.Keyword) switch
        {
            "additionalProperties" => new PlacedError(error.InstancePointer[..last], error.Keyword, placed.Below[^1], error.Message),
            "uniqueItems" => new PlacedError(error.InstancePointer[..last], error.Keyword, null, "Two of the items are equal; all must differ."),
            _ => last >= 0 && placed.IsKey ? placed with { Pointer = error.InstancePointer[..last] } : placed,
        };
    }
}
