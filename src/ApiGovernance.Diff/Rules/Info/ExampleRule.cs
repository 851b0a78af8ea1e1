using System.Text;
using ApiGovernance.Diff.Comparison;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Model;

namespace ApiGovernance.Diff.Rules.Info;

/// <summary>Examples: one finding for an operation or a named schema, however many of them changed.</summary>
internal static class ExampleRule
{
    private static readonly HashSet<string> NamesOfProperties = new(StringComparer.Ordinal) { "properties", "patternProperties", "$defs", "definitions", "dependentSchemas" };

    public static Change? Check(OperationPair pair)
    {
        return Of(pair.Before).SequenceEqual(Of(pair.After), StringComparer.Ordinal)
            ? null
            : new Change("examples-changed", pair.Place, "has other examples.") { Was = pair.OldPlace, Identity = $"{pair.Identity} examples" };
    }

    public static Change? Check(string name, SchemaReference before, SchemaReference after)
    {
        return OfSchema(before.Node, names: false).SequenceEqual(OfSchema(after.Node, names: false), StringComparer.Ordinal)
            ? null
            : new Change("examples-changed", new ResolvedNode(after.DocumentUri, after.Pointer, after.Node), $"The schema `{name}` has other examples.")
            {
                Was = new ResolvedNode(before.DocumentUri, before.Pointer, before.Node),
                Identity = $"schema {name} examples",
            };
    }

    /// <summary>The values, by themselves: 2.0 names them by media type and later versions as they like.</summary>
    private static IEnumerable<string> Of(ApiOperation operation)
    {
        IEnumerable<ApiMediaType> bodies = (operation.RequestBody?.Content ?? []).Concat(operation.Responses.SelectMany(response => response.Content));
        return operation.Parameters.SelectMany(parameter => parameter.Examples)
            .Concat(bodies.SelectMany(type => type.Examples))
            .Concat(operation.Responses.SelectMany(response => response.Headers).SelectMany(header => header.Examples))
            .Select(example => example.Value is { } value ? Text(value) : example.SerializedValue ?? example.ExternalValue ?? "")
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
    }

    // In the order of the text; members of `properties` are the document's own names.
    private static IEnumerable<string> OfSchema(DocumentNode node, bool names)
    {
        foreach (DocumentMember member in node.Members)
        {
            if (!names && member.Name is "example" or "examples" && !names)
                yield return Text(member.Value);
            else
                foreach (string inner in OfSchema(member.Value, !names && NamesOfProperties.Contains(member.Name)))
                    yield return inner;
        }

        foreach (DocumentNode item in node.Items)
        {
            foreach (string inner in OfSchema(item, names: false))
                yield return inner;
        }
    }

    private static string Text(DocumentNode node) => Encoding.UTF8.GetString(node.ToJson());
}
