using ApiGovernance.JsonSchema.Input;
using ApiGovernance.JsonSchema.Observation;
using ApiGovernance.JsonSchema.Parameters;
using ApiGovernance.JsonSchema.Streaming;

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
        bool valid = ObserveStream(utf8Json, usage, buffers, limits) ?? ObserveTape(utf8Json, usage, buffers, limits);
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

    /// <summary>Notes the properties of a valid value that is on the tape.</summary>
    internal void Observe(ValueTape tape, FieldUsage usage)
    {
        TapeObservation.Note(usage, usage.Begin(_root), tape.View, 0);
        usage.End(valid: true);
    }

    /// <summary>Null when the text has to go to the tape; nothing of it was noted then.</summary>
    private bool? ObserveStream(ReadOnlySpan<byte> utf8Json, FieldUsage usage, JsonBuffers buffers, JsonInputLimits limits)
    {
        if (_plan is null)
            Prepare();
        if (_plan is null)
            return null;
        var observer = new FieldObserver(usage, usage.Begin(_root));
        bool? valid = Executor<FieldObserver>.Run(utf8Json, _plan, _program, buffers, limits, ref observer);
        usage.End(valid == true);
        return valid;
    }

    private bool ObserveTape(ReadOnlySpan<byte> utf8Json, FieldUsage usage, JsonBuffers buffers, JsonInputLimits limits)
    {
        if (!RunOverTape(utf8Json, buffers, limits))
            return false;
        TapeObservation.Note(usage, usage.Begin(_root), buffers.View(utf8Json), 0);
        usage.End(valid: true);
        return true;
    }
}
