using System.Security.Cryptography;
using ApiGovernance.Diff.Comparison;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Model;

namespace ApiGovernance.Diff.Rules.Info;

/// <summary>Examples: one finding for an operation or a named schema, however many of them changed.</summary>
internal sealed class ExampleRule
{
    private static readonly HashSet<string> NamesOfProperties = new(StringComparer.Ordinal) { "properties", "patternProperties", "$defs", "definitions", "dependentSchemas" };

    // Examples are large and many operations refer to the same.
    private readonly Dictionary<DocumentNode, string> _values = new(ReferenceEqualityComparer.Instance);

    public Change? Check(OperationPair pair) => Of(pair.Before).SetEquals(Of(pair.After))
        ? null
        : new Change("examples-changed", pair.Place, "has other examples.") { Was = pair.OldPlace, Identity = $"{pair.Identity} examples" };

    public Change? Check(string name, SchemaReference before, SchemaReference after)
    {
        List<DocumentNode> old = [], now = [];
        Collect(before.Node, names: false, old);
        Collect(after.Node, names: false, now);
        return old.Select(Value).SequenceEqual(now.Select(Value), StringComparer.Ordinal)
            ? null
            : new Change("examples-changed", new ResolvedNode(after.DocumentUri, after.Pointer, after.Node), $"The schema `{name}` has other examples.")
            {
                Was = new ResolvedNode(before.DocumentUri, before.Pointer, before.Node),
                Identity = $"schema {name} examples",
            };
    }

    /// <summary>The values, by themselves: 2.0 names them by media type and later versions as they like.</summary>
    private HashSet<string> Of(ApiOperation operation)
    {
        IEnumerable<ApiMediaType> bodies = (operation.RequestBody?.Content ?? []).Concat(operation.Responses.SelectMany(response => response.Content));
        return operation.Parameters.SelectMany(parameter => parameter.Examples)
            .Concat(bodies.SelectMany(type => type.Examples))
            .Concat(operation.Responses.SelectMany(response => response.Headers).SelectMany(header => header.Examples))
            .Select(example => example.Value is { } value ? Value(value) : example.SerializedValue ?? example.ExternalValue ?? "")
            .ToHashSet(StringComparer.Ordinal);
    }

    // In the order of the text; members of `properties` are the document's own names.
    private static void Collect(DocumentNode node, bool names, List<DocumentNode> into)
    {
        foreach (DocumentMember member in node.Members)
        {
            if (!names && (member.Name is "example" or "examples"))
                into.Add(member.Value);
            else
                Collect(member.Value, !names && NamesOfProperties.Contains(member.Name), into);
        }

        foreach (DocumentNode item in node.Items)
            Collect(item, names: false, into);
    }

    private string Value(DocumentNode node)
    {
        if (!_values.TryGetValue(node, out string? value))
            _values[node] = value = node.Text ?? Convert.ToHexString(SHA256.HashData(node.ToJson()));
        return value;
    }
}
