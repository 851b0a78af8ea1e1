using ApiGovernance.Diff.Comparison;
using ApiGovernance.Diff.Comparison.Schemas;
using ApiGovernance.Diff.Comparison.Texts;
using ApiGovernance.JsonSchema;
using ApiGovernance.OpenApi.Model;

namespace ApiGovernance.Diff.Witnesses;

/// <summary>Values that one side's contract takes for what it asks for: the document's own examples first, else the smallest that fit.</summary>
internal sealed class ExampleValues(SchemaSpace space)
{
    private readonly InstanceBuilder _builder = new(SchemaDirection.Request);
    private readonly Dictionary<ApiParameter, Instance> _values = new(ReferenceEqualityComparer.Instance);

    public ExampleValues(ApiContract contract)
        : this(new SchemaSpace(contract.Bundle, SchemaSpace.DialectOf(contract.Format), 0))
    {
    }

    /// <summary>As in a query, with its name: one or several fields.</summary>
    public string Query(ApiParameter parameter) =>
        (IsDocument(parameter) ? null : ParameterSpelling.Of(parameter, Value(parameter))) ?? $"{Uri.EscapeDataString(parameter.Name)}={Uri.EscapeDataString(Header(parameter))}";

    /// <summary>As a segment of a path, or a part of one.</summary>
    public string Segment(ApiParameter parameter) => IsDocument(parameter) ? Uri.EscapeDataString(Value(parameter).Text) : ParameterSpelling.Segment(parameter, Value(parameter));

    public string Header(ApiParameter parameter) => IsDocument(parameter) ? Value(parameter).Text : ParameterSpelling.Bare(parameter, Value(parameter));

    public string Cookie(ApiParameter parameter) => Query(parameter).Replace("&", "; ", StringComparison.Ordinal);

    /// <summary>The smallest message of a media type; null where none was found.</summary>
    public Instance? Body(ApiMediaType type) => type.Schema is { } schema ? _builder.Make(space.Of(schema)) : _builder.Make(space.Anything);

    private static bool IsDocument(ApiParameter parameter) => parameter.ContentType?.StartsWith("text/", StringComparison.Ordinal) == false;

    private Instance Value(ApiParameter parameter)
    {
        if (!_values.TryGetValue(parameter, out Instance? value))
            _values[parameter] = value = Find(parameter);
        return value;
    }

    private Instance Find(ApiParameter parameter)
    {
        Instance plausible = Instance.OfString(SampleValue.Of(parameter, space.Bundle));
        if ((parameter.Schema ?? parameter.Content?.Schema) is not { } schema)
            return plausible;
        SchemaTerm term = space.Of(schema);
        if (IsDocument(parameter))
            return _builder.Make(term) ?? plausible;
        // A list that must have several items, or an object, is no single text.
        bool isSingle = !term.Shape.Has(Kinds.Array | Kinds.Object) || term.Shape.Has(Kinds.String | Kinds.Number | Kinds.Boolean);
        return Fits(plausible.AsString!, term.Shape) && (isSingle || term.Shape.Has(Kinds.Array)) ? plausible : _builder.Make(term) ?? plausible;
    }

    /// <summary>Whether it is taken under some reading; what is said beside keywords of single values is not asked.</summary>
    private bool Fits(string text, SchemaShape shape)
    {
        if (shape.Has(Kinds.Array) && shape.Arrays.At(0) is { } item && shape.Arrays is { MinItems: <= 1, Contains.Count: 0 } && Fits(text, item.Shape))
            return true;
        return Fits(JsonValueText.OfString(text), shape) || (TextValues.Read(text) is { } read && Fits(read, shape));
    }

    private bool Fits(JsonValueText value, SchemaShape shape) =>
        shape.Has(value.Kind) && ((shape.Listed & value.Kind) == 0 || shape.Has(value)) && ScalarCheck.Allows(shape, value, space, isSure: true);
}
