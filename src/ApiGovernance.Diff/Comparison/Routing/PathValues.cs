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

    /// <summary>All its values, where they are listed; else null.</summary>
    public IReadOnlyList<string>? Listed(ApiParameter parameter)
    {
        IReadOnlyList<DocumentNode>? listed = Enum(parameter)?.Node["enum"]?.Items;
        return listed is { Count: > 0 and <= MaxValues } && parameter.Style == ParameterStyle.Simple ? [.. listed.Select(item => item.Text ?? "").Where(text => text.Length > 0)] : null;
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
