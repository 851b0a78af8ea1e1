using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.OpenApi.Model;

/// <summary>Reads the operations of a path item, one for each method.</summary>
internal static class PathItemReader
{
    private static readonly string[] Methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

    /// <param name="path">The template, or the webhook's or callback's name.</param>
    public static IReadOnlyList<ApiOperation> Read(ContractReading reading, OperationReader operations, string path, ResolvedNode value)
    {
        ResolvedNode[] items = [.. Items(reading, value, $"The path item '{path}'")];
        var read = new List<ApiOperation>();
        foreach ((string method, ResolvedNode node) in items.SelectMany(item => Operations(reading, item)))
        {
            if (read.Exists(o => o.Method == method))
                continue;
            if (node.Node.IsObject)
                read.Add(operations.Read(method, path, node, items));
            else
                reading.Error("contract-shape", $"The operation {method} {path} is not an object, so it is left out.", "Write it as an object.", node);
        }

        return read;
    }

    /// <summary>The item as written and, where it has a <c>$ref</c>, the item it refers to: what stands beside the reference wins.</summary>
    private static IEnumerable<ResolvedNode> Items(ContractReading reading, ResolvedNode value, string what)
    {
        if (value.Node.IsObject && value.Node["$ref"] is not null)
        {
            yield return value;
            if (reading.Object(value, what) is { } target)
                yield return target;
        }
        else if (reading.Object(value, what) is { } item)
        {
            yield return item;
        }
    }

    private static IEnumerable<(string Method, ResolvedNode Node)> Operations(ContractReading reading, ResolvedNode item)
    {
        foreach ((DocumentMember member, ResolvedNode value) in item.Members())
        {
            bool known = Methods.Contains(member.Name, StringComparer.Ordinal)
                ? !(reading.IsSwagger && member.Name == "trace")
                : reading.Format == ContractFormat.OpenApi32 && member.Name == "query";
            if (known)
                yield return (member.Name.ToUpperInvariant(), value);
        }

        if (reading.Format != ContractFormat.OpenApi32)
            yield break;
        foreach ((DocumentMember member, ResolvedNode value) in reading.Object(item.Member("additionalOperations"), "'additionalOperations'")?.Members() ?? [])
        {
            // OpenAPI 3.2, 4.9.1: methods with a field of their own do not belong here.
            if (Methods.Append("query").Contains(member.Name.ToLowerInvariant(), StringComparer.Ordinal))
            {
                reading.Warning(
                    "contract-additional-operation",
                    $"'{member.Name}' in 'additionalOperations' has a field of its own.",
                    $"Write it as '{member.Name.ToLowerInvariant()}' of the path item.",
                    member,
                    value);
            }

            yield return (member.Name, value);
        }
    }
}
