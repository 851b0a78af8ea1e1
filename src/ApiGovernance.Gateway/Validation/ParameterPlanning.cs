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
            ParameterLocation.QueryString => ParameterIn.QueryString,
            _ => ParameterIn.Query,
        },
        Required = parameter.Required,
        Style = Style(parameter.Style),
        Explode = parameter.Explode,
        AllowReserved = parameter.AllowReserved,
        AllowEmptyValue = parameter.AllowEmptyValue,
        Schema = schema,
        ContentType = parameter.ContentType,
    };

    /// <summary>Fields of 2.0 forms are the body's business.</summary>
    public static bool IsChecked(ApiParameter parameter) => parameter.In != ParameterLocation.Form && !parameter.IsIgnored;

    public static SerializationStyle Style(ParameterStyle style) => style switch
    {
        ParameterStyle.Label => SerializationStyle.Label,
        ParameterStyle.Matrix => SerializationStyle.Matrix,
        ParameterStyle.Form => SerializationStyle.Form,
        ParameterStyle.SpaceDelimited => SerializationStyle.SpaceDelimited,
        ParameterStyle.PipeDelimited => SerializationStyle.PipeDelimited,
        ParameterStyle.TabDelimited => SerializationStyle.TabDelimited,
        ParameterStyle.Cookie => SerializationStyle.Cookie,
        ParameterStyle.DeepObject => SerializationStyle.DeepObject,
        _ => SerializationStyle.Simple,
    };
}
