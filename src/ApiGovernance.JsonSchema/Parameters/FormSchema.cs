using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using ApiGovernance.JsonSchema.Input;
using ApiGovernance.JsonSchema.Observation;

namespace ApiGovernance.JsonSchema.Parameters;

/// <summary>
/// The schema of a form: its fields are read as the properties of one object, by the types the schema gives them. Immutable and safe
/// for concurrent use. Errors point into that object.
/// </summary>
public sealed class FormSchema
{
    private readonly CompiledSchema _schema;
    private readonly Dictionary<string, FieldPlan> _fields = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, FieldPlan> _others = new(StringComparer.Ordinal);

    private FormSchema(CompiledSchema schema, IEnumerable<FieldEncoding> encodings)
    {
        _schema = schema;
        foreach (FieldEncoding encoding in encodings)
        {
            byte[] name = System.Text.Encoding.UTF8.GetBytes(encoding.Name);
            _fields.TryAdd(encoding.Name, new FieldPlan(encoding, name, schema.Shape.Property(name)));
        }
    }

    /// <summary>Compiles the fields of a form.</summary>
    /// <param name="schema">The schema of the object that the form is.</param>
    /// <param name="encodings">The fields with an encoding of their own; null for none.</param>
    public static FormSchema Create(CompiledSchema schema, IEnumerable<FieldEncoding>? encodings = null)
    {
        ArgumentNullException.ThrowIfNull(schema);
        return new FormSchema(schema, encodings ?? []);
    }

    /// <summary>Validates a body of type <c>application/x-www-form-urlencoded</c>.</summary>
    /// <param name="text">The body. Its bytes are ASCII when it is well-formed; UTF-8 in it is read as such.</param>
    /// <param name="maxErrors">Errors to gather at most; at least 1.</param>
    /// <param name="usage">Where the fields of a valid form are noted; null for nowhere.</param>
    public ValidationResult ValidateUrlEncoded(ReadOnlySpan<char> text, int maxErrors = 20, FieldUsage? usage = null)
    {
        ParameterScratch scratch = ParameterScratch.Rent();
        try
        {
            if (scratch.Query.ReadForm(text, ParameterSet.MaxNames) is { } malformed)
                return Wrong("", $"The form {malformed}.");
            ValidationResult result = Try(scratch, text, maxErrors, asText: false, out bool ambiguous);
            if (!result.IsValid && ambiguous)
                result = Try(scratch, text, maxErrors, asText: true, out _);
            return Noted(result, scratch.Tape, usage);
        }
        finally
        {
            scratch.Return();
        }
    }

    /// <summary>Validates the parts of a body of type <c>multipart/form-data</c>.</summary>
    /// <param name="parts">In the order sent.</param>
    /// <param name="maxErrors">Errors to gather at most; at least 1.</param>
    /// <param name="usage">Where the names of the parts of a valid form are noted; null for nowhere.</param>
    public ValidationResult ValidateParts(IReadOnlyList<FormPart> parts, int maxErrors = 20, FieldUsage? usage = null)
    {
        ArgumentNullException.ThrowIfNull(parts);
        ParameterScratch scratch = ParameterScratch.Rent();
        try
        {
            return Noted(FormParts.Validate(this, _schema, scratch.Tape, parts, maxErrors), scratch.Tape, usage);
        }
        finally
        {
            scratch.Return();
        }
    }

    /// <summary>Whether a part is read as JSON: it says so, or says nothing and the contract means it.</summary>
    public bool IsJson(FormPart part)
    {
        ArgumentNullException.ThrowIfNull(part);
        FieldPlan field = Field(System.Text.Encoding.UTF8.GetBytes(part.Name));
        string? type = part.ContentType ?? (field.Encoding?.ContentTypes is [var only] ? only : null);
        return type is null ? field.IsDocument : MediaKinds.Of(type) == MediaKind.Json;
    }

    /// <summary>Whether of a part only its size counts.</summary>
    public bool IsFile(FormPart part)
    {
        ArgumentNullException.ThrowIfNull(part);
        return !IsJson(part) && (part.FileName is not null || (part.ContentType is { } type && MediaKinds.Of(type) != MediaKind.Text));
    }

    /// <summary>The plan of a field, whether or not the schema or an encoding names it.</summary>
    internal FieldPlan Field(ReadOnlySpan<byte> name)
    {
        string text = System.Text.Encoding.UTF8.GetString(name);
        if (_fields.TryGetValue(text, out FieldPlan? field) || _others.TryGetValue(text, out field))
            return field;
        bool named = _schema.Shape.Named(name) is not null;
        field = new FieldPlan(null, name, _schema.Shape.Property(name));
        // Names that only a client made up must not fill the memory.
        return named ? _others.GetOrAdd(text, field) : field;
    }

    internal static ValidationResult Wrong(string field, string message) =>
        new(false, null, [new SchemaError(Pointer(field), "", "", message, null)]);

    internal static string Pointer(string field) =>
        field.Length == 0 ? "" : "/" + field.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);

    /// <summary>A valid form is still on the tape as the object that it is.</summary>
    private ValidationResult Noted(ValidationResult result, ValueTape tape, FieldUsage? usage)
    {
        if (usage is not null && result.IsValid)
            _schema.Observe(tape, usage);
        return result;
    }

    private ValidationResult Try(ParameterScratch scratch, ReadOnlySpan<char> text, int maxErrors, bool asText, out bool ambiguous)
    {
        ambiguous = false;
        ValueTape tape = scratch.Tape;
        tape.Reset();
        if (Plant(scratch) is { } unbalanced)
            return Wrong(unbalanced, "The field is not written in the style 'deepObject'.");
        int root = tape.Append(JsonKind.Object, 0, 0);
        int count = 0;
        foreach ((int node, int pair, bool hasChildren) in scratch.Tree.TopLevel())
        {
            FieldPlan field = Field(scratch.Tree.Name(node));
            tape.Append(JsonKind.String, tape.AppendText(field.NameUtf8), field.NameUtf8.Length);
            TextEncoding escapes = field.Encoding is { AllowReserved: true } ? TextEncoding.Percent : TextEncoding.Form;
            var reader = new ValueReader(tape, escapes, asText);
            bool read = hasChildren || field.IsDeep || pair < 0
                ? scratch.Tree.Write(ref reader, text, node, field.Shape)
                : Read(ref reader, scratch, text, field, node, pair);
            ambiguous |= reader.Ambiguous;
            if (!read)
                return Wrong(field.Name, $"The field {reader.Problem ?? "is not written in its style"}.");
            count++;
        }

        tape.Close(root, count);
        return _schema.Accepts(tape) ? ValidationResult.Valid : new ValidationResult(false, null, _schema.Explain(tape, maxErrors));
    }

    /// <summary>Sorts the pairs into the tree; on failure the name of the field that is malformed.</summary>
    private string? Plant(ParameterScratch scratch)
    {
        scratch.Tree.Begin(scratch.Query);
        for (int pair = 0; pair < scratch.Query.Count; pair++)
        {
            ReadOnlySpan<byte> name = scratch.Query.Name(pair);
            int bracket = name.IndexOf((byte)'[');
            if (bracket <= 0 || _schema.Shape.Named(name) is not null || !Field(name[..bracket]).IsDeep)
                scratch.Tree.AddProperty(pair);
            else if (!scratch.Tree.AddBrackets(pair, bracket, top: true))
                return ParameterSet.Shown(name[..bracket]);
        }

        return null;
    }

    private static bool Read(ref ValueReader reader, ParameterScratch scratch, ReadOnlySpan<char> text, FieldPlan field, int node, int first)
    {
        Pair[] pairs = scratch.Query.Pairs;
        ReadOnlySpan<char> value = text.Slice(pairs[first].ValueStart, pairs[first].ValueLength);
        reader.Whole = value;
        bool single = pairs[first].Next < 0;
        if (field.Encoding is { AllowEmptyValue: true } && single && value.IsEmpty && (field.Shape.Types & JsonTypes.Array) == 0)
        {
            reader.Tape.Append(JsonKind.String, 0, 0);
            return true;
        }

        if (field.IsDelimited)
        {
            if (!single)
                return Repeated(ref reader);
            return (field.Shape.Types & JsonTypes.Array) != 0
                ? StyledText.Array(ref reader, field.Delimited, value)
                : (field.Shape.Types & ~JsonTypes.Object) != 0 ? reader.Scalar(value, field.Shape) : StyledText.Object(ref reader, field.Delimited, value);
        }

        if (!field.IsDocument)
            return scratch.Tree.Write(ref reader, text, node, field.Shape);
        if ((field.Shape.Types & JsonTypes.Array) == 0)
            return single ? reader.Json(value) : Repeated(ref reader);
        int array = reader.Tape.Append(JsonKind.Array, 0, 0);
        int count = 0;
        for (int pair = first; pair >= 0; pair = pairs[pair].Next, count++)
        {
            value = text.Slice(pairs[pair].ValueStart, pairs[pair].ValueLength);
            reader.Whole = value;
            if (!reader.Json(value))
                return false;
        }

        reader.Tape.Close(array, count);
        return true;
    }

    private static bool Repeated(ref ValueReader reader)
    {
        reader.Problem = "is given more than once";
        return false;
    }
}
