using System.Buffers;
using ApiGovernance.JsonSchema.Output;

namespace ApiGovernance.JsonSchema;

/// <summary>The outcome of validating one text.</summary>
/// <param name="IsValid">Whether the text is JSON and satisfies the schema.</param>
/// <param name="Input">Why the text is not acceptable JSON; null when it is.</param>
/// <param name="Errors">Where it does not satisfy the schema, at most as many as were asked for.</param>
public sealed record ValidationResult(bool IsValid, JsonInputError? Input, IReadOnlyList<SchemaError> Errors)
{
    internal static ValidationResult Valid { get; } = new(true, null, []);

    /// <summary>What the schema says of the values, where it was asked for and the text is valid (<see cref="ValidateOptions.Annotations"/>).</summary>
    public IReadOnlyList<SchemaAnnotation> Annotations { get; init; } = [];

    /// <summary>
    /// The result in an output format of the specification, as UTF-8 JSON. It holds what was gathered: for the errors of every branch of
    /// an anyOf, and for annotations, validate with <see cref="ValidateOptions.ForOutput"/>.
    /// </summary>
    public byte[] ToOutput(OutputFormat format)
    {
        var output = new ArrayBufferWriter<byte>();
        ToOutput(format, output);
        return output.WrittenSpan.ToArray();
    }

    /// <summary>Like <see cref="ToOutput(OutputFormat)"/>, into a buffer.</summary>
    public void ToOutput(OutputFormat format, IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(output);
        OutputWriter.Write(this, format, output);
    }
}

/// <summary>The output formats of JSON Schema 2019-09 (10.4) and 2020-12 (12.4).</summary>
public enum OutputFormat
{
    /// <summary>Only whether it is valid.</summary>
    Flag,

    /// <summary>A list of errors, or of annotations.</summary>
    Basic,

    /// <summary>A tree as the schema was gone through, without nodes that have one child only.</summary>
    Detailed,
}
