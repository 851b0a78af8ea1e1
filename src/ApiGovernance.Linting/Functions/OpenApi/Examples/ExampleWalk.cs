using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using ApiGovernance.JsonSchema;
using ApiGovernance.Linting.Views;
using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.Linting.Functions.OpenApi.Examples;

/// <summary>
/// Walks an example and its schema together, both read through references. It stops at the first keyword that refuses, in the order in
/// which Spectral's validator asks them, so that the same place is told; where alternatives fail, each tells its first.
/// </summary>
internal sealed partial class ExampleWalk(SchemaObjects schemas, SchemaDirection direction)
{
    // Alternatives inside alternatives multiply; what needs more is told as not checked.
    private const int MaxSteps = 200_000;

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    private readonly DocumentView _view = schemas.View;
    private readonly List<string> _way = [];
    private readonly List<ExampleError> _errors = [];
    private readonly ArrayBufferWriter<byte> _buffer = new(256);
    private int _steps;
    private int _negations;
    private int _alternatives;

    public IReadOnlyList<ExampleError> Errors => _errors;

    /// <summary>Why the example could not be checked; null when it was.</summary>
    public string? GaveUp { get; private set; }

    /// <param name="schema">A schema, or a reference to one.</param>
    /// <param name="value">A value, or a reference to one.</param>
    /// <returns>False: <see cref="Errors"/> has been added to.</returns>
    public bool Accepts(DocumentNode schema, DocumentNode value)
    {
        if (GaveUp is not null)
            return true;
        if (++_steps > MaxSteps || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            GaveUp = "its schema takes too many steps, or refers to itself without end";
            return true;
        }

        SchemaObject asked = schemas[schema];
        if (asked.Problem is not null)
        {
            GaveUp = asked.Problem;
            return true;
        }

        return Accepts(asked, _view.Follow(value));
    }

    private bool Accepts(SchemaObject schema, DocumentNode value)
    {
        if (schema.RefusesAll)
            return Refuse("false", "No value is allowed here.");
        bool typed = schema.Types == JsonTypes.None || (schema.Types & ExampleValues.TypesOf(value)) != 0;
        if (!typed && !schema.DefersType)
            return RefuseType(schema);
        if (schema.AsksAll && !AcceptsAny(schema, value))
            return false;
        if (!typed)
            return RefuseType(schema);
        return value.Kind switch
        {
            NodeKind.Number => AcceptsLeaf(schema.Numbers, value),
            NodeKind.String => AcceptsLeaf(schema.Strings, value),
            NodeKind.Array => !schema.AsksArrays || AcceptsArray(schema, value),
            NodeKind.Object => !schema.AsksObjects || AcceptsObject(schema, value),
            _ => true,
        };
    }

    /// <summary>The keywords for values of every type.</summary>
    private bool AcceptsAny(SchemaObject schema, DocumentNode value)
    {
        if (schema["const"] is { } only && !IsOneOf(schema, [only], value, "const"))
            return Refuse("const", $"The value must be {PrintedValue.Of(only)}.");
        if (schema["enum"] is { IsArray: true } listed && !IsOneOf(schema, listed.Items, value, "enum"))
        {
            _errors.Add(new ExampleError([.. _way], "enum", ExampleValues.OneOf(listed.Items)) { Allowed = listed.Items });
            return false;
        }

        return AcceptsCombined(schema, value);
    }

    private bool Refuse(string keyword, string message)
    {
        _errors.Add(new ExampleError([.. _way], keyword, message));
        return false;
    }

    private bool RefuseType(SchemaObject schema) => Refuse("type", $"The value must be of type {ExampleValues.Names(schema.Types)}.");

    /// <summary>Whether the schema accepts the value, without telling why not.</summary>
    private bool AcceptsSilently(DocumentNode schema, DocumentNode value)
    {
        int before = _errors.Count;
        bool accepted = Accepts(schema, value);
        _errors.RemoveRange(before, _errors.Count - before);
        return accepted;
    }

    private bool AcceptsBelow(DocumentNode schema, string name, DocumentNode value)
    {
        _way.Add(name);
        bool accepted = Accepts(schema, value);
        _way.RemoveAt(_way.Count - 1);
        return accepted;
    }

    private bool AcceptsLeaf(SchemaLeaf? leaf, DocumentNode value)
    {
        if (leaf?.Schema is not { } schema)
            return true;
        ReadOnlySpan<byte> json = Scalar(value);
        return schema.IsValid(json) || Tell(schema.Validate(json));
    }

    private bool Tell(ValidationResult result) =>
        result.Errors is [{ } error, ..] ? Refuse(error.Keyword, error.Message) : Refuse("", "The value is no JSON.");

    private ReadOnlySpan<byte> Scalar(DocumentNode value)
    {
        _buffer.ResetWrittenCount();
        using (Utf8JsonWriter writer = new(_buffer, Options))
        {
            if (value.Kind == NodeKind.String)
                writer.WriteStringValue(value.Text);
            else
                writer.WriteRawValue(value.Text!, skipInputValidation: true);
        }

        return _buffer.WrittenSpan;
    }

    private bool IsOneOf(SchemaObject schema, IReadOnlyList<DocumentNode> listed, DocumentNode value, string keyword)
    {
        if (value.Kind is not (NodeKind.Object or NodeKind.Array))
            return listed.Any(item => ExampleValues.IsSameScalar(item, value));
        return schema.Leaf(keyword)?.Schema is not { } compiled || compiled.IsValid(ViewJson.Write(_view[value]));
    }
}
