using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.OpenApi.Model;

/// <summary>Reads one operation in the context of its path item.</summary>
internal sealed class OperationReader(ContractReading reading, SecurityReader security)
{
    public ApiOperation Read(string method, string path, ResolvedNode node, ResolvedNode item)
    {
        string name = $"{method} {path}";
        IReadOnlyList<(ApiParameter? Parameter, ResolvedNode Node)> parameters = Parameters(node, item, name);
        IReadOnlyList<string> consumes = MediaTypes(node, "consumes");
        return new ApiOperation
        {
            Method = method,
            Path = path,
            OperationId = node.Node["operationId"]?.AsString,
            Summary = node.Node["summary"]?.AsString,
            Deprecated = node.Node["deprecated"]?.AsBoolean ?? false,
            Tags = ContractReading.Strings(node.Node["tags"]),
            Parameters = [.. parameters.Select(p => p.Parameter).OfType<ApiParameter>()],
            RequestBody = reading.IsSwagger
                ? SwaggerBodyReader.Read(parameters.FirstOrDefault(p => p.Parameter is null).Node, consumes)
                : BodyReader.ReadRequest(reading, node.Member("requestBody"), name),
            Responses = ResponseReader.Read(reading, node.Member("responses"), MediaTypes(node, "produces"), name),
            Security = security.Read(node.Member("security")),
            Node = node.Node,
            Pointer = node.Pointer,
        };
    }

    /// <summary>The operation's parameters, then those of the path item that it does not replace. A 2.0 body comes without a model.</summary>
    private List<(ApiParameter? Parameter, ResolvedNode Node)> Parameters(ResolvedNode node, ResolvedNode item, string operation)
    {
        var read = new List<(ApiParameter?, ResolvedNode)>();
        var seen = new HashSet<(string, string)>();
        foreach (ResolvedNode written in List(node, operation).Concat(List(item, operation)))
        {
            if (reading.Object(written, $"A parameter of {operation}") is not { } parameter)
                continue;
            string place = parameter.Node["in"]?.AsString ?? "";
            string name = parameter.Node["name"]?.AsString ?? "";
            if (reading.IsSwagger && place == "body")
                read.Add((null, parameter));
            else if (!seen.Add((name, place)))
                continue;
            else if (ParameterReader.Read(reading, parameter, operation) is { } model)
                read.Add((model, parameter));
        }

        return read;
    }

    private IEnumerable<ResolvedNode> List(ResolvedNode owner, string operation)
    {
        if (owner.Member("parameters") is not { } parameters)
            return [];
        if (parameters.Node.IsArray)
            return parameters.Items();

        reading.Error("contract-shape", $"'parameters' of {operation} is not a list, so it is left out.", "Write it as a list.", parameters);
        return [];
    }

    // Swagger 2.0: the operation's list replaces the document's. Without any, JSON is what everybody means.
    private IReadOnlyList<string> MediaTypes(ResolvedNode node, string keyword)
    {
        DocumentNode? list = node.Node[keyword] ?? reading.Root.Node[keyword];
        return ContractReading.Strings(list) is { Count: > 0 } types ? types : ["application/json"];
    }
}
