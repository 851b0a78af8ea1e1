using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.OpenApi.Model;

/// <summary>Reads the variables of a server and holds them against its URL.</summary>
internal static class ServerVariableReader
{
    private const string Rule = "contract-server-variable";

    public static IReadOnlyList<ApiServerVariable> Read(ContractReading reading, ResolvedNode server, string url)
    {
        IReadOnlyList<ApiServerVariable> variables = ReadLeniently(reading, server);
        foreach (ApiServerVariable variable in variables)
            Check(reading, variable);
        foreach (string name in Names(url).Except(variables.Select(v => v.Name), StringComparer.Ordinal))
        {
            reading.Warning(
                Rule, $"The server '{url}' has a variable '{{{name}}}' that is not declared.", "Declare it under 'variables' with a default.", server.Member("url")!);
        }

        return variables;
    }

    /// <summary>The variables as they are; AsyncAPI does not ask for defaults.</summary>
    public static IReadOnlyList<ApiServerVariable> ReadLeniently(ContractReading reading, ResolvedNode server)
    {
        var variables = new List<ApiServerVariable>();
        foreach ((DocumentMember member, ResolvedNode value) in reading.Map(server.Member("variables"), "'variables' of a server"))
        {
            if (reading.Object(value, $"The server variable '{member.Name}'") is { } variable)
                variables.Add(Read(member.Name, variable));
        }

        return variables;
    }

    private static void Check(ContractReading reading, ApiServerVariable variable)
    {
        if (variable.Default is not { } usual)
            reading.Error(Rule, $"The server variable '{variable.Name}' has no default; it is required.", "Give it a 'default'.", variable.Place);
        else if (variable.Enum.Count > 0 && !variable.Enum.Contains(usual, StringComparer.Ordinal))
            reading.Warning(Rule, $"The default '{usual}' of the server variable '{variable.Name}' is not in its enum.", "Add it to the enum or correct it.", variable.Place.Member("default")!);
    }

    private static ApiServerVariable Read(string name, ResolvedNode node)
    {
        // `default: 443` is a number in YAML, and meant as its text.
        string? usual = node.Node["default"] is { Kind: NodeKind.String or NodeKind.Number or NodeKind.Boolean } value ? value.Text : null;
        IReadOnlyList<string> allowed = [.. (node.Node["enum"]?.Items ?? []).Select(item => item.Text).OfType<string>()];
        return new ApiServerVariable
        {
            Name = name,
            Default = usual,
            Enum = allowed,
            Node = node.Node,
            Pointer = node.Pointer,
            DocumentUri = node.DocumentUri,
        };
    }

    private static IEnumerable<string> Names(string url)
    {
        for (int at = url.IndexOf('{', StringComparison.Ordinal); at >= 0; at = url.IndexOf('{', at + 1))
        {
            int end = url.IndexOf('}', at);
            if (end < 0)
                yield break;
            yield return url[(at + 1)..end];
        }
    }
}
