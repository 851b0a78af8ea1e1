using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.OpenApi.Model;

/// <summary>Reads <c>paths</c> and <c>webhooks</c>: one operation for each method of each path item.</summary>
internal static class PathsReader
{
    private static readonly string[] Methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

    /// <param name="arePaths">False for webhooks, whose names are no templates.</param>
    public static IReadOnlyList<ApiOperation> Read(ContractReading reading, OperationReader operations, ResolvedNode? paths, bool arePaths)
    {
        // A whole map in another file is not in the standard, but bundlers accept it and documents have it.
        if (reading.Object(paths, arePaths ? "'paths'" : "'webhooks'") is not { } map)
            return [];

        var read = new List<ApiOperation>();
        var templates = new PathTemplateCheck(reading);
        foreach ((DocumentMember member, ResolvedNode value) in map.Members())
        {
            if (member.Name.StartsWith("x-", StringComparison.Ordinal))
                continue;
            if (arePaths && !templates.Accept(member, value))
                continue;

            int before = read.Count;
            foreach (ResolvedNode item in Items(reading, value, $"The path item '{member.Name}'"))
                ReadItem(reading, operations, item, member.Name, read, before);
            if (arePaths)
                templates.CheckParameters(member, value, read.Skip(before));
        }

        return read;
    }

    /// <summary>The item as written and, where it has a <c>$ref</c>, the item it refers to: the methods beside the reference win.</summary>
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

    private static void ReadItem(
        ContractReading reading, OperationReader operations, ResolvedNode item, string path, List<ApiOperation> read, int before)
    {
        foreach ((string method, ResolvedNode node) in Operations(reading, item))
        {
            if (read.Skip(before).Any(o => o.Method == method))
                continue;
            if (node.Node.IsObject)
                read.Add(operations.Read(method, path, node, item));
            else
                reading.Error("contract-shape", $"The operation {method} {path} is not an object, so it is left out.", "Write it as an object.", node);
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

        if (reading.Format == ContractFormat.OpenApi32 && item.Member("additionalOperations") is { } additional)
        {
            foreach ((DocumentMember member, ResolvedNode value) in additional.Members())
                yield return (member.Name.ToUpperInvariant(), value);
        }
    }
}
