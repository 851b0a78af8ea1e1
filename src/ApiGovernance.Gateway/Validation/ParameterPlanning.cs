using ApiGovernance.JsonSchema.Parameters;
using ApiGovernance.OpenApi.Model;

namespace ApiGovernance.Gateway.Validation;

/// <summary>From the parameters of a contract to the descriptions that the validator compiles.</summary>
internal static class ParameterPlanning
{
    public static ParameterDescription Describe(ApiParameter parameter, JsonSchema.CompiledSchema? schema) => new()
    {
        Name = parameter.Name,
        In = parameter.In switch
        {
            ParameterLocation.Path => ParameterIn.Path,
            ParameterLocation.Header => ParameterIn.Header,
            ParameterLocation.Cookie => ParameterIn.Cookie,
            _ => parameter.Node["in"]?.AsString == "querystring" ? ParameterIn.QueryString : ParameterIn.Query,
        },
        Required = parameter.Required,
        // 3.2: where no style is named, a cookie is still a form; the style of that name differs from it.
        Style = parameter is { In: ParameterLocation.Cookie } && parameter.Node["style"]?.AsString == "cookie"
            ? SerializationStyle.Cookie
            : Style(parameter.Style),
        Explode = parameter.Explode,
        AllowReserved = parameter.AllowReserved,
        AllowEmptyValue = parameter.AllowEmptyValue,
        Schema = schema,
        ContentType = parameter.ContentType,
    };

    /// <summary>OpenAPI 3.1, 4.8.12.2: these three header parameters are ignored. Fields of 2.0 forms are the body's business.</summary>
    public static bool IsChecked(ApiParameter parameter) => parameter.In switch
    {
        ParameterLocation.Form => false,
        ParameterLocation.Header => !(parameter.Name.Equals("Accept", StringComparison.OrdinalIgnoreCase)
            || parameter.Name.Equals("Content-Type", StringComparison.OrdinalIgnoreCase)
            || parameter.Name.Equals("Authorization", StringComparison.OrdinalIgnoreCase)),
        _ => true,
    };

    public static SerializationStyle Style(ParameterStyle style) => style switch
    {
        ParameterStyle.Label => SerializationStyle.Label,
        ParameterStyle.Matrix => SerializationStyle.Matrix,
        ParameterStyle.Form => SerializationStyle.Form,
        ParameterStyle.SpaceDelimited => SerializationStyle.SpaceDelimited,
        ParameterStyle.PipeDelimited => SerializationStyle.PipeDelimited,
        ParameterStyle.TabDelimited => SerializationStyle.TabDelimited,
        ParameterStyle.DeepObject => SerializationStyle.DeepObject,
        _ => SerializationStyle.Simple,
    };
}
