using System.Collections.Concurrent;
using ApiGovernance.JsonSchema.Evaluation;
using ApiGovernance.JsonSchema.Output;
using ApiGovernance.JsonSchema.Parameters;

namespace ApiGovernance.JsonSchema;

/// <summary>Values that do not come as JSON text: parameters, fields of forms, plain text.</summary>
public sealed partial class CompiledSchema
{
    private readonly ConcurrentDictionary<string, ValueShape> _shapes = new(StringComparer.Ordinal);
    private ValueShape? _shape;

    /// <summary>As what JSON the texts of a value are read.</summary>
    internal ValueShape Shape => _shape ??= new ValueShape(_program, _shapes, [_root], alternatives: false);

    /// <summary>Whether a plain text satisfies the schema, read as the type the schema asks for: <c>text/plain</c>, an example, a default.</summary>
    /// <param name="utf8">The text, not quoted.</param>
    /// <param name="maxErrors">Errors to gather at most; at least 1.</param>
    public ValidationResult ValidateText(ReadOnlySpan<byte> utf8, int maxErrors = 20)
    {
        ParameterScratch scratch = ParameterScratch.Rent();
        ValueTape tape = scratch.Tape;
        tape.Reset();
        if (!System.Text.Unicode.Utf8.IsValid(utf8))
        {
            scratch.Return();
            return new ValidationResult(false, null, [new SchemaError("", "", "", "The text is not valid UTF-8.", null)]);
        }

        tape.AppendScalar(Shape, tape.AppendText(utf8), utf8.Length, asText: false);
        ValidationResult result = Accepts(tape) ? ValidationResult.Valid : new ValidationResult(false, null, Explain(tape, maxErrors));
        scratch.Return();
        return result;
    }

    /// <summary>Whether the value on the tape satisfies the schema.</summary>
    internal bool Accepts(ValueTape tape) => ValueShape.Evaluate(_program, _root, tape, 0);

    /// <summary>Why it does not.</summary>
    internal IReadOnlyList<SchemaError> Explain(ValueTape tape, int maxErrors) =>
        Explanation.Errors(_program, _root, tape.View, tape.Buffers, default, new ValidateOptions { MaxErrors = maxErrors });
}
