using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.OpenApi.Model;

/// <summary>Reads one operation in the context of its path item.</summary>
internal sealed class OperationReader(ContractReading reading, SecurityReader security, IReadOnlyList<ApiServer> servers)
{
    /// <param name="items">The path item as written and, where it has a <c>$ref</c>, the one it refers to.</param>
    public ApiOperation Read(string method, string path, ResolvedNode node, IReadOnlyList<ResolvedNode> items)
    {
        string name = $"{method} {path}";
        IReadOnlyList<string> consumes = MediaTypes(node, "consumes");
        IReadOnlyList<string> produces = MediaTypes(node, "produces");
        OperationParameters parameters = OperationParameters.Read(reading, node, items, name);
        if (reading.IsSwagger)
            parameters.CheckForms(reading, consumes, node, name);
        return new ApiOperation
        {
            Method = method,
            Path = path,
            OperationId = node.Node["operationId"]?.AsString,
            Summary = node.Node["summary"]?.AsString ?? items.Select(item => item.Node["summary"]?.AsString).FirstOrDefault(text => text is not null),
            Description = node.Node["description"]?.AsString ?? items.Select(item => item.Node["description"]?.AsString).FirstOrDefault(text => text is not null),
            Deprecated = node.Node["deprecated"]?.AsBoolean ?? false,
            Tags = ContractReading.Strings(node.Node["tags"]),
            Parameters = parameters.Models,
            RequestBody = reading.IsSwagger
                ? SwaggerBodyReader.Read(parameters.Body, consumes)
                : BodyReader.ReadRequest(reading, node.Member("requestBody"), name),
            Responses = ResponseReader.Read(reading, node.Member("responses"), produces, name),
            Security = security.Read(node.Member("security")),
            Servers = Servers(node, items),
            Callbacks = reading.IsSwagger ? [] : CallbackReader.Read(reading, this, node.Member("callbacks"), name),
            Consumes = consumes,
            Produces = produces,
            Node = node.Node,
            Pointer = node.Pointer,
            DocumentUri = node.DocumentUri,
        };
    }

    private IReadOnlyList<ApiServer> Servers(ResolvedNode node, IReadOnlyList<ResolvedNode> items)
    {
        if (reading.IsSwagger)
            return node.Node["schemes"] is null ? servers : SwaggerServers.Read(reading, reading.Root, node) is { Count: > 0 } own ? own : servers;
        return items.Prepend(node).Select(owner => ServerReader.Read(reading, owner.Member("servers"))).FirstOrDefault(list => list is not null) ?? servers;
    }

    // Swagger 2.0: the operation's list replaces the document's, an empty one too.
    private IReadOnlyList<string> MediaTypes(ResolvedNode node, string keyword) =>
        reading.IsSwagger
            ? [.. ContractReading.Strings(node.Node[keyword] ?? reading.Root.Node[keyword]).Select(type => type.ToLowerInvariant())]
            : [];
}
