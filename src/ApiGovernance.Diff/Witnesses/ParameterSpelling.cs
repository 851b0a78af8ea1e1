using ApiGovernance.Diff.Comparison.Schemas;
using ApiGovernance.OpenApi.Model;

namespace ApiGovernance.Diff.Witnesses;

/// <summary>A parameter's value in its style (OpenAPI 3.1, 4.8.12.4); values in values have no spelling.</summary>
internal static class ParameterSpelling
{
    /// <summary>With its name, as in a query: <c>status=open</c>. Null for what no style can write.</summary>
    public static string? Of(ApiParameter parameter, Instance value)
    {
        string name = Uri.EscapeDataString(parameter.Name);
        if (value.Kind is not (Kinds.Object or Kinds.Array))
            return $"{name}={Escaped(value)}";
        if (!IsFlat(value))
            return null;
        if (value.Kind == Kinds.Array)
        {
            return parameter.Explode && parameter.Style is ParameterStyle.Form or ParameterStyle.Cookie
                ? string.Join('&', value.Items.Select(item => $"{name}={Escaped(item)}"))
                : $"{name}={string.Join(Separator(parameter.Style), value.Items.Select(Escaped))}";
        }

        if (parameter.Style == ParameterStyle.DeepObject)
            return string.Join('&', value.Members.Select(member => $"{name}[{Uri.EscapeDataString(member.Key)}]={Escaped(member.Value)}"));
        return parameter.Explode
            ? string.Join('&', value.Members.Select(member => $"{Uri.EscapeDataString(member.Key)}={Escaped(member.Value)}"))
            : $"{name}={string.Join(',', value.Members.Select(member => $"{Uri.EscapeDataString(member.Key)},{Escaped(member.Value)}"))}";
    }

    /// <summary>As in a path, with what the style puts before it; delimiters stand as they are.</summary>
    public static string Segment(ApiParameter parameter, Instance value)
    {
        string[] parts = value.Kind switch
        {
            Kinds.Array => [.. value.Items.Select(Escaped)],
            Kinds.Object when parameter.Explode => [.. value.Members.Select(member => $"{Uri.EscapeDataString(member.Key)}={Escaped(member.Value)}")],
            Kinds.Object => [.. value.Members.SelectMany(member => new[] { Uri.EscapeDataString(member.Key), Escaped(member.Value) })],
            _ => [Escaped(value)],
        };
        return parameter.Style switch
        {
            ParameterStyle.Label => "." + string.Join(parameter.Explode ? '.' : ',', parts),
            ParameterStyle.Matrix when parameter.Explode && value.Kind == Kinds.Object => string.Concat(parts.Select(part => $";{part}")),
            ParameterStyle.Matrix when parameter.Explode => string.Concat(parts.Select(part => $";{parameter.Name}={part}")),
            ParameterStyle.Matrix => $";{parameter.Name}={string.Join(',', parts)}",
            _ => string.Join(',', parts),
        };
    }

    /// <summary>Without its name, as in a path or header.</summary>
    public static string Bare(ApiParameter parameter, Instance value) => value.Kind switch
    {
        Kinds.Array => string.Join(',', value.Items.Select(Text)),
        Kinds.Object => string.Join(',', value.Members.Select(member => parameter.Explode ? $"{member.Key}={Text(member.Value)}" : $"{member.Key},{Text(member.Value)}")),
        _ => Text(value),
    };

    private static bool IsFlat(Instance value) =>
        value.Items.Concat(value.Members.Select(member => member.Value)).All(item => item.Kind is not (Kinds.Object or Kinds.Array));

    private static string Separator(ParameterStyle style) => style switch
    {
        ParameterStyle.SpaceDelimited => "%20",
        ParameterStyle.PipeDelimited => "|",
        ParameterStyle.TabDelimited => "%09",
        _ => ",",
    };

    private static string Text(Instance value) => value.AsString ?? value.Text;

    private static string Escaped(Instance value) => Uri.EscapeDataString(Text(value));
}
