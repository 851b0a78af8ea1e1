using ApiGovernance.JsonSchema.Evaluation;
using ApiGovernance.JsonSchema.Input;
using ApiGovernance.JsonSchema.Observation;

namespace ApiGovernance.JsonSchema;

/// <content>Validation that notes which properties occur.</content>
public sealed partial class CompiledSchema
{
    /// <summary>
    /// Like <see cref="IsValid(ReadOnlySpan{byte}, JsonInputLimits?)"/>, and notes the properties of a valid text. Allocates nothing once
    /// the properties have been seen.
    /// </summary>
    /// <param name="utf8Json">The text.</param>
    /// <param name="usage">What to note it in; not in use by another thread.</param>
    /// <param name="limits">Null for <see cref="JsonInputLimits.Default"/>.</param>
    public bool IsValid(ReadOnlySpan<byte> utf8Json, FieldUsage usage, JsonInputLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(usage);
        limits ??= JsonInputLimits.Default;
        if (utf8Json.Length > limits.MaxBytes)
            return false;
        JsonBuffers buffers = JsonBuffers.Rent();
        bool valid = new JsonScanner(utf8Json, buffers, limits).Run(out _);
        if (valid)
        {
            JsonView view = buffers.View(utf8Json);
            var evaluator = new Evaluator(_program, view, buffers, null);
            valid = evaluator.Evaluate(_root, 0, track: false) && !evaluator.Aborted;
            if (valid)
            {
                TapeObservation.Note(usage, usage.Begin(_root), view, 0);
                usage.End(valid: true);
            }
        }

        buffers.Return();
        return valid;
    }

    /// <summary>Like <see cref="Validate(ReadOnlySpan{byte}, int, JsonInputLimits?)"/>, and notes the properties of a valid text.</summary>
    /// <param name="utf8Json">The text.</param>
    /// <param name="usage">What to note it in; not in use by another thread.</param>
    /// <param name="maxErrors">Errors to gather at most; at least 1.</param>
    /// <param name="limits">Null for <see cref="JsonInputLimits.Default"/>.</param>
    public ValidationResult Validate(ReadOnlySpan<byte> utf8Json, FieldUsage usage, int maxErrors = 20, JsonInputLimits? limits = null) =>
        IsValid(utf8Json, usage, limits) ? ValidationResult.Valid : Validate(utf8Json, maxErrors, limits);
}
