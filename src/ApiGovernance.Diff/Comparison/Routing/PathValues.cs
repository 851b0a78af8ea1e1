using ApiGovernance.Diff.Comparison.Schemas;
using ApiGovernance.Diff.Comparison.Texts;
using ApiGovernance.Diff.Witnesses;
using ApiGovernance.JsonSchema;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Model;

namespace ApiGovernance.Diff.Comparison.Routing;

/// <summary>What the path parameters of one side may be.</summary>
internal sealed class PathValues(SchemaSpace space)
{
    /// <summary>More values are not asked for one by one.</summary>
    private const int MaxValues = 50;

    private readonly MessageSchemas _schemas = new(space);

    /// <summary>The segment is a value of the parameter.</summary>
    public bool Takes(ApiParameter parameter, string value) =>
        parameter.Style == ParameterStyle.Simple
        && (parameter.Schema is null || _schemas.Get(parameter.Schema, SchemaDirection.Request) is not { } schema || !TextReadings.Shows(Instance.OfString(value), Spelling.Segment, null, schema));

    /// <summary>All its values, where they are few: listed, a boolean's two, or the whole numbers of a short range; else null.</summary>
    public IReadOnlyList<string>? Listed(ApiParameter parameter)
    {
        if (parameter.Style != ParameterStyle.Simple || parameter.Schema is not { } schema || space.Of(schema).Shape is not { IsPlain: true, Dangling.Count: 0 } shape)
            return null;
        string[] values = (shape.Kinds & ~Kinds.Null) switch
        {
            Kinds.Boolean when shape.Listed == Kinds.None => ["true", "false"],
            Kinds.Integer when shape is { Listed: Kinds.None, Numbers: { Minimum: { Exclusive: false } least, Maximum: { Exclusive: false } most } range } && most.Value - least.Value < MaxValues =>
                [.. Whole(least.Value, most.Value).Where(value => ScalarCheck.Allows(range, value, space)).Select(value => value.Text)],
            _ when shape.IsFinite => [.. shape.Values.Select(value => value.AsString ?? value.Text)],
            _ => [],
        };
        return values.Length is > 0 and <= MaxValues ? [.. values.Where(value => value.Length > 0)] : null;
    }

    private static IEnumerable<JsonValueText> Whole(decimal least, decimal most)
    {
        for (decimal value = decimal.Ceiling(least); value <= most; value++)
            yield return JsonValueText.OfNumber(value);
    }

    /// <summary>The parameter without some of its listed values.</summary>
    public ApiParameter Without(ApiParameter parameter, IReadOnlySet<string> values)
    {
        if (Enum(parameter) is not { } place)
            return parameter;
        DocumentNode all = place.Node["enum"]!;
        DocumentNode[] left = [.. all.Items.Where(item => !values.Contains(item.Text ?? ""))];
        DocumentNode schema = DocumentNode.Object(
            place.Node.Span, [.. place.Node.Members.Select(member => member.Name == "enum" ? member with { Value = DocumentNode.Array(all.Span, left) } : member)]);
        return left.Length == 0 ? parameter : parameter with { Schema = new SchemaReference(place.DocumentUri, place.Pointer, schema) };
    }

    private ResolvedNode? Enum(ApiParameter parameter) =>
        parameter.Schema is { } schema && space.Bundle.Follow(new ResolvedNode(schema.DocumentUri, schema.Pointer, schema.Node)) is { } place && place.Node["enum"] is { IsArray: true } ? place : null;
}
