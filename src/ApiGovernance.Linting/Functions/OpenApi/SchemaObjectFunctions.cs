using System.Globalization;
using ApiGovernance.Linting.Views;
using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.Linting.Functions.OpenApi;

/// <summary>What is asked of schema objects: `oasDiscriminator` (2.0), `typedEnum`.</summary>
internal static class SchemaObjectFunctions
{
    /// <summary>The property that a discriminator names is defined and required.</summary>
    public static void Discriminator(LintTarget target, ICollection<FunctionResult> results)
    {
        if (target.Value["discriminator"].AsString is not { } name)
            return;
        ViewNode properties = target.Value["properties"];
        if (!properties.IsObject || !properties[name].Exists)
            results.Report($"The discriminator property \"{name}\" must be defined in this schema.", "properties");
        if (!target.Value["required"].Items().Any(item => item.AsString == name))
            results.Report($"The discriminator property \"{name}\" must be in the required property list.", "required");
    }

    /// <summary>The values of an enum are of the schema's type.</summary>
    public static void TypedEnum(LintTarget target, ICollection<FunctionResult> results)
    {
        ViewNode values = target.Value["enum"], type = target.Value["type"];
        if (!values.IsArray || Types(type) is not { } types)
            return;
        OpenApiVersion version = OpenApiVersions.Of(target.View);
        if (version == OpenApiVersion.V30 && target.Value["nullable"].AsBoolean == true)
            types.Add("null");
        if (version == OpenApiVersion.V20 && target.Value["x-nullable"].AsBoolean == true)
            types.Add("null");
        string expected = string.Join(" or ", types);
        int index = -1;
        foreach (ViewNode value in values.Items())
        {
            index++;
            if (!types.Contains(TypeOf(value.Node!, types.Contains("integer"))))
                results.Report($"Enum value {PrintedValue.Of(value.Node)} must be \"{expected}\".", "enum", index.ToString(CultureInfo.InvariantCulture));
        }
    }

    private static List<string>? Types(ViewNode type)
    {
        if (type.AsString is { } one)
            return [one];
        if (!type.IsArray || type.Items().Any(static item => item.AsString is null))
            return null;
        return [.. type.Items().Select(static item => item.AsString!)];
    }

    /// <param name="integers">A whole number is an integer (where the schema speaks of integers), else a number like any other.</param>
    private static string TypeOf(DocumentNode value, bool integers) => value.Kind switch
    {
        NodeKind.String => "string",
        NodeKind.Boolean => "boolean",
        NodeKind.Null => "null",
        NodeKind.Array => "array",
        NodeKind.Object => "object",
        _ => integers && double.TryParse(value.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && Math.Floor(number) == number && double.IsFinite(number)
            ? "integer"
            : "number",
    };
}
