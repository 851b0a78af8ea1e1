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
    private readonly Dictionary<ApiParameter, string> _texts = new(ReferenceEqualityComparer.Instance);

    public ExampleValues(ApiContract contract)
        : this(new SchemaSpace(contract.Bundle, SchemaSpace.DialectOf(contract.Format), 0))
    {
    }

    /// <summary>The parameter's value as text, not escaped.</summary>
    public string Text(ApiParameter parameter)
    {
        if (!_texts.TryGetValue(parameter, out string? text))
            _texts[parameter] = text = Find(parameter);
        return text;
    }

    /// <summary>The smallest message of a media type; null where none was found.</summary>
    public Instance? Body(ApiMediaType type) => type.Schema is { } schema ? _builder.Make(space.Of(schema)) : _builder.Make(space.Anything);

    private string Find(ApiParameter parameter)
    {
        string plausible = SampleValue.Of(parameter, space.Bundle);
        if (parameter.Schema is not { } schema || parameter.ContentType is not null)
            return plausible;
        SchemaTerm term = space.Of(schema);
        if (Fits(plausible, term.Shape) || _builder.Make(term) is not { } made)
            return plausible;
        return ParameterSpelling.Bare(parameter, made);
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
