using ApiGovernance.JsonSchema;
using ApiGovernance.OpenApi.Model;

namespace ApiGovernance.Gateway.Validation;

/// <summary>How the text of a parameter may be read. Several are tried in turn where the schema leaves it open.</summary>
internal enum ParameterShape
{
    /// <summary>A number, boolean or null where the text is one and the schema allows it, else a string.</summary>
    Primitive,

    /// <summary>Always a string.</summary>
    Text,
    Array,
    Object,

    /// <summary>The text is JSON (<c>content: application/json</c>).</summary>
    Json,
}

/// <summary>One parameter of an operation, ready to be checked.</summary>
/// <param name="Schema">Null where any value will do.</param>
/// <param name="PathIndex">Which capture of the matcher it is; -1 for parameters that are not in the path.</param>
internal sealed record ParameterPlan(ApiParameter Parameter, CompiledSchema? Schema, int PathIndex)
{
    public string Name { get; } = Parameter.Name;

    public ParameterLocation In { get; } = Parameter.In;

    /// <summary>As problems name the place.</summary>
    public string Place { get; } = Parameter.In.ToString().ToLowerInvariant();

    public IReadOnlyList<ParameterShape> Shapes { get; } = ShapesOf(Parameter, Schema);

    /// <summary>Query parameters of an exploded form object come under the names of its properties, not under its own.</summary>
    public bool IsSpread { get; } =
        Parameter is { In: ParameterLocation.Query, Style: ParameterStyle.Form, Explode: true }
        && ShapesOf(Parameter, Schema).Contains(ParameterShape.Object);

    private static ParameterShape[] ShapesOf(ApiParameter parameter, CompiledSchema? schema)
    {
        if (parameter.ContentType is not null)
            return [ParameterShape.Json];
        JsonTypes types = schema?.RootTypes ?? JsonTypes.Any;
        if (types == JsonTypes.Any)
            return [ParameterShape.Primitive, ParameterShape.Text];
        List<ParameterShape> shapes = [];
        if ((types & (JsonTypes.Number | JsonTypes.Integer | JsonTypes.Boolean | JsonTypes.Null)) != 0)
            shapes.Add(ParameterShape.Primitive);
        if ((types & JsonTypes.String) != 0)
            shapes.Add(ParameterShape.Text);
        if ((types & JsonTypes.Array) != 0)
            shapes.Add(ParameterShape.Array);
        if ((types & JsonTypes.Object) != 0)
            shapes.Add(ParameterShape.Object);
        return [.. shapes];
    }
}
