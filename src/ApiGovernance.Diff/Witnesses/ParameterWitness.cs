using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ApiGovernance.Diff.Comparison;
using ApiGovernance.JsonSchema;
using ApiGovernance.OpenApi.Model;

namespace ApiGovernance.Diff.Witnesses;

/// <summary>
/// The proof of a breaking change of a parameter with a single value. On the wire it is text, so it is refused only when no reading of the
/// text (string, number, boolean) satisfies the schema.
/// </summary>
internal sealed class ParameterWitness(WitnessSchemas schemas)
{
    private const int MaxLength = 200;

    public Func<SchemaPosition, string?> Of(ApiParameter before, ApiParameter after, ApiOperation operation) => position => Find(before, after, position, operation);

    private string? Find(ApiParameter before, ApiParameter after, SchemaPosition position, ApiOperation operation)
    {
        if (position.Path.Count > 0 || before.ContentType is not null || schemas.Sides(before.Schema, after.Schema, request: true) is not { } sides || sides.At([]) is not { } view)
            return null;
        string? text = InstanceGenerator.Edges(view, sides.Views).Append(InstanceGenerator.Make(sides.Root, sides.Views, optional: false))
            .OfType<JsonValue>().Select(Text)
            .Where(candidate => candidate.Length is > 0 and <= MaxLength && Accepted(sides.Accepts, candidate) && !Accepted(sides.Refuses, candidate))
            .MinBy(candidate => candidate.Length);
        return text is null ? null : $"{Line(before, operation, text)} was accepted and is refused now";
    }

    private static bool Accepted(CompiledSchema schema, string text) => Readings(text).Any(json => schema.IsValid(Encoding.UTF8.GetBytes(json)));

    private static IEnumerable<string> Readings(string text)
    {
        yield return JsonSerializer.Serialize(text);
        if (decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal number))
            yield return number.ToString(CultureInfo.InvariantCulture);
        if (text is "true" or "false")
            yield return text;
    }

    private static string Text(JsonValue value) => value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : value.ToJsonString();

    private static string Line(ApiParameter parameter, ApiOperation operation, string text) => parameter.In switch
    {
        ParameterLocation.Query => $"{operation}?{Uri.EscapeDataString(parameter.Name)}={Uri.EscapeDataString(text)}",
        ParameterLocation.Path => $"{operation.Method} {operation.Path.Replace($"{{{parameter.Name}}}", Uri.EscapeDataString(text), StringComparison.Ordinal)}",
        ParameterLocation.Header => $"{operation} with the header {parameter.Name}: {text}",
        _ => $"{operation} with the {parameter.In.ToString().ToLowerInvariant()} parameter {parameter.Name}={text}",
    };
}
